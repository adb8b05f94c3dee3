import { UNTRACK_DATA } from "../engine/cleanup.js";
import type { Plan } from "../engine/plan-model.js";
import { UserError } from "../errors.js";
import { resolveIdentity } from "../git/identity.js";
import { shownPath } from "../git/paths.js";
import { findCommit, type Repository } from "../git/repository.js";
import { writeStack } from "../git/stack.js";
import type { RebuildDocument } from "../report/documents.js";
import { toJson } from "../report/escape.js";
import { drawEffects, drawRebuild } from "../report/rebuild-view.js";
import { refuseAmended } from "./amended.js";
import { type ChosenStack, chooseStack } from "./branches.js";
import { NO_STEP, type PlannedCommit, plannedCommits } from "./commits.js";
import type { Context, Outcome } from "./context.js";
import { copyLeavingData } from "./data-copy.js";
import type { RebuildFlags } from "./flags.js";
import { placesThatStay } from "./held.js";
import { revertOnto } from "./onto.js";
import { knownSteps, type Planned, planFrom } from "./planning.js";
import { openSession } from "./session.js";
import { withOwners } from "./split.js";
import { fromTrailer, type StackOptions, toTrailer } from "./stack-options.js";
import { checkSteps } from "./steps.js";
import { lineReader, stepChanges } from "./texts.js";

/** `unpick revert` and `unpick restore`: plan again with less, or with more, and write the branch anew. */
export async function rebuildCommand(
  context: Context,
  action: RebuildDocument["action"],
  flags: RebuildFlags,
): Promise<Outcome> {
  const repository = await openSession(context);
  if (flags.onto !== undefined) return revertOnto(context, repository, flags);
  const chosen = await chooseStack(repository, flags.branch);
  const { branch, stack } = chosen;
  const before = fromTrailer(stack.options, branch);
  await requireBase(repository, chosen);
  const old = await planFrom(context, repository, stack.base, before);
  const steps = namesOf(action, flags, before, old);
  if (steps.length === 0) return nothingToDo(action, chosen, flags, old.plan);
  const after = changed(action, before, steps, flags.alone);
  const fresh = after.options === before.options ? old : await planFrom(context, repository, stack.base, after, old);
  const changes = stepChanges(fresh.inventory, fresh.plan, taken(fresh.plan, after));
  if (stack.version === context.version) {
    await refuseAmended(repository, stack, stepChanges(old.inventory, old.plan, taken(old.plan, before)));
  }
  const notes = stack.version === context.version ? [] : [otherVersion(stack.version, context.version)];
  const identity = await resolveIdentity(repository);
  const commits = plannedCommits(fresh.plan, changes, {
    version: context.version,
    options: toTrailer({ ...after, branch }),
    splitting: withOwners(after.splitting, fresh.inventory, notes),
    ...(after.signoff ? { signedOffBy: `${identity.committer.name} <${identity.committer.email}>` } : {}),
  });
  const document: RebuildDocument = {
    ...(await effectsOf(context, repository, chosen, { action, steps, before, after, old, fresh })),
    dryRun: flags.dryRun,
    commits: describe(commits),
  };
  if (!flags.dryRun) {
    if (context.canAsk && !flags.yes && !(await confirmed(context, document))) {
      throw new UserError("Nothing was changed.", "", 3);
    }
    // What the branch has let go of before is not here any more, or is as the old copy has it.
    const leaves = taken(old.plan, before).has(UNTRACK_DATA) ? new Set<string>() : taken(fresh.plan, after);
    const copy = await copyLeavingData(repository, fresh.inventory, fresh.plan, leaves);
    if (copy !== undefined) notes.push(`Data that leaves the tree was copied to ${shownPath(copy)}, with checksums.`);
    context.progress(`writing ${commits.length} commits`);
    const written = await writeStack(repository, {
      base: stack.base,
      branch: stack.local ? branch : localName(stack.ref, branch),
      commits: commits.map(({ commit }) => commit),
      expectedOld: stack.local ? stack.tip : null,
      identity,
      foreign: stack.foreign,
    });
    document.commits = describe(commits, written.shas);
    document.undo = written.undo;
    document.carried = written.carried.map(({ from, to }) => ({
      from,
      to,
      subject: stack.foreign.find(({ sha }) => sha === from)?.subject ?? "",
    }));
  }
  return { output: flags.json ? toJson(document) : drawRebuild(document, context.palette), notes, exitCode: 0 };
}

/** The steps that a command is about, checked; empty if all of them are as wanted already. */
function namesOf(
  action: RebuildDocument["action"],
  flags: RebuildFlags,
  options: StackOptions,
  old: Planned,
): string[] {
  const excluded = [...new Set([...options.options.skip, ...options.alone])];
  const present = old.plan.changes.map(({ step }) => step).filter((step) => !excluded.includes(step));
  if (flags.all) return action === "revert" ? present : excluded;
  if (flags.steps.length === 0) {
    const names = action === "revert" ? present : excluded;
    throw new UserError("No step is named.", names.length > 0 ? `There are: ${names.join(", ")}.` : "There is none.");
  }
  const known = action === "revert" ? [...present, ...excluded] : [...excluded, ...knownSteps(old.transforms)];
  checkSteps(flags.steps, known);
  const wanted = action === "revert" ? present : excluded;
  return [...new Set(flags.steps)].filter((step) => wanted.includes(step));
}

function changed(
  action: RebuildDocument["action"],
  before: StackOptions,
  steps: readonly string[],
  alone: boolean,
): StackOptions {
  if (action === "restore") {
    const isOther = (step: string) => !steps.includes(step);
    return {
      ...before,
      options: { ...before.options, skip: before.options.skip.filter(isOther) },
      alone: before.alone.filter(isOther),
    };
  }
  if (alone) return { ...before, alone: [...before.alone, ...steps] };
  return { ...before, options: { ...before.options, skip: [...before.options.skip, ...steps] } };
}

/** The steps of a plan that a stack takes. */
function taken(plan: Plan, options: StackOptions): ReadonlySet<string> {
  return new Set(plan.changes.map(({ step }) => step).filter((step) => !options.alone.includes(step)));
}

interface Rebuild {
  action: RebuildDocument["action"];
  steps: string[];
  before: StackOptions;
  after: StackOptions;
  old: Planned;
  fresh: Planned;
}

/** What else stays, goes or dangles. */
async function effectsOf(
  context: Context,
  repository: Repository,
  { branch, stack }: ChosenStack,
  { action, steps, before, after, old, fresh }: Rebuild,
): Promise<RebuildDocument> {
  const names = new Set(steps);
  const isAlone = after.alone.length > before.alone.length;
  const lineAt = lineReader(old.inventory);
  let dangling: string[] = [];
  if (isAlone) {
    // What planning without the steps would hold is what refers to nothing when it is not held.
    const skip = [...before.options.skip, ...steps];
    const less = { ...before, options: { ...before.options, skip } };
    const held = await planFrom(context, repository, stack.base, less, old);
    dangling = placesThatStay(old.plan, held.plan, names, lineAt).map(
      (place) => `${place.path}:${place.line}  ${place.text} (gone with ${place.step})`,
    );
  }
  return {
    format: 1,
    action,
    branch,
    base: stack.base,
    steps,
    dryRun: true,
    alsoStays: action === "revert" && !isAlone ? placesThatStay(old.plan, fresh.plan, names, lineAt) : [],
    alsoGoes: action === "restore" ? placesThatStay(fresh.plan, old.plan, names, lineAt) : [],
    dangling,
    commits: [],
    carried: [],
    undo: null,
    totals: fresh.plan.document.totals,
  };
}

function describe(commits: readonly PlannedCommit[], shas: readonly string[] = []): RebuildDocument["commits"] {
  return commits
    .map(({ commit: _, ...entry }, index) => ({ ...entry, sha: shas[index] ?? "" }))
    .filter((entry) => entry.step !== NO_STEP);
}

async function confirmed(context: Context, document: RebuildDocument): Promise<boolean> {
  const verb = document.action === "revert" ? "Revert" : "Restore";
  return context.ask(
    `${drawEffects(document, context.palette)}${verb} ${document.steps.join(", ")} on ${document.branch}?`,
  );
}

function nothingToDo(
  action: RebuildDocument["action"],
  { branch, stack }: ChosenStack,
  flags: RebuildFlags,
  plan: Plan,
): Outcome {
  const state = action === "revert" ? "reverted" : "on the branch";
  if (!flags.json) {
    const names = flags.steps.length > 0 ? flags.steps.join(", ") : "Every step";
    return {
      output: `${names}: already ${state}. Nothing was changed.\nNext: unpick status\n`,
      notes: [],
      exitCode: 0,
    };
  }
  const document: RebuildDocument = {
    format: 1,
    action,
    branch,
    base: stack.base,
    steps: [],
    dryRun: flags.dryRun,
    alsoStays: [],
    alsoGoes: [],
    dangling: [],
    commits: [],
    carried: [],
    undo: null,
    totals: plan.document.totals,
  };
  return { output: toJson(document), notes: [], exitCode: 0 };
}

async function requireBase(repository: Repository, { branch, stack }: ChosenStack): Promise<void> {
  if ((await findCommit(repository, stack.base)) !== null) return;
  throw new UserError(
    `The commit ${stack.base.slice(0, 7)} below ${branch} is not in this clone.`,
    "Fetch it: git fetch --unshallow",
    3,
  );
}

/** A branch that only a remote has is written here, under its own name. */
function localName(ref: string, branch: string): string {
  return ref.startsWith("refs/remotes/") ? ref.split("/").slice(3).join("/") : branch;
}

function otherVersion(written: string, current: string): string {
  return `The branch was written by unpick ${written}; ${current} planned it again, so it may differ in more than these steps.`;
}
