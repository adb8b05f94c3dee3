import { beforeAll, describe, expect, test } from "vitest";
import type { Transform } from "../src/engine/model.js";
import type { Plan } from "../src/engine/plan-model.js";
import { stepNames, textAfter } from "../src/engine/text.js";
import { UserError } from "../src/errors.js";
import { loadTransforms } from "../src/registry.js";
import { inMemoryInventory } from "../src/repo/memory.js";
import { exampleFolder, exampleNames, optionsOf, planOf, resultOf } from "./support/planning.js";
import { readExample } from "./support/txtar.js";

let transforms: Transform[];

beforeAll(async () => {
  transforms = await loadTransforms();
});

const reviewRows = (plan: Plan) =>
  plan.document.ledger
    .filter((row) => row.fate === "review")
    .map((row) => ({ path: row.path, reason: row.reason.replace(/:\d+$/, "") }));

describe.each(exampleNames)("%s", (name) => {
  const example = readExample(new URL(name, exampleFolder));

  if (example.exit !== 0) {
    test(`is refused with exit ${example.exit}`, async () => {
      const failure = await planOf(
        inMemoryInventory(example.before),
        optionsOf(example),
        transforms,
        example.configuration,
      ).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(UserError);
      expect((failure as UserError).exitCode).toBe(example.exit);
    });
    return;
  }

  test("comes out byte for byte, with these places for review", async () => {
    const inventory = inMemoryInventory(example.before);
    const plan = await planOf(inventory, optionsOf(example), transforms, example.configuration);
    expect(resultOf(inventory, plan)).toEqual(example.after);
    const rows = reviewRows(plan);
    for (const row of rows)
      expect(
        example.review.some((one) => one.path === row.path),
        `${row.path}: ${row.reason}`,
      ).toBe(true);
    for (const wanted of example.review)
      expect(
        rows.some((row) => row.path === wanted.path && row.reason.includes(wanted.reason)),
        `${wanted.path} ${wanted.reason}`,
      ).toBe(true);
    const { mentions, linked } = plan.document.totals;
    for (const total of [mentions, linked])
      expect(total.removed + total.rewritten + total.kept + total.review).toBe(total.all);
  });

  test("planned again changes nothing and reviews the same", async () => {
    const first = await planOf(
      inMemoryInventory(example.before),
      optionsOf(example),
      transforms,
      example.configuration,
    );
    const inventory = inMemoryInventory(resultOf(inMemoryInventory(example.before), first));
    const second = await planOf(inventory, optionsOf(example), transforms, example.configuration);
    expect(resultOf(inventory, second)).toEqual(resultOf(inMemoryInventory(example.before), first));
    const mentioned = (plan: Plan) => [
      ...new Set(
        plan.document.ledger
          .filter((row) => row.fate === "review" && row.mention)
          .map((row) => `${row.path} ${row.reason.replace(/:\d+$/, "")}`),
      ),
    ];
    expect(mentioned(second)).toEqual(mentioned(first));
  });

  test("every prefix of the stack parses", async () => {
    const inventory = inMemoryInventory(example.before);
    const plan = await planOf(inventory, optionsOf(example), transforms, example.configuration);
    const steps = stepNames(plan);
    for (let count = 1; count <= steps.length; count++) {
      for (const path of inventory.files.keys()) {
        const text = textAfter(inventory, plan, path, new Set(steps.slice(0, count)));
        if (text === null) continue;
        const transform = transforms.find(
          (one) =>
            one.diagnose &&
            plan.changes.some((change) => change.step === one.name && change.files.some((file) => file.path === path)),
        );
        const before = transform?.diagnose?.(path, inventory.read(path)!.text) ?? [];
        expect(
          (transform?.diagnose?.(path, text) ?? []).filter((finding) => !before.includes(finding)),
          path,
        ).toEqual([]);
      }
    }
  });
});
