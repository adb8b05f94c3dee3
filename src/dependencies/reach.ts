import type { DistributionName } from "./model.js";
import type { Part } from "./parts.js";

/** Numbers of the parts that some parts reach, themselves among them, each once. */
export function reachedParts(all: readonly Part[], from: Iterable<number>, without?: DistributionName): number[] {
  const seen = new Uint8Array(all.length);
  const reached: number[] = [];
  const visit = (number: number) => {
    if (seen[number] === 1) return;
    seen[number] = 1;
    if (all[number]!.distribution.name !== without) reached.push(number);
  };
  for (const number of from) visit(number);
  // The list grows while it is walked.
  for (const number of reached) for (const need of all[number]!.needs) visit(need);
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
