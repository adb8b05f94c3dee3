import type { Closure } from "./closure.js";
import type { Distribution, DistributionName } from "./model.js";
import { reachedParts, shortestWays } from "./reach.js";
import { type Weight, weightOf } from "./weight.js";

/** A root that needs a distribution, with a shortest way to it. */
export interface Holder {
  root: DistributionName;
  /** From the root to the distribution; the root alone if it is the distribution. */
  path: readonly DistributionName[];
}

/**
 * All roots that hold a distribution. It goes only if every one of them goes, so they are the one smallest set of
 * requirements whose removal frees it.
 */
export function holdersOf(closure: Closure, name: DistributionName): Holder[] {
  const holders: Holder[] = [];
  closure.parts.roots.forEach((from, index) => {
    const path = shortestWays(closure.parts.all, from).to(name);
    if (path !== undefined) holders.push({ root: closure.roots[index]!.name, path });
  });
  return holders;
}

/** Holders of every distribution of a closure. */
export interface HolderIndex {
  /** Roots that hold a distribution beside itself: how many, and the first of them, those with the shortest ways first. */
  of(name: DistributionName, most?: number): { count: number; first: Holder[] };
}

/** Finds out which roots hold which distributions; every root is followed once. */
export function holderIndex(closure: Closure): HolderIndex {
  const starts = new Map<DistributionName, number[]>();
  // A name that is asked for twice, with other extras, is one root.
  closure.parts.roots.forEach((from, index) => {
    const { name } = closure.roots[index]!;
    starts.set(name, [...(starts.get(name) ?? []), ...from]);
  });
  const roots = [...starts.keys()];
  const ways = [...starts.values()].map((from) => shortestWays(closure.parts.all, from));
  // Length and root in one number: sorted, the shortest ways come first, and of one length the first roots.
  const held = new Map<DistributionName, number[]>();
  ways.forEach(({ lengths }, root) => {
    for (const [name, length] of lengths()) {
      if (name === roots[root]) continue;
      const entry = length * roots.length + root;
      const known = held.get(name);
      if (known === undefined) held.set(name, [entry]);
      else known.push(entry);
    }
  });
  return {
    of: (name, most = Number.POSITIVE_INFINITY) => {
      const entries = [...(held.get(name) ?? [])].sort((a, b) => a - b);
      const first = entries.slice(0, most).map((entry): Holder => {
        const root = entry % roots.length;
        return { root: roots[root]!, path: ways[root]!.to(name)! };
      });
      return { count: entries.length, first };
    },
  };
}

/** What each root holds alone: it goes with that root. */
export function heldAlone(closure: Closure): ReadonlyMap<DistributionName, readonly Distribution[]> {
  const only = new Map<Distribution, DistributionName | null>();
  closure.parts.roots.forEach((from, index) => {
    const root = closure.roots[index]!.name;
    for (const number of reachedParts(closure.parts.all, from)) {
      const { distribution } = closure.parts.all[number]!;
      const known = only.get(distribution);
      if (known === undefined) only.set(distribution, root);
      else if (known !== root) only.set(distribution, null);
    }
  });
  const held = new Map<DistributionName, Distribution[]>();
  for (const [distribution, root] of only) if (root !== null) held.set(root, [...(held.get(root) ?? []), distribution]);
  return held;
}

/** Distributions that the same roots hold: they go together, when the last of these goes. */
export interface Share {
  /** Names of the roots, in their order; one root if it holds them alone. */
  roots: readonly DistributionName[];
  distributions: readonly DistributionName[];
  download: Weight;
  installed: Weight;
}

/**
 * Splits a closure by the roots that hold each distribution. What the removal of some roots saves is the sum of the shares
 * whose roots are all among them. The biggest download comes first.
 */
export function sharesOf(closure: Closure): Share[] {
  const rootsByName = new Map<DistributionName, DistributionName[]>();
  closure.parts.roots.forEach((from, index) => {
    const root = closure.roots[index]!.name;
    const names = new Set(reachedParts(closure.parts.all, from).map((number) => nameOf(closure, number)));
    for (const name of names) {
      const roots = rootsByName.get(name);
      if (roots === undefined) rootsByName.set(name, [root]);
      // The same name may be asked for twice, with other extras.
      else if (!roots.includes(root)) roots.push(root);
    }
  });
  const groups = new Map<string, { roots: DistributionName[]; names: DistributionName[] }>();
  for (const name of closure.reached.keys()) {
    const roots = rootsByName.get(name)!;
    const key = roots.join(" ");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { roots, names: [name] });
    else group.names.push(name);
  }
  const shares = [...groups.values()].map(({ roots, names }): Share => {
    const distributions = names.map((name) => closure.reached.get(name)!.distribution);
    return {
      roots,
      distributions: names,
      download: weightOf(distributions, "download"),
      installed: weightOf(distributions, "installed"),
    };
  });
  return shares.sort((a, b) => b.download.bytes - a.download.bytes || b.installed.bytes - a.installed.bytes);
}

function nameOf(closure: Closure, number: number): DistributionName {
  return closure.parts.all[number]!.distribution.name;
}
