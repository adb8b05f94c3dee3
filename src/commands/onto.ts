import { UserError } from "../errors.js";
import { readStack } from "../git/branch.js";
import { applyInverse } from "../git/inverse.js";
import { findCommit, type Repository } from "../git/repository.js";
import { gitText } from "../git/run.js";
import { findTrailers } from "../git/trailers.js";
import { shortCommit } from "../report/balance.js";
import { unitedChanges } from "../report/change.js";
import type { RebuildDocument } from "../report/documents.js";
import { escapeName, toJson } from "../report/escape.js";
import { drawEffects } from "../report/rebuild-view.js";
import { plannedCommits, storedChange } from "./commits.js";
import type { Context, Outcome } from "./context.js";
import type { RebuildFlags } from "./flags.js";
import { placesThatStay } from "./held.js";
import { planFrom } from "./planning.js";
import { fromTrailer, type StackOptions, toTrailer } from "./stack-options.js";
import { checkSteps } from "./steps.js";
import { lineReader, stepChanges } from "./texts.js";

/** What was merged: where it was planned, and how. */
interface Merged {
  base: string;
  options: StackOptions;
}

/** `unpick revert STEP --onto BRANCH`: undoes steps where the stack was merged, by one commit. */
export async function revertOnto(context: Context, repository: Repository, flags: RebuildFlags): Promise<Outcome> {
  const branch = flags.onto!;
  const tip = await findCommit(repository, `refs/heads/${branch}`);
  if (tip === null) throw new UserError(`There is no branch ${branch} here.`, "git branch lists the branches.");
  const { base, options } = await findMerged(repository, branch, flags.branch);
  if ((await findCommit(repository, base)) === null) {
    throw new UserError(`The commit ${base.slice(0, 7)} is not in this clone.`, "Fetch it: git fetch --unshallow", 3);
  }
  const full = await planFrom(context, repository, base, options);
  const names = full.plan.changes.map(({ step }) => step);
  const steps = flags.all ? names : [...new Set(flags.steps)];
  if (steps.length === 0) throw new UserError("No step is named.", `There are: ${names.join(", ")}.`);
  checkSteps(steps, names);
  const skip = [...options.options.skip, ...steps];
  const less = { ...options, options: { ...options.options, skip } };
  const without = await planFrom(context, repository, base, less, full);
  const document: RebuildDocument = {
    format: 1,
    action: "revert",
    branch,
    base,
    steps,
    dryRun: flags.dryRun,
    alsoStays: placesThatStay(full.plan, without.plan, new Set(steps), lineReader(full.inventory)),
    alsoGoes: [],
    dangling: [],
    commits: [],
    carried: [],
    undo: null,
    totals: without.plan.document.totals,
  };
  if (!flags.dryRun) {
    const question = `${drawEffects(document, context.palette)}Revert ${steps.join(", ")} on ${branch}?`;
    if (context.canAsk && !flags.yes && !(await context.ask(question)))
      throw new UserError("Nothing was changed.", "", 3);
    const changesOf = (planned: typeof full) =>
      unitedChanges(stepChanges(planned.inventory, planned.plan)).map(storedChange);
    const style = { version: context.version, options: toTrailer(options), splitting: { split: "step" as const } };
    const inverse = await applyInverse(repository, {
      branch,
      expectedOld: tip,
      base,
      full: changesOf(full),
      without: changesOf(without),
      message: inverseMessage(steps, plannedCommits(full.plan, stepChanges(full.inventory, full.plan), style)),
    });
    document.undo = inverse.undo;
    if (inverse.commit !== null) {
      const summary = `revert ${steps.join(", ")}`;
      document.commits = [{ step: "revert", summary, sha: inverse.commit, files: 0, added: 0, deleted: 0 }];
    }
  }
  return { output: flags.json ? toJson(document) : drawOnto(document, context), notes: [], exitCode: 0 };
}

/** The stack's own branch if it is still there, else the trailers that a squash merge left in a message. */
async function findMerged(repository: Repository, branch: string, stackBranch: string | undefined): Promise<Merged> {
  if (stackBranch !== undefined) {
    const stack = await readStack(repository, stackBranch);
    return { base: stack.base, options: fromTrailer(stack.options, stackBranch) };
  }
  const log = await gitText(repository, ["log", "--max-count=5000", "--format=%B%x00", `refs/heads/${branch}`]);
  for (const message of log.split("\0")) {
    const [trailers] = findTrailers(message);
    if (trailers) return { base: trailers.base, options: fromTrailer(trailers.options, branch) };
  }
  throw new UserError(
    `No commit of ${branch} has the trailers of unpick, so it is not known what was merged.`,
    "Name the branch that was merged with --branch.",
    3,
  );
}

/** Without trailers: the commit is no part of a stack. */
function inverseMessage(steps: readonly string[], commits: readonly { step: string; commit: { message: string } }[]) {
  const places = commits
    .filter(({ step }) => steps.includes(step))
    .map(({ commit }) => commit.message.split("\n\nUnpick-Base:")[0]!.split("\n").slice(2).join("\n"));
  return `unpick: bring back ${steps.join(", ")}\n\n${places.join("\n").trim()}\n`;
}

function drawOnto(document: RebuildDocument, context: Context): string {
  const effects = drawEffects(document, context.palette);
  const branch = escapeName(document.branch);
  if (document.dryRun) return `${effects}Next: unpick revert ${document.steps.join(" ")} --onto ${branch}\n`;
  const [commit] = document.commits;
  if (!commit)
    return `${effects}${branch} has nothing left of ${document.steps.join(", ")} to undo. Nothing was changed.\n`;
  return (
    `${effects}✓ ${shortCommit(commit.sha)}  ${commit.summary}\n` +
    `Branch ${branch} has one commit more.${document.undo === null ? "" : ` The old tip is kept as ${document.undo}.`}\n` +
    `Next: git show ${shortCommit(commit.sha)}\n`
  );
}
