import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { exampleFolder } from "./support/planning.js";
import { readExample } from "./support/txtar.js";

/** A row of the table in `docs/shapes.md`. */
interface Row {
  shape: string;
  goes: string | undefined;
  stays: string;
  name: string;
}

const page = readFileSync(new URL("../docs/shapes.md", import.meta.url), "utf8");
const rows: Row[] = page
  .split("\n")
  .filter((line) => /^\| [A-Z]\d+ \|/.test(line))
  .map((line) => {
    const [shape, , goes, stays, name] = line.slice(2, -2).split(" | ");
    return { shape: shape!, goes: /^`(.*)`$/.exec(goes!)?.[1], stays: /^`(.*)`$/.exec(stays!)![1]!, name: name! };
  });

describe.each(rows)("$shape in $name", ({ goes, stays, name }) => {
  const { before, after } = readExample(new URL(`${name}.txtar`, exampleFolder));
  const holds = (piece: string, isLeft: boolean) =>
    Object.entries(before).some(
      ([path, text]) => text.includes(piece) && (after[path] ?? "").includes(piece) === isLeft,
    );

  if (goes !== undefined)
    it(`loses ${goes}`, () => {
      expect(holds(goes, false)).toBe(true);
    });

  it(`keeps ${stays}`, () => {
    expect(holds(stays, true)).toBe(true);
  });
});

describe("the page", () => {
  const numbers = (letter: string, count: number) =>
    Array.from({ length: count }, (_one, index) => `${letter}${index + 1}`);

  it.each([
    ...numbers("P", 20),
    ...numbers("D", 29),
    ...numbers("T", 17),
    ...numbers("J", 19),
    ...numbers("G", 13),
    ...numbers("C", 4),
  ])("has %s once: in the table or below it", (shape) => {
    const isListed = rows.some((row) => row.shape === shape);
    const isBelow = new RegExp(`^- ${shape},`, "m").test(page);
    expect([isListed, isBelow].filter(Boolean)).toHaveLength(1);
  });
});
