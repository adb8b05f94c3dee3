import { currentBranch } from "../git/repository.js";
import type { StatusDocument } from "../report/documents.js";
import { toJson } from "../report/escape.js";
import { drawStatus } from "../report/status-view.js";
import { chooseStack } from "./branches.js";
import { NO_STEP } from "./commits.js";
import type { Context, Outcome } from "./context.js";
import { openSession } from "./session.js";
import { fromTrailer } from "./stack-options.js";

/** `unpick status`: what is on the branch. */
export async function statusCommand(context: Context, named: string | undefined, json: boolean): Promise<Outcome> {
  const repository = await openSession(context);
  const { branch, stack } = await chooseStack(repository, named);
  const { options, alone } = fromTrailer(stack.options, branch);
  const document: StatusDocument = {
    format: 1,
    branch,
    ref: stack.ref,
    base: stack.base,
    tip: stack.tip,
    target: options.target,
    ...(options.successor === undefined ? {} : { successor: options.successor }),
    version: stack.version,
    steps: stack.steps
      .filter((step) => step.name !== NO_STEP)
      .map(({ name, sha, subject }) => ({ step: name, sha, subject })),
    excluded: options.skip,
    alone,
    onTop: stack.foreign.map(({ sha, subject }) => ({ sha, subject })),
    checkedOut: (await currentBranch(repository)) === branch,
  };
  return { output: json ? toJson(document) : drawStatus(document, context.palette), notes: [], exitCode: 0 };
}
