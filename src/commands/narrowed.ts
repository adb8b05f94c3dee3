import { UserError } from "../errors.js";
import type { Repository } from "../git/repository.js";
import { drawEffects } from "../report/rebuild-view.js";
import type { Context } from "./context.js";
import { placesThatStay } from "./held.js";
import { shownSteps } from "./hidden.js";
import { decideSteps } from "./interactive.js";
import { type Planned, planFrom } from "./planning.js";
import type { Requested } from "./request.js";
import { lineReader, stepChanges } from "./texts.js";

/**
 * Asks a person step by step what to take, plans again without the rest, and shows what else stays for it: the
 * same as `--skip` and `--keep` on the command line.
 *
 * @returns the plan as it was if all is taken
 * @throws UserError (exit 2) where nobody can answer, or (exit 3) if the person does not want the result
 */
export async function narrowed(
  context: Context,
  repository: Repository,
  request: Requested,
  planned: Pick<Planned, "plan" | "inventory" | "target">,
): Promise<Pick<Planned, "plan" | "inventory" | "target">> {
  if (!context.canAsk)
    throw new UserError(
      "--interactive asks questions, and nobody can answer here.",
      "Use --skip STEP and --keep GLOB.",
    );
  const { plan, inventory } = planned;
  const lineAt = lineReader(inventory);
  const shown = await shownSteps(inventory, stepChanges(inventory, plan));
  const refused = await decideSteps(context, { document: plan.document, steps: shown.steps, lineAt });
  if (refused.steps.length === 0 && refused.files.length === 0) return planned;
  const { options } = request;
  const skip = [...options.skip, ...refused.steps];
  const keep = [...options.keep, ...refused.files];
  const fresh = await planFrom(context, repository, plan.document.base, {
    ...request,
    options: { ...options, skip, keep },
  });
  const left = [...refused.steps, ...refused.files];
  const kept = new Set(refused.files.map((glob) => glob.replace(/\\(.)/g, "$1")));
  const alsoStays = placesThatStay(plan, fresh.plan, new Set(refused.steps), lineAt).filter(
    ({ path }) => !kept.has(path),
  );
  const effects = drawEffects({ steps: left, alsoStays, alsoGoes: [], dangling: [] }, context.palette);
  const steps = fresh.plan.changes.map(({ step }) => step).join(", ") || "nothing";
  if (!(await context.ask(`${effects}Write ${steps}?`))) throw new UserError("Nothing was written.", "", 3);
  return fresh;
}
