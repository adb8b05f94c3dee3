import type { DistributionName } from "./model.js";
import type { Part } from "./parts.js";

/** Numbers of the parts that some parts reach, themselves among them. */
export function reachedParts(all: readonly Part[], from: Iterable<number>, without?: DistributionName): Set<number> {
  const reached = new Set<number>();
  const pending: number[] = [];
  const visit = (number: number) => {
    if (reached.has(number) || all[number]!.distribution.name === without) return;
    reached.add(number);
    pending.push(number);
  };
  for (const number of from) visit(number);
  for (let number = pending.pop(); number !== undefined; number = pending.pop()) all[number]!.needs.forEach(visit);
  return reached;
}

/**
 * Shortest way to each distribution that some parts reach, as names from the first to itself. Of ways of one length the
 * first wins, in the order in which requirements are listed.
 */
export function shortestPaths(
  all: readonly Part[],
  from: Iterable<number>,
): ReadonlyMap<DistributionName, readonly DistributionName[]> {
  const paths = new Map<DistributionName, readonly DistributionName[]>();
  const reached = new Set<number>();
  let front: { number: number; before: readonly DistributionName[] }[] = [...from].map((number) => ({
    number,
    before: [],
  }));
  while (front.length > 0) {
    const next: typeof front = [];
    // A step from an extra to its own distribution leads nowhere: it belongs to this length.
    for (const { number, before } of front) {
      if (reached.has(number)) continue;
      reached.add(number);
      const { distribution, needs } = all[number]!;
      const path = before.at(-1) === distribution.name ? before : [...before, distribution.name];
      if (!paths.has(distribution.name)) paths.set(distribution.name, path);
      for (const need of needs) {
        const step = { number: need, before: path };
        if (all[need]!.distribution === distribution) front.push(step);
        else next.push(step);
      }
    }
    front = next;
  }
  return paths;
}
