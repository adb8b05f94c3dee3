import { readdirSync } from "node:fs";
import type { Inventory, Transform } from "../../src/engine/model.js";
import { makePlan } from "../../src/engine/plan.js";
import type { Plan, PlanOptions } from "../../src/engine/plan-model.js";
import { stepNames, textAfter } from "../../src/engine/text.js";
import { parseConfiguration } from "../../src/target/configuration.js";
import { makeTarget, noTarget } from "../../src/target/target.js";
import { verifyTexts } from "../../src/verify/verify.js";
import type { Example } from "./txtar.js";

/** Where the cases of the transforms lie. */
export const exampleFolder = new URL("../../fixtures/transforms/", import.meta.url);

/** File names of the cases, in order. */
export const exampleNames = readdirSync(exampleFolder).filter((name) => name.endsWith(".txtar"));

/** The options that a case's command line stands for. */
export function optionsOf(example: Example): PlanOptions {
  const values = (flag: string) =>
    example.options.flatMap((word, index) => (word === flag ? [example.options[index + 1]!] : []));
  return {
    // Clean-ups need no target: a flag may come first.
    target: example.options[1]!.startsWith("--") ? "" : example.options[1]!,
    successor: values("--successor")[0],
    terms: values("--term"),
    only: values("--only"),
    skip: values("--skip"),
    keep: values("--keep"),
    scope: values("--scope"),
    cleanup: example.options.includes("--cleanup"),
    untrackData: example.options.includes("--untrack-data"),
    catalogues: example.options.includes("--catalogues"),
    force: example.options.includes("--force"),
  };
}

/** Plans on an inventory, with the independent checks. */
export async function planOf(
  inventory: Inventory,
  options: PlanOptions,
  transforms: readonly Transform[],
  configuration = "",
): Promise<Plan> {
  const { target: name, terms, successor } = options;
  const { targets, history, entrypoints } = parseConfiguration(configuration);
  const { names, env, keep, paths, tombstone, ...entry } = targets[name] ?? {};
  const description = { ...entry, environment: env, terms: [...(names ?? []), ...terms] };
  const target = name === "" ? noTarget() : makeTarget({ ...description, successor, name });
  return makePlan({
    inventory,
    base: "0".repeat(40),
    target,
    options: { ...options, keep: [...options.keep, ...(keep ?? [])] },
    transforms,
    ...(history ? { history } : {}),
    rules: { paths: paths ?? [], tombstone: tombstone ?? [], entrypoints: entrypoints ?? [] },
    verify: async (before, after, known) =>
      (await verifyTexts({ before, after, transforms, inventory, target, known })).newDiagnostics,
  });
}

/** The tree after all steps of a plan. */
export function resultOf(inventory: Inventory, plan: Plan): Record<string, string> {
  const result: Record<string, string> = {};
  const steps = new Set(stepNames(plan));
  const planned = plan.changes.flatMap((change) => change.files.map((file) => file.path));
  for (const path of new Set([...inventory.files.keys(), ...planned])) {
    const text = textAfter(inventory, plan, path, steps);
    if (text !== null) result[path] = text;
  }
  return result;
}
