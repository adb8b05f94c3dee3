import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Plan } from "../engine/plan-model.js";
import { resolveCommit } from "../git/repository.js";
import { agree } from "./agreement.js";
import type { Context, Outcome } from "./context.js";
import { flagText, type PlanFlags, quoted, type ShowFlags } from "./flags.js";
import { drawFormat } from "./formats.js";
import { shownSteps } from "./hidden.js";
import { notFound } from "./not-found.js";
import { planFrom } from "./planning.js";
import { mistypedTarget, requestOf, withoutConfiguration } from "./request.js";
import { savePlan } from "./saved.js";
import { openSession, placeNotes } from "./session.js";
import { lineReader, stepChanges } from "./texts.js";

/** `unpick plan`: decides every fate, saves the plan and shows it. Writes nothing but the saved plan. */
export async function planCommand(
  context: Context,
  flags: PlanFlags,
  show: ShowFlags & { check: boolean },
): Promise<Outcome> {
  const repository = await openSession(context);
  const base = await resolveCommit(repository, flags.base);
  const [request, notes] = await Promise.all([
    requestOf(context, repository, flags),
    placeNotes(context, repository, flags.scope.length > 0),
  ]);
  notes.push(...(await agree(context, repository, request, flags.allowTransforms)));
  const { plan, inventory, target } = await planFrom(context, repository, base, request);
  await savePlan(repository, { version: context.version, request: withoutConfiguration(request), plan });
  const meant = mistypedTarget(request);
  if (meant !== undefined) notes.push(`unpick.yaml has no target ${request.options.target}. Did you mean ${meant}?`);
  if (isEmpty(plan) && show.format === "terminal") {
    return { output: notFound(plan, inventory, target), notes, exitCode: exitCode(plan, false) };
  }
  const named = request.options.target === "" ? "" : quoted(request.options.target);
  const command = ["unpick apply", named, flagText(flags)].filter((part) => part !== "").join(" ");
  const next = plan.changes.length > 0 ? [command] : [];
  const { steps, patchNotes } = await shownSteps(inventory, stepChanges(inventory, plan));
  if (show.format === "patch") notes.push(...patchNotes);
  const view = { document: plan.document, steps, lineAt: lineReader(inventory) };
  const drawn = drawFormat(view, show, context, next);
  const outcome = { ...drawn, notes, exitCode: exitCode(plan, show.check) };
  return show.output === undefined ? outcome : toFile(context, show.output, outcome);
}

/** 1 if a file could not be parsed, or if asked and there is something to act on. */
function exitCode(plan: Plan, check: boolean): 0 | 1 {
  const { totals, verify } = plan.document;
  if (verify.unparsed.length > 0) return 1;
  const isClean = plan.changes.length === 0 && totals.mentions.review + totals.linked.review === 0;
  return check && !isClean ? 1 : 0;
}

/** True if the target is nowhere. */
export function isEmpty(plan: Plan): boolean {
  const { totals } = plan.document;
  return plan.changes.length === 0 && totals.mentions.all + totals.linked.all === 0;
}

/** Writes a report to a file instead of standard output. */
export async function toFile(context: Context, file: string, outcome: Outcome): Promise<Outcome> {
  await writeFile(resolve(context.cwd, file), outcome.output);
  return { ...outcome, output: "", notes: [...outcome.notes, `Wrote ${file}.`], paged: false };
}
