import type { Inventory } from "../engine/model.js";
import type { Plan } from "../engine/plan-model.js";
import { textAfter } from "../engine/text.js";
import type { FileChange, StepChange } from "../report/change.js";
import { maskOf } from "../secrets/mask.js";

/**
 * The texts before and after each step of a plan, in stack order.
 *
 * @param taken the steps to take; all if left out
 */
export function stepChanges(inventory: Inventory, plan: Plan, taken?: ReadonlySet<string>): StepChange[] {
  const current = new Map<string, string | null>();
  const soFar = new Set<string>();
  const result: StepChange[] = [];
  for (const { step, files } of plan.changes) {
    if (taken && !taken.has(step)) continue;
    soFar.add(step);
    const changes = files.flatMap(({ path, edits, untrack }): FileChange[] => {
      const change = fileChange(
        inventory,
        path,
        current,
        edits === null ? null : textAfter(inventory, plan, path, soFar),
      );
      return change ? [untrack ? { ...change, untrack } : change] : [];
    });
    const described = plan.document.steps.find(({ name }) => name === step);
    result.push({
      name: step,
      // A transform is written for any target; the commit is about one.
      summary: (described?.summary ?? step).replaceAll("{target}", plan.options.target),
      heldBack: described?.heldBack ?? [],
      files: changes,
    });
  }
  return result.filter((step) => step.files.length > 0 || step.heldBack.length > 0);
}

function fileChange(
  inventory: Inventory,
  path: string,
  current: Map<string, string | null>,
  after: string | null,
): FileChange | undefined {
  const entry = inventory.files.get(path);
  const source = inventory.read(path);
  const base = source?.text ?? null;
  const before = current.has(path) ? current.get(path)! : base;
  current.set(path, after);
  const isBinary = entry !== undefined && source === undefined;
  if (before === after && !(isBinary && after === null)) return undefined;
  return {
    path,
    mode: entry?.mode ?? "100644",
    encoding: source?.encoding ?? "utf8",
    before,
    after,
    base,
    ...(isBinary ? { binary: entry.oid } : {}),
  };
}

/**
 * Gives lines of files at base by number, each text split once; secrets are hidden.
 *
 * @throws Error if the rules for secrets are not loaded
 */
export function lineReader(inventory: Inventory): (path: string, line: number) => string | undefined {
  const split = new Map<string, string[]>();
  return (path, line) => {
    let lines = split.get(path);
    if (!lines) {
      const text = inventory.read(path)?.text ?? "";
      lines = maskOf(path, text)(text).split("\n");
      split.set(path, lines);
    }
    return lines[line - 1]?.replace(/\r$/, "");
  };
}
