import { type Closure, closureOf } from "../closure.js";
import type { DistributionName } from "../model.js";
import { type Removal, removalOf } from "../removal.js";
import { type Load, loadOf } from "./costs.js";

/** A deleted line whose distribution is installed all the same. */
export interface NoOp {
  name: DistributionName;
  /** A shortest way from each requirement that keeps it. */
  paths: readonly (readonly DistributionName[])[];
  /** Other deleted names that stay because of this one: the ways to them lead through it. */
  below: readonly DistributionName[];
}

/** What the deletion of lines does. */
export interface Deletion {
  /** Names whose lines go, in order. */
  names: readonly DistributionName[];
  /** What is installed before, and what is no longer installed if the pins that only these lines held go too. */
  before: Load;
  freed: Load;
  /** What is no longer installed if the other lines stay as they are. */
  freedAlone: Load;
  /** Lines that only pin something freed: left in the list they install it still. */
  leftBehind: readonly DistributionName[];
  /** Deleted lines that save nothing, without those that stay for the sake of another one of them. */
  noOps: readonly NoOp[];
}

/**
 * Judges the deletion of lines.
 *
 * @param intent what is installed for what a person asks for, see `rootsOfIntent`
 * @param flat what is installed for every line
 */
export function deletionOf(intent: Closure, flat: Closure, names: readonly DistributionName[]): Deletion {
  const removal = removalOf(intent, names);
  const pinned = new Set(flat.roots.map(({ name }) => name));
  const deleted = new Set(names);
  return {
    names: [...names].sort(),
    before: loadOf([...intent.reached.values()].map(({ distribution }) => distribution)),
    freed: freedBy(removal),
    freedAlone: goneFrom(flat, deleted),
    leftBehind: removal.freed.filter((name) => pinned.has(name) && !deleted.has(name)),
    noOps: noOpsOf(removal),
  };
}

function freedBy({ before, freed }: Removal): Load {
  return loadOf(freed.map((name) => before.reached.get(name)!.distribution));
}

/** Like a removal, without the ways by which others stay. */
function goneFrom(before: Closure, deleted: ReadonlySet<DistributionName>): Load {
  const { reached } = closureOf(
    before.graph,
    before.roots.filter(({ name }) => !deleted.has(name)),
  );
  const gone = [...before.reached.values()].filter(({ distribution }) => !reached.has(distribution.name));
  return loadOf(gone.map(({ distribution }) => distribution));
}

function noOpsOf({ stays }: Removal): NoOp[] {
  const staying = new Set(stays.map(({ name }) => name));
  const below = new Map<DistributionName, DistributionName[]>();
  const own: NoOp[] = [];
  for (const { name, holders } of stays) {
    const paths = holders.map(({ path }) => path);
    // Every way leads through one other deleted line: naming that one says it all.
    const first = paths.map((path) => path.slice(0, -1).find((step) => staying.has(step)));
    if (first[0] !== undefined && first.every((step) => step === first[0]))
      below.set(first[0], [...(below.get(first[0]) ?? []), name]);
    else own.push({ name, paths, below: [] });
  }
  return own.map((one) => ({ ...one, below: below.get(one.name) ?? [] }));
}
