import { leavingNotes } from "../engine/cleanup-notes.js";
import { UserError } from "../errors.js";
import { resolveIdentity } from "../git/identity.js";
import { checkBranch } from "../git/move.js";
import { shownPath } from "../git/paths.js";
import { currentBranch, findCommit, type Repository, resolveCommit } from "../git/repository.js";
import { writeStack } from "../git/stack.js";
import { readInventory } from "../repo/inventory.js";
import { drawApply } from "../report/apply-view.js";
import type { ApplyDocument } from "../report/documents.js";
import { toJson } from "../report/escape.js";
import { agree } from "./agreement.js";
import { plannedCommits } from "./commits.js";
import type { Context, Outcome } from "./context.js";
import { copyLeavingData } from "./data-copy.js";
import { environmentNotes } from "./environment-command.js";
import { flagText, type PlanFlags, quoted, type WriteFlags } from "./flags.js";
import { untrackedNotes, writeInPlace } from "./in-place.js";
import { narrowed } from "./narrowed.js";
import { notFound } from "./not-found.js";
import { isEmpty } from "./plan.js";
import { type Planned, type PlanRequest, planFrom, targetOf } from "./planning.js";
import { type Requested, requestOf, withoutConfiguration } from "./request.js";
import { loadPlan, savePlan } from "./saved.js";
import { openSession, placeNotes } from "./session.js";
import { splittingOf, tooLong, withOwners } from "./split.js";
import { type StackOptions, toTrailer } from "./stack-options.js";
import { staleness } from "./stale.js";
import { stepChanges } from "./texts.js";

type Settled = Pick<Planned, "plan" | "inventory" | "target">;

/** `unpick apply`: writes the plan as a branch, or with `--in-place` into the working tree. */
export async function applyCommand(context: Context, flags: PlanFlags, write: WriteFlags): Promise<Outcome> {
  const splitting = splittingOf(write.split, write.maxLines);
  const repository = await openSession(context);
  const base = await resolveCommit(repository, flags.base);
  const [request, notes] = await Promise.all([
    requestOf(context, repository, flags),
    placeNotes(context, repository, flags.scope.length > 0),
  ]);
  notes.push(...(await agree(context, repository, request, flags.allowTransforms)));
  const branch = write.branch ?? branchName(request);
  if (!write.inPlace) await checkBranch(repository, branch, null);
  const whole = await settle(context, repository, base, flags, request, notes);
  const settled = write.interactive ? await narrowed(context, repository, request, whole) : whole;
  const { plan, inventory } = settled;
  const exitCode = plan.document.verify.unparsed.length > 0 ? 1 : 0;
  const document: ApplyDocument = {
    format: 1,
    branch: null,
    base: plan.document.base,
    commits: [],
    totals: plan.document.totals,
    verify: plan.document.verify,
  };
  const finish = async (): Promise<Outcome> => {
    const output = write.json
      ? toJson(document)
      : drawApply(document, await currentBranch(repository), context.palette);
    return { output, notes, exitCode };
  };
  if (plan.changes.length === 0) {
    if (!write.json && isEmpty(plan)) return { output: notFound(plan, inventory, settled.target), notes, exitCode };
    return finish();
  }
  const steps = stepChanges(inventory, plan);
  if (write.inPlace) {
    document.written = await writeInPlace(context, repository, plan, steps, write.yes);
    notes.push(...untrackedNotes(steps));
    return finish();
  }
  const identity = await resolveIdentity(repository);
  if (identity.fallback) notes.push("git knows no name or address for you, so the commits are by unpick.");
  const options: StackOptions = {
    ...request,
    options: plan.options,
    branch,
    splitting,
    alone: [],
    signoff: write.signoff,
  };
  const commits = plannedCommits(plan, steps, {
    version: context.version,
    options: toTrailer(options),
    splitting: withOwners(splitting, inventory, notes),
    ...(write.signoff ? { signedOffBy: `${identity.committer.name} <${identity.committer.email}>` } : {}),
  });
  const long = tooLong(steps, splitting.maxLines);
  if (long.length > 0)
    notes.push(`A file is never parted, so these make longer commits: ${long.map(shownPath).join(", ")}.`);
  const copy = await copyLeavingData(repository, inventory, plan);
  if (copy !== undefined) notes.push(`Data that leaves the tree was copied to ${shownPath(copy)}, with checksums.`);
  notes.push(...leavingNotes(plan.changes).map((note) => `${note}.`));
  notes.push(...environmentNotes(steps, (path) => inventory.files.has(path)));
  context.progress(`writing ${commits.length} commits`);
  const written = await writeStack(repository, {
    base: plan.document.base,
    branch,
    commits: commits.map(({ commit }) => commit),
    expectedOld: null,
    identity,
  });
  document.branch = branch;
  document.commits = commits.map(({ commit: _, ...entry }, index) => ({ ...entry, sha: written.shas[index]! }));
  return finish();
}

/** The saved plan if it is for the same base and options, else a new one. */
async function settle(
  context: Context,
  repository: Repository,
  base: string,
  flags: PlanFlags,
  request: Requested,
  notes: string[],
): Promise<Settled> {
  const saved = await loadPlan(repository, context.version, request.options.target);
  const isSame = saved !== undefined && fingerprint(saved.request) === fingerprint(request);
  if (saved && isSame && (await findCommit(repository, saved.plan.document.base)) !== null) {
    const target = await targetOf(request);
    const { plan } = saved;
    if (flags.base === undefined) {
      await refuseStale(repository, { plan, target }, base);
    }
    if (flags.base === undefined || plan.document.base === base) {
      return { plan, target, inventory: await readInventory(repository, plan.document.base) };
    }
  } else if (saved && !isSame) {
    notes.push("The saved plan was made with other flags, so a new one is made.");
  }
  const planned = await planFrom(context, repository, base, request);
  await savePlan(repository, { version: context.version, request: withoutConfiguration(request), plan: planned.plan });
  return planned;
}

async function refuseStale(
  repository: Repository,
  { plan, target }: Pick<Settled, "plan" | "target">,
  head: string,
): Promise<void> {
  const stale = await staleness(repository, plan, target, head);
  if (stale.files.length === 0) return;
  const { base } = plan.document;
  const { target: name, successor, terms, ...rest } = plan.options;
  const command = `unpick plan ${quoted(name)} ${flagText({ ...rest, ...(successor ? { successor } : {}), term: terms })}`;
  const others =
    stale.others > 0 ? `\n  ${stale.others} files that the plan does not touch also changed; they do not matter` : "";
  throw new UserError(
    `The plan is stale: it was made at ${base.slice(0, 7)}, HEAD is now ${head.slice(0, 7)}.\n` +
      stale.files.map((file) => `  ${file}`).join("\n") +
      others,
    `Plan again: ${command.trim()}. unpick show still displays the old plan.`,
    3,
  );
}

/** Requests with the same text give the same plan on the same base. */
function fingerprint(request: PlanRequest): string {
  return JSON.stringify(toTrailer({ ...request, branch: "", splitting: { split: "step" }, alone: [], signoff: false }));
}

/** The branch of a target: from `unpick.yaml`, else `unpick/TARGET` with what git does not allow replaced. */
function branchName(request: Requested): string {
  const safe = request.options.target
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/\.{2,}/g, ".")
    .replace(/^[-.]+|[-.]+$|\.lock$/g, "");
  const name = safe || (request.options.target === "" ? "cleanup" : "target");
  return (request.configuration?.branch ?? "unpick/{target}").replaceAll("{target}", name);
}
