import { lineOf } from "../syntax/lines.js";
import type { Corpus } from "./corpus.js";
import type { Graph } from "./graph.js";
import { findHolds, holdTable } from "./hold.js";
import type { Hold } from "./hold-places.js";
import { looseFiles, looseSymbols } from "./listed.js";
import { mark } from "./mark.js";
import type { Mention } from "./model.js";
import { isNamedFor, releaseUnread } from "./named-files.js";
import { settleReasons } from "./reasons.js";
import { type Change, renderChanges } from "./rewrite.js";
import { findSiblings } from "./siblings.js";
import type { Ground, Marks, Sweep } from "./spread.js";
import { namedWords } from "./words.js";

/** Decisions that agree with each other: nothing that stays refers to anything that goes. */
export interface Decision {
  graph: Graph;
  marks: Marks;
  holds: Hold[];
  changes: Change[];
  /** Alternatives to the target that the code itself shows. */
  siblings: ReadonlySet<string>;
}

/** More rounds of holding than any repository needed; every round holds at least one more place. */
const holdRounds = 80;
const none: readonly Mention[] = [];

/**
 * Marks, holds back what cannot leave cleanly, and marks again, until the plan is consistent.
 * @param extra places that an independent check wants to stay
 * @param sweeps places that an independent check found unused by the removal
 */
export function decide(
  corpus: Corpus,
  options: { force: boolean; skip: string[]; only: string[] },
  extra: readonly Hold[] = [],
  sweeps: readonly Sweep[] = [],
): Decision {
  let graph = corpus.graph();
  let siblings = findSiblings(graph, corpus.target);
  if (releaseUnread(corpus, siblings)) graph = corpus.graph();
  const seeds = new Map<string, boolean>();
  const loose = looseSymbols(looseFiles(corpus, options));
  const tombstones: Ground["tombstones"] = new Map();
  const ground = (): Ground => ({
    graph,
    target: corpus.target,
    siblings,
    force: options.force,
    text: (path) => corpus.sources.get(path)!.text,
    mentions: (path) => corpus.mentions.get(path) ?? none,
    frozen: (path) => corpus.frozen.get(path),
    test: (path) => corpus.classes.get(path)?.role === "test",
    rules: corpus.rules,
    loose,
    tombstones,
    seed: (path) => {
      const known = seeds.get(path) ?? isSeed(corpus, path, siblings);
      seeds.set(path, known);
      return known;
    },
  });
  const holds: Hold[] = [...extra];
  for (let round = 0; round < holdRounds; round++) {
    const base = ground();
    const marks = mark(base, holdTable(holds), sweeps);
    if (corpus.reach(namedWords(marks, graph))) {
      graph = corpus.graph();
      siblings = findSiblings(graph, corpus.target);
      continue;
    }
    const table = holdTable(holds);
    const next = findHolds(base, marks, table);
    if (next.length === 0) {
      const blocked = checkFiles(corpus, marks).filter((hold) => !table.get(hold.path)?.has(hold.region));
      if (blocked.length === 0) {
        const settled = dropNeedless(corpus, base, marks, holds, extra.length, sweeps);
        return {
          graph,
          marks: settled.marks,
          holds: settleReasons(graph, settled.marks, settled.holds),
          changes: renderChanges(corpus, settled.marks),
          siblings,
        };
      }
      holds.push(...blocked);
    } else holds.push(...next);
  }
  throw new Error("the plan did not become consistent");
}

/** So many holds are tried without; more would take longer than they are worth. */
const trialLimit = 24;

/** A value in the target's file that others asked for stays for them: they did not write it for the target's sake. */
function isBorrowed(ground: Ground, { path, region, definition, first }: Hold): boolean {
  return (
    definition &&
    first === "asked" &&
    ground.seed(path) &&
    ground.graph.files.get(path)!.region(region).kind === "assignment"
  );
}

/** Tries each hold without, in path order, and drops it if the plan stays consistent, until none can be dropped. */
function dropNeedless(
  corpus: Corpus,
  ground: Ground,
  marks: Marks,
  all: readonly Hold[],
  fixed: number,
  sweeps: readonly Sweep[],
): { marks: Marks; holds: Hold[] } {
  let holds = [...all];
  let best = marks;
  // A place that could not leave by itself is what the others are held for.
  const candidates = all.slice(fixed).filter((hold) => !hold.root && !isBorrowed(ground, hold));
  if (candidates.length > trialLimit) return { marks, holds };
  const ordered = [...candidates].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.region - b.region));
  // What one hold needed may be needless once that one is gone.
  for (let before = -1; before !== holds.length; ) {
    before = holds.length;
    for (const hold of ordered.filter((one) => holds.includes(one))) {
      const without = holds.filter((one) => one !== hold);
      const table = holdTable(without);
      const trial = mark(ground, table, sweeps);
      const breaks =
        findHolds(ground, trial, table).length > 0 ||
        checkFiles(corpus, trial).some((one) => !table.get(one.path)?.has(one.region));
      if (breaks) continue;
      holds = without;
      best = trial;
    }
  }
  return { marks: best, holds };
}

/** Asks each transform what its verdicts would break. */
function checkFiles(corpus: Corpus, marks: Marks): Hold[] {
  const found: Hold[] = [];
  for (const [path, judged] of marks.judged) {
    const transform = corpus.transformOf(path)!;
    if (judged.verdicts.length === 0 || !transform.check || corpus.frozen.has(path)) continue;
    const source = corpus.sources.get(path)!;
    for (const blocked of transform.check(source, corpus.facts.get(path)!, judged.verdicts)) {
      const view = marks.judging.get(blocked.path)!.view;
      const reading = view.region(blocked.region);
      found.push({
        path: blocked.path,
        region: blocked.region,
        reason: blocked.reason || `still needed at ${path}:${lineOf(source.text, reading.start)}`,
        definition: true,
        first: "blocked",
      });
    }
  }
  return found;
}

function isSeed(corpus: Corpus, path: string, siblings: ReadonlySet<string>): boolean {
  if (corpus.frozen.has(path)) return false;
  return corpus.rules.listed(path) || isNamedFor(corpus, path, siblings);
}
