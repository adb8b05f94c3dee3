import { describe, expect, it } from "vitest";
import { plant } from "../../bench/planting/plant.mjs";
import { runPlanting } from "../../bench/planting/run.mjs";
import { shapes } from "../../bench/planting/shapes.mjs";
import { frameworks, plantWeb } from "../../bench/planting/web/plant.mjs";
import { webShapes } from "../../bench/planting/web/shapes.mjs";
import type { Transform } from "../../src/engine/model.js";
import { loadTransforms } from "../../src/registry.js";
import { inMemoryInventory } from "../../src/repo/memory.js";
import { openPythonChecker } from "../../src/verify/python.js";
import { planOf, resultOf } from "../support/planning.js";

let transforms: Transform[] | undefined;

async function remove(texts: Map<string, string>, target: string) {
  transforms ??= await loadTransforms();
  const inventory = inMemoryInventory(texts);
  const options = { target, terms: [], only: [], skip: [], keep: [], scope: [], cleanup: false, force: false };
  const plan = await planOf(inventory, options, transforms);
  return { plan, result: resultOf(inventory, plan) };
}

describe("planting", () => {
  it("is decided by its seed", () => {
    expect(plant(7)).toEqual(plant(7));
    expect(plant(7).woven).not.toEqual(plant(8).woven);
  });

  it("changes nothing of the clean text but adds to it", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { clean, woven, planted } = plant(seed);
      expect(planted.length).toBeGreaterThanOrEqual(3);
      expect([...clean.keys()].filter((path) => !woven.has(path))).toEqual([]);
    }
  });

  it("knows a place for every shape in some application", () => {
    const unplaced = Object.keys(shapes).filter((shape) =>
      ["chatbot", "notes", "shop"].every((app) =>
        [1, 2, 3, 4].every((seed) => plant(seed, { app, only: [shape] }).planted.length === 0),
      ),
    );
    expect(unplaced).toEqual([]);
  });

  it("writes Python that parses, into applications without a fault", async () => {
    const checker = await openPythonChecker();
    for (let seed = 1; seed <= 40; seed++) {
      const { app, clean, woven } = plant(seed);
      // The chatbot's backup copies are as untidy as such copies are.
      for (const [path, text] of app === "chatbot" ? [] : clean)
        if (path.endsWith(".py")) expect(checker.check(path, text), path).toEqual([]);
      for (const [path, text] of woven)
        if (path.endsWith(".py"))
          expect(
            checker.check(path, text).filter(({ code }) => code === "invalid-syntax"),
            `seed ${seed}, ${path}`,
          ).toEqual([]);
    }
  });

  it("is undone byte for byte by the removal", async () => {
    const failures: string[] = [];
    const { failed, right } = await runPlanting({
      remove,
      runs: 30,
      seed: 1,
      report: (text) => failures.push(text),
    });
    expect(failures).toEqual([]);
    expect(failed).toBe(0);
    expect(right).toBeGreaterThan(0);
  });
});

describe("planting across languages", () => {
  it("is decided by its seed", () => {
    expect(plantWeb(7)).toEqual(plantWeb(7));
    expect(plantWeb(7).woven).not.toEqual(plantWeb(8).woven);
  });

  it("plants something of every language in every case", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { planted, clean, woven } = plantWeb(seed);
      for (const [language, list] of Object.entries(webShapes))
        expect(
          list.some((shape) => planted.includes(shape)),
          `seed ${seed}: ${language}`,
        ).toBe(true);
      expect([...clean.keys()].filter((path) => !woven.has(path))).toEqual([]);
    }
  });

  it("plants every shape for every framework", () => {
    for (const app of frameworks)
      for (const shape of Object.values(webShapes).flat()) {
        const { planted, clean, woven } = plantWeb(3, { app, only: [shape] });
        expect(planted).toContain(shape);
        expect([...woven].some(([path, text]) => clean.get(path) !== text)).toBe(true);
      }
  });

  it("names the feature nowhere in the clean text, and writes Python that parses", async () => {
    const checker = await openPythonChecker();
    for (let seed = 1; seed <= 12; seed++) {
      const { target, clean, woven } = plantWeb(seed);
      const spelling = new RegExp(target.replace(/[-_]/, "[-_ ]?"), "i");
      for (const [path, text] of clean) expect(spelling.test(path + text), `seed ${seed}, ${path}`).toBe(false);
      for (const [path, text] of [...clean, ...woven])
        if (path.endsWith(".py"))
          expect(
            checker.check(path, text).filter(({ code }) => /invalid-syntax|^F821$/.test(code)),
            `seed ${seed}, ${path}`,
          ).toEqual([]);
    }
  });

  it("is undone byte for byte by the removal, for every mention", async () => {
    const failures: string[] = [];
    const { failed, right } = await runPlanting({
      remove,
      runs: 8,
      seed: 1,
      write: plantWeb,
      report: (text) => failures.push(text),
    });
    expect(failures).toEqual([]);
    expect(failed).toBe(0);
    expect(right).toBe(8);
  });
});
