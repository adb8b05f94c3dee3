import type { DependencyGraph, Distribution, DistributionName, Root } from "./model.js";
import { type Missing, type Parts, partsOf } from "./parts.js";
import { shortestWays } from "./reach.js";

/** A distribution that roots need. */
export interface Reached {
  distribution: Distribution;
  /** Extras that something asks of it, in order. */
  extras: readonly string[];
  /** A shortest way from a root, as names from that root to this distribution. */
  path: readonly DistributionName[];
  /** Names of what it needs itself, in order. */
  needs: readonly DistributionName[];
}

/** What is installed when roots are installed. */
export interface Closure {
  graph: DependencyGraph;
  roots: readonly Root[];
  /** By name, in order. */
  reached: ReadonlyMap<DistributionName, Reached>;
  /** What is asked for and the graph does not hold. */
  missing: readonly Missing[];
  parts: Parts;
}

/**
 * Everything that roots need in a graph: markers are judged for the graph's environment, extras are followed until no
 * more are asked for.
 */
export function closureOf(graph: DependencyGraph, roots: readonly Root[]): Closure {
  const parts = partsOf(graph, roots);
  const ways = shortestWays(parts.all, parts.roots.flat());
  const byName = new Map<
    DistributionName,
    { distribution: Distribution; extras: string[]; needs: Set<DistributionName> }
  >();
  for (const { distribution, extra, needs } of parts.all) {
    const { name } = distribution;
    const found = byName.get(name) ?? { distribution, extras: [], needs: new Set() };
    byName.set(name, found);
    if (extra !== "") found.extras.push(extra);
    for (const need of needs) {
      const needed = parts.all[need]!.distribution.name;
      if (needed !== name) found.needs.add(needed);
    }
  }
  const reached = new Map<DistributionName, Reached>();
  for (const name of [...byName.keys()].sort()) {
    const { distribution, extras, needs } = byName.get(name)!;
    reached.set(name, { distribution, extras: extras.sort(), path: ways.to(name)!, needs: [...needs].sort() });
  }
  return { graph, roots, reached, missing: parts.missing, parts };
}
