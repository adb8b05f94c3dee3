import { readdirSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { Inventory, Plan, PlanOptions, Transform } from "../src/engine/model.js";
import { makePlan } from "../src/engine/plan.js";
import { stepNames, textAfter } from "../src/engine/text.js";
import { UserError } from "../src/errors.js";
import { loadTransforms } from "../src/registry.js";
import { inMemoryInventory } from "../src/repo/memory.js";
import { makeTarget } from "../src/target/target.js";
import { verifyTexts } from "../src/verify/verify.js";
import { type Example, readExample } from "./support/txtar.js";

const folder = new URL("../fixtures/transforms/", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".txtar"));
let transforms: Transform[];

beforeAll(async () => {
  transforms = await loadTransforms();
});

function optionsOf(example: Example): PlanOptions {
  const values = (flag: string) =>
    example.options.flatMap((word, index) => (word === flag ? [example.options[index + 1]!] : []));
  return {
    target: example.options[1]!,
    successor: values("--successor")[0],
    terms: values("--term"),
    only: values("--only"),
    skip: values("--skip"),
    keep: values("--keep"),
    scope: values("--scope"),
    cleanup: example.options.includes("--cleanup"),
    force: example.options.includes("--force"),
  };
}

async function planOf(inventory: Inventory, options: PlanOptions): Promise<Plan> {
  const target = makeTarget({ name: options.target, terms: options.terms, successor: options.successor });
  return makePlan({
    inventory,
    base: "0".repeat(40),
    target,
    options,
    transforms,
    verify: async (before, after) => (await verifyTexts({ before, after, transforms, inventory })).newDiagnostics,
  });
}

function resultOf(inventory: Inventory, plan: Plan): Record<string, string> {
  const result: Record<string, string> = {};
  const steps = new Set(stepNames(plan));
  for (const path of inventory.files.keys()) {
    const text = textAfter(inventory, plan, path, steps);
    if (text !== null) result[path] = text;
  }
  return result;
}

const reviewRows = (plan: Plan) =>
  plan.document.ledger
    .filter((row) => row.fate === "review")
    .map((row) => ({ path: row.path, reason: row.reason.replace(/:\d+$/, "") }));

describe.each(names)("%s", (name) => {
  const example = readExample(new URL(name, folder));

  if (example.exit !== 0) {
    test(`is refused with exit ${example.exit}`, async () => {
      const failure = await planOf(inMemoryInventory(example.before), optionsOf(example)).catch(
        (error: unknown) => error,
      );
      expect(failure).toBeInstanceOf(UserError);
      expect((failure as UserError).exitCode).toBe(example.exit);
    });
    return;
  }

  test("comes out byte for byte, with these places for review", async () => {
    const inventory = inMemoryInventory(example.before);
    const plan = await planOf(inventory, optionsOf(example));
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
    const first = await planOf(inMemoryInventory(example.before), optionsOf(example));
    const inventory = inMemoryInventory(resultOf(inMemoryInventory(example.before), first));
    const second = await planOf(inventory, optionsOf(example));
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
    const plan = await planOf(inventory, optionsOf(example));
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
