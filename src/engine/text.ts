import { applyEdits } from "../syntax/edits.js";
import type { Edit, Inventory } from "./model.js";
import type { Plan } from "./plan-model.js";

/** Names of the plan's steps in the order of the stack. */
export function stepNames(plan: Plan): string[] {
  return plan.changes.map((change) => change.step);
}

/**
 * Text of a file once some steps are taken: a pure function of the text at base and the united edits of those steps.
 * @returns null if one of the steps removes the file, or none of them makes it
 * @throws Error if the file is not readable at base
 */
export function textAfter(inventory: Inventory, plan: Plan, path: string, steps: ReadonlySet<string>): string | null {
  const edits: Edit[] = [];
  for (const change of plan.changes) {
    if (!steps.has(change.step)) continue;
    for (const file of change.files) {
      if (file.path !== path) continue;
      if (file.edits === null) return null;
      edits.push(...file.edits);
    }
  }
  if (!inventory.files.has(path)) return edits.length === 0 ? null : applyEdits("", edits);
  const source = inventory.read(path);
  if (!source) throw new Error(`${path} has no text at base`);
  return applyEdits(source.text, edits);
}
