import { UserError } from "../errors.js";
import { applyEdits } from "../syntax/edits.js";
import { lineOf } from "../syntax/lines.js";
import { HISTORY_GLOBS, isSymbolGlob, pathMatcher } from "../target/globs.js";
import { type CleanUpInput, leftovers, runCleanUps, UNTRACK_DATA, wantedCleanUps } from "./cleanup.js";
import { cleanUpNotes } from "./cleanup-notes.js";
import { cleanUpRows } from "./cleanup-rows.js";
import { type Corpus, readCorpus } from "./corpus.js";
import { type Decision, decide } from "./decide.js";
import { type Graph, has } from "./graph.js";
import type { Hold } from "./hold-places.js";
import { drawLedger, totalsOf } from "./ledger.js";
import { listedTransform, looseFiles } from "./listed.js";
import type { Facts, Inventory, Reason, SymbolName, Target, Transform } from "./model.js";
import { planNotes } from "./notes.js";
import type { Plan, PlanDocument, PlannedFile, PlanOptions, PlanRules, Step } from "./plan-model.js";
import type { Region } from "./region.js";
import type { Change } from "./rewrite.js";
import { ruleNotes } from "./rule-notes.js";
import { isDead, type Sweep } from "./spread.js";
import { describeFile } from "./steps.js";
import { wordNotes } from "./word-notes.js";

/** A fault that an independent check found in the result and not before. */
export interface Finding {
  path: string;
  line: number;
  code: string;
  message: string;
  /** The identifier that the message names. */
  name?: string;
  /** The symbol that nothing defines any more. */
  symbol?: string;
}

/** What the plan read of the tree at base, so that a check need not read it again. */
export interface Known {
  facts: ReadonlyMap<string, Facts>;
  graph: Graph;
  /** True for archives, clean-ups' leftovers and other people's code: what they refer to does not count. */
  outside(path: string): boolean;
}

/** Checks the changed files independently of the engine; gives what is new. */
export type Verifier = (
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string | null>,
  known: Known,
) => Promise<Finding[]>;

export interface PlanInput {
  inventory: Inventory;
  /** Commit that the plan is made from. */
  base: string;
  target: Target;
  options: PlanOptions;
  transforms: readonly Transform[];
  verify?: Verifier;
  /** Globs of files that tell history, beside the default ones. */
  history?: string[];
  /** What `unpick.yaml` says of files and symbols. */
  rules?: PlanRules;
}

/** As often as the result is checked and corrected before the plan gives up. */
const verifyRounds = 5;
/** So many files are left as they are before the plan gives up. */
const leftRounds = 10;
/** As often as what the result leaves unused is swept. */
const sweepRounds = 3;

/**
 * Plans the removal of a target from a commit.
 * @throws UserError exit 3 if the application depends on the target and nothing else could take its place; exit 2 if
 *   the result cannot be made free of new faults
 */
export async function makePlan(input: PlanInput): Promise<Plan> {
  const { options, inventory, target } = input;
  const history = [...HISTORY_GLOBS, ...(input.history ?? [])];
  const cleanUps = wantedCleanUps(input.transforms, options);
  const about: CleanUpInput = {
    inventory,
    target,
    options,
    isHistory: pathMatcher(history),
    isEntrypoint: pathMatcher((input.rules?.entrypoints ?? []).filter((glob) => !isSymbolGlob(glob))),
  };
  const leftover = leftovers(cleanUps, about);
  const corpus = readCorpus(inventory, target, options, input.transforms, history, leftover, input.rules);
  const extra: Hold[] = [];
  const sweeps: Sweep[] = [];
  let decision = decide(corpus, options, extra);
  if (leavesTests(options)) {
    // Tests that would go whole are a step without a transform: left out, their files stay as they are.
    const whole = decision.changes.filter((change) => isTestRemoval(corpus, change));
    extra.push(...whole.map((change) => ({ path: change.path, region: 0, reason: "name only", definition: true })));
    if (whole.length > 0) decision = decide(corpus, options, extra);
  }
  refuseLoadBearing(corpus, decision, options);
  const outside = (path: string) => {
    const kind = corpus.classes.get(path);
    return kind?.archive === true || kind?.vendored === true;
  };
  let findings: Finding[] = [];
  for (let round = 0; input.verify; round++) {
    findings = await input.verify(...texts(corpus, decision.changes), {
      facts: corpus.facts,
      graph: decision.graph,
      outside,
    });
    if (findings.length === 0) break;
    const isKnown = (place: Sweep) =>
      [...extra, ...sweeps].some((one) => one.path === place.path && one.region === place.region);
    const unused = findings.filter((finding) => isUnused(finding) && round < sweepRounds);
    const freshSweeps = unused.flatMap((finding) => sweepFor(decision, finding)).filter((place) => !isKnown(place));
    const broken = findings.filter((finding) => !unused.includes(finding));
    const fresh = broken.flatMap((finding) => holdFor(decision, finding)).filter((hold) => !isKnown(hold));
    // What is merely unused and cannot be swept is no fault of the result: the next round holds nothing for it.
    if (fresh.length + freshSweeps.length === 0 && findings.every(isUnused)) break;
    if (round >= verifyRounds || fresh.length + freshSweeps.length === 0) {
      if (findings.every(isUnused)) break;
      // Holding what the finding names was not enough: its file is left as it is.
      const left = round < verifyRounds + leftRounds ? filesToLeave(corpus, decision, broken) : [];
      if (left.length === 0) {
        const first = findings[0]!;
        throw new UserError(
          `the result would have a new fault at ${first.path}:${first.line}: ${first.message}`,
          `keep that file with --keep ${first.path} and plan again`,
          2,
        );
      }
      for (const [path, reason] of left) corpus.frozen.set(path, reason);
    }
    extra.push(...fresh);
    sweeps.push(...freshSweeps);
    decision = decide(corpus, options, extra, sweeps);
  }
  return assemble(input, corpus, decision, cleanUps, about, findings);
}

const leavesTests = (options: PlanOptions) =>
  options.skip.includes("tests") || (options.only.length > 0 && !options.only.includes("tests"));

/** True for a file of tests that goes whole: the step `tests`. Helpers beside them stay until what they serve goes. */
const isTestRemoval = (corpus: Corpus, change: Change) =>
  change.edits === null &&
  corpus.classes.get(change.path)?.role === "test" &&
  /(^|\/)(test_[^/]*|[^/]*_test|[^/]*\.(test|spec))\.[a-z]+$/.test(change.path);

/** Texts of the changed files before and after. */
function texts(corpus: Corpus, changes: readonly Change[]): [Map<string, string>, Map<string, string | null>] {
  const before = new Map<string, string>();
  const after = new Map<string, string | null>();
  for (const change of changes) {
    const text = corpus.sources.get(change.path)!.text;
    before.set(change.path, text);
    after.set(change.path, change.edits === null ? null : applyEdits(text, change.edits));
  }
  return [before, after];
}

/** Unused imports and locals (ruff F401, F841). */
const isUnused = (finding: Finding) => finding.code === "F401" || finding.code === "F841";

/** The import or local that a finding calls unused. */
function sweepFor(decision: Decision, finding: Finding): Sweep[] {
  const judged = decision.marks.judged.get(finding.path);
  const view = decision.marks.judging.get(finding.path)?.view;
  if (!judged || !view || finding.name === undefined) return [];
  const last = finding.name.split(" as ").at(-1)!.split(".").at(-1)!;
  return view.facts.regions
    .filter((region) => (region.kind === "importName" || region.kind === "assignment") && !judged.dead.has(region.id))
    .flatMap((region) =>
      view
        .occurrences(region)
        .filter(
          (one) =>
            one.defines && one.private && !has(region, "framework") && /[#.>]([^#.>]+)$/.exec(one.symbol)?.[1] === last,
        )
        // Another function may use a variable of the same name; a module may be read through another name.
        .filter((one) => !isUsed(decision, finding.path, region, one.symbol))
        // Names taken apart that nothing read before were as unused then: only the form of the statement is new.
        .filter((one) => region.form !== "tuple" || (decision.graph.references.get(one.symbol) ?? []).length > 0)
        .map(({ symbol }) => ({ path: finding.path, region: region.id, symbol })),
    );
}

/** True if a place that stays, other than its definition, takes the value of a symbol. */
const isUsed = ({ graph, marks }: Decision, path: string, { id }: Region, symbol: SymbolName) =>
  (graph.references.get(symbol) ?? []).some(
    (place) => !place.weak && !isDead(marks, place) && (place.path !== path || place.region !== id),
  );

/** The definition that a finding names stays; if it names none of its file, the whole file stays. */
function holdFor(decision: Decision, finding: Finding): Hold[] {
  if (finding.symbol !== undefined) {
    const reason = `still needed at ${finding.path}:${finding.line}`;
    const places = decision.graph.definitions.get(finding.symbol) ?? [];
    return places.map(({ path, region }) => ({ path, region, reason, definition: true, first: "asked" }));
  }
  const judged = decision.marks.judged.get(finding.path);
  const view = decision.marks.judging.get(finding.path)?.view;
  if (!judged || !view) return [];
  const reason = `still needed at ${finding.path}:${finding.line}`;
  const named = view.facts.regions.filter(
    (region) =>
      judged.dead.has(region.id) &&
      view
        .occurrences(region)
        .some((one) => one.defines && new RegExp(`[#.>]${finding.name?.replace(/\W/g, "") || "-"}$`).test(one.symbol)),
  );
  if (finding.name !== undefined && named.length > 0)
    return named.map((region) => ({ path: finding.path, region: region.id, reason, definition: true }));
  return [{ path: finding.path, region: 0, reason, definition: true }];
}

/** What a finding that stays whatever is held is about: its file if that changes, else those that define what it misses. */
function filesToLeave(corpus: Corpus, { graph, changes }: Decision, findings: readonly Finding[]): [string, Reason][] {
  const changed = new Set(changes.map(({ path }) => path).filter((path) => !corpus.frozen.has(path)));
  for (const { path, line, symbol } of findings) {
    const defining = (graph.definitions.get(symbol ?? "") ?? []).map((place) => place.path);
    const left = changed.has(path) ? [path] : defining.filter((one) => changed.has(one));
    if (left.length > 0) return left.map((one) => [one, `still needed at ${path}:${line}`]);
  }
  return [];
}

/** Refuses a removal that would leave a route without an answer where nothing else could give one. */
function refuseLoadBearing(corpus: Corpus, decision: Decision, options: PlanOptions): void {
  if (options.force) return;
  const alternatives = [...decision.siblings].filter((sibling) => sibling !== options.successor?.toLowerCase());
  if (alternatives.length > 0) return;
  const places = decision.holds.filter((hold) => hold.answer && corpus.classes.get(hold.path)?.role !== "test");
  if (places.length === 0) return;
  const listed = places.map((hold) => {
    const view = decision.marks.judging.get(hold.path)!.view;
    const body = view.region(hold.region);
    const owner = view.around(body, new Set(["function"])) ?? body;
    return `${owner.name ?? "a route"}() (${hold.path}:${lineOf(corpus.sources.get(hold.path)!.text, owner.start)})`;
  });
  throw new UserError(
    `${options.target} is the only provider behind ${listed.join(", ")}: without it there is no answer to give`,
    "name what takes its place with --successor and write that first, or plan all the same with --force",
    3,
  );
}

const lineOfFinding = ({ path, line, code, message }: Finding) => `${path}:${line}  ${code} ${message}`;

function assemble(
  input: PlanInput,
  corpus: Corpus,
  decision: Decision,
  cleanUps: readonly Transform[],
  about: CleanUpInput,
  findings: readonly Finding[],
): Plan {
  const { options } = input;
  const stepOf = (change: Change) => (isTestRemoval(corpus, change) ? "tests" : change.transform);
  const listed = listedTransform(looseFiles(corpus, options), options.target, corpus.rules.listed);
  const cleaned = runCleanUps(
    [listed, ...cleanUps],
    { ...about, isListed: corpus.rules.listed },
    new Map(decision.changes.map((change) => [change.path, change.edits] as const)),
  );
  // A file that one step removes whole is edited by no other.
  const whole = new Set(
    cleaned.steps.flatMap((step) => step.files.filter((file) => file.edits === null).map((file) => file.path)),
  );
  const changes = decision.changes.filter((change) => !whole.has(change.path));
  const ledger = cleanUpRows(
    drawLedger({
      corpus,
      graph: decision.graph,
      marks: decision.marks,
      holds: decision.holds,
      changes: decision.changes,
      stepOf,
    }),
    cleaned,
    input.inventory,
    new Map(changes.map((change) => [change.path, change.edits] as const)),
  );
  const order = new Map(input.transforms.map((transform) => [transform.name, transform.order]));
  const names = [...new Set(changes.map(stepOf))].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const summaryOf = (name: string) =>
    ([listed, ...input.transforms].find((one) => one.name === name)?.summary ?? name).replace(
      "{target}",
      options.target,
    );
  const steps: Step[] = names.map((name) => ({
    name,
    summary: name === "tests" ? `Delete tests of ${options.target}` : summaryOf(name),
    heldBack: decision.holds
      .filter((hold) => corpus.transformOf(hold.path)?.name === name)
      .map(
        (hold) =>
          `${hold.path}:${lineOf(corpus.sources.get(hold.path)!.text, decision.marks.judging.get(hold.path)!.view.region(hold.region).start)}  ${hold.reason}`,
      ),
    files: changes
      .filter((change) => stepOf(change) === name)
      .map((change) => describeFile(change, corpus.sources.get(change.path)!.text)),
  }));
  for (const { name, described } of cleaned.steps)
    steps.push({
      name,
      summary: name === UNTRACK_DATA ? "Stop tracking data" : summaryOf(name),
      heldBack: [],
      files: described,
    });
  const document: PlanDocument = {
    format: 1,
    base: input.base,
    target: {
      name: options.target,
      ...(options.successor ? { successor: options.successor } : {}),
      terms: input.target.names,
    },
    totals: {
      mentions: totalsOf(ledger, true),
      linked: totalsOf(ledger, false),
      lines: steps.reduce((sum, step) => sum + step.files.reduce((lines, file) => lines + file.deleted, 0), 0),
    },
    steps,
    ledger,
    verify: {
      newDiagnostics: findings.filter((one) => one.symbol === undefined).map(lineOfFinding),
      dangling: findings.filter((one) => one.symbol !== undefined).map(lineOfFinding),
      unparsed: [...corpus.facts.values()].flatMap((facts) =>
        (corpus.mentions.has(facts.path) ? facts.faults : [])
          .slice(0, 1)
          .map((fault) => `${facts.path}:${fault.line}  ${fault.message}`),
      ),
    },
    notes: [
      ...wordNotes(corpus, changes, whole),
      ...ruleNotes(corpus, decision.graph, input.rules ?? {}, options, input.history ?? []),
      ...planNotes(corpus, decision, options),
      ...cleanUpNotes(cleaned),
    ],
  };
  const planned = names.map((step) => ({
    step,
    files: changes
      .filter((change) => stepOf(change) === step)
      .map((change): PlannedFile => ({ path: change.path, edits: change.edits })),
  }));
  const cleanedUp = cleaned.steps.map(({ name, files }) => ({ step: name, files }));
  return { document, options, changes: [...planned, ...cleanedUp] };
}
