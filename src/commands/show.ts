import { UserError } from "../errors.js";
import { findCommit } from "../git/repository.js";
import { readInventory } from "../repo/inventory.js";
import type { Context, Outcome } from "./context.js";
import type { ShowFlags } from "./flags.js";
import { drawFormat } from "./formats.js";
import { shownSteps } from "./hidden.js";
import { toFile } from "./plan.js";
import { targetOf } from "./planning.js";
import { loadPlan } from "./saved.js";
import { openSession } from "./session.js";
import { staleness } from "./stale.js";
import { checkSteps } from "./steps.js";
import { lineReader, stepChanges } from "./texts.js";

/** `unpick show`: draws the saved plan again, whole or one step of it. */
export async function showCommand(
  context: Context,
  step: string | undefined,
  target: string | undefined,
  show: ShowFlags,
): Promise<Outcome> {
  const repository = await openSession(context);
  const saved = await loadPlan(repository, context.version, target);
  if (!saved) throw new UserError("There is no saved plan.", `Make one: unpick plan ${target ?? "TARGET"}`);
  const { plan } = saved;
  const { base } = plan.document;
  if ((await findCommit(repository, base)) === null) {
    throw new UserError(
      `The commit ${base.slice(0, 7)} that the plan was made from is gone.`,
      planAgain(plan.options.target),
    );
  }
  const notes: string[] = [];
  const head = await findCommit(repository, "HEAD");
  if (head !== null) {
    const stale = await staleness(repository, plan, await targetOf(saved.request), head);
    if (stale.files.length > 0) {
      notes.push(
        `The plan is stale: ${stale.files.length} of its files changed since. ${planAgain(plan.options.target)}`,
      );
    }
  }
  if (step !== undefined)
    checkSteps(
      [step],
      plan.changes.map((change) => change.step),
    );
  const inventory = await readInventory(repository, base);
  const wanted = stepChanges(inventory, plan).filter(({ name }) => step === undefined || name === step);
  const { steps, patchNotes } = await shownSteps(inventory, wanted);
  if (show.format === "patch") notes.push(...patchNotes);
  const view = { document: plan.document, steps, lineAt: lineReader(inventory) };
  const drawn = drawFormat(view, show, context, [`unpick apply ${plan.options.target}`], step !== undefined);
  const outcome: Outcome = { ...drawn, notes, exitCode: 0 };
  return show.output === undefined ? outcome : toFile(context, show.output, outcome);
}

function planAgain(target: string): string {
  return `Plan again: unpick plan ${target}`;
}
