import type { Inventory } from "../engine/model.js";
import type { Plan, PlanDocument } from "../engine/plan-model.js";
import type { FileChange, StepChange } from "../report/change.js";
import { loadSecretRules } from "../secrets/find.js";
import { hideValues, type Mask, maskOf } from "../secrets/mask.js";

/**
 * The changes of a plan as views show them: without secrets. What is committed is made from the changes themselves.
 *
 * @returns the changes, and a note if a patch of them cannot be applied because something is hidden in it
 */
export async function shownSteps(
  inventory: Inventory,
  steps: readonly StepChange[],
): Promise<{ steps: StepChange[]; patchNotes: string[] }> {
  await loadSecretRules();
  const masks = new Map<string, Mask>();
  const hidden = new Set<string>();
  const shown = (change: FileChange): FileChange => {
    if (change.binary !== undefined) return change;
    const mask = masks.get(change.path) ?? maskOf(change.path, change.base ?? change.after ?? "");
    masks.set(change.path, mask);
    const apply = (text: string | null) => (text === null ? null : mask(text));
    const masked = { ...change, before: apply(change.before), after: apply(change.after), base: apply(change.base) };
    if (masked.before === change.before && masked.after === change.after) return change;
    if (change.after !== null) hidden.add(change.path);
    const oid = inventory.files.get(change.path)?.oid;
    return oid === undefined ? masked : { ...masked, hidden: oid };
  };
  return {
    steps: steps.map((step) => ({ ...step, files: step.files.map(shown) })),
    patchNotes:
      hidden.size === 0
        ? []
        : [
            `Secrets are hidden in ${[...hidden].join(", ")}. git refuses such a part of a patch if it lies in it: ` +
              "use unpick apply",
          ],
  };
}

/** Takes secrets out of a plan's document, in place: it is printed, saved and written into commits. */
export async function hideInDocument(inventory: Inventory, plan: Plan): Promise<void> {
  await loadSecretRules();
  const { document } = plan;
  const masks = new Map<string, Mask>();
  const paths = [
    ...document.ledger.map(({ path }) => path),
    ...plan.changes.flatMap(({ files }) => files.map(({ path }) => path)),
  ];
  for (const path of new Set(paths)) {
    const text = inventory.read(path)?.text;
    const mask = text === undefined ? undefined : maskOf(path, text);
    if (mask && !mask.isEmpty) masks.set(path, mask);
  }
  if (masks.size === 0) return;
  const values = [...masks.values()].flatMap((mask) => mask.values);
  const hide = (texts: string[]) => texts.map((text) => hideValues(text, values));
  for (const row of document.ledger) {
    // What names the target is no secret, even where it is a value.
    if (!row.mention) row.text = masks.get(row.path)?.(row.text) ?? hideValues(row.text, values);
    row.because = hide(row.because);
  }
  for (const step of document.steps) step.heldBack = hide(step.heldBack);
  document.notes = hide(document.notes);
  const { verify }: PlanDocument = document;
  verify.dangling = hide(verify.dangling);
  verify.newDiagnostics = hide(verify.newDiagnostics);
}
