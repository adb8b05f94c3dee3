import { UserError } from "../errors.js";
import { shownPath } from "../git/paths.js";
import type { Repository } from "../git/repository.js";
import { count } from "../report/balance.js";
import { readConfiguration } from "./configuration.js";
import { hasConsent, rememberConsent } from "./consent.js";
import type { Context } from "./context.js";
import { type CustomTransforms, findCustomTransforms } from "./custom-transforms.js";
import type { Requested } from "./request.js";

/**
 * Settles whether the transforms that `unpick.yaml` names take part in a plan, and notes their digest in the request
 * if so. They are code of the repository: nothing of it runs unless a person agreed to exactly these files.
 *
 * @param allow what the flag says; undefined if it was not given
 * @returns remarks for the person
 * @throws UserError exit 3 if nobody agreed and nobody can be asked; exit 2 if there is nothing to load
 */
export async function agree(
  context: Context,
  repository: Repository,
  request: Requested,
  allow: boolean | undefined,
): Promise<string[]> {
  const path = request.configuration?.transforms;
  if (path === undefined || repository.root === null) {
    return allow === true ? ["unpick.yaml names no transforms, so --allow-transforms says nothing."] : [];
  }
  const shown = shownPath(path);
  const leftOut = `The transforms in ${shown} are left out of this plan.`;
  if (allow === false) return [leftOut];
  const custom = await findCustomTransforms(repository.root, path);
  if (!(await hasConsent(repository, custom.digest))) {
    const code = `${shown} (${count(custom.files, "file")}), which unpick.yaml names, is code of this repository`;
    if (allow !== true && !context.canAsk) {
      throw new UserError(
        `${code}, and nobody has agreed to run it as it is.`,
        "Read it, then add --allow-transforms; or leave it out with --no-allow-transforms.",
        3,
      );
    }
    if (allow !== true && !(await context.ask(`${code}. It would run with all your rights. Run it?`))) return [leftOut];
    request.custom = custom.digest;
    const remembered = await rememberConsent(repository, custom.digest);
    return remembered ? [] : ["That these transforms may run could not be remembered; it counts for this run."];
  }
  request.custom = custom.digest;
  return [];
}

/**
 * The user's own transforms that a plan was made with, if they may run again.
 *
 * @param digest of what the plan was made with
 * @throws UserError (exit 3) if they are not there as they were, or nobody agreed to run them here
 */
export async function agreedTransforms(repository: Repository, digest: string): Promise<CustomTransforms> {
  const path = repository.root === null ? undefined : (await readConfiguration(repository))?.transforms;
  const custom = path === undefined ? undefined : await findCustomTransforms(repository.root!, path);
  if (custom?.digest !== digest) {
    throw new UserError(
      "This was planned with transforms of the repository's own, which are not in the working tree as they were then.",
      "Check out the commit that has them, or plan again with unpick apply.",
      3,
    );
  }
  if (!(await hasConsent(repository, digest))) {
    throw new UserError(
      `This was planned with the transforms in ${shownPath(custom.path)}: code that nobody has agreed to run here.`,
      "Read it, then agree: unpick plan TARGET --allow-transforms",
      3,
    );
  }
  return custom;
}
