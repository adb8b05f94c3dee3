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

/** Shortest ways from some parts, kept as one step back for each part. */
export interface Ways {
  /** Names from the first to the distribution itself; undefined if it is not reached. */
  to(name: DistributionName): DistributionName[] | undefined;
  /** Every distribution that is reached, with the steps to it. */
  lengths(): Iterable<[DistributionName, number]>;
}

/**
 * Shortest ways to all distributions that some parts reach. Of ways of one length the first wins, in the order in which
 * requirements are listed.
 */
export function shortestWays(all: readonly Part[], from: Iterable<number>): Ways {
  const before = new Int32Array(all.length).fill(-2);
  const found = new Map<DistributionName, number>();
  const steps = new Map<DistributionName, number>();
  let front: number[] = [];
  for (const number of from) {
    if (before[number] !== -2) continue;
    before[number] = -1;
    front.push(number);
  }
  for (let length = 0; front.length > 0; length += 1) {
    const next: number[] = [];
    // A step from an extra to its own distribution leads nowhere: it belongs to this length.
    for (const number of front) {
      const { distribution, needs } = all[number]!;
      if (!found.has(distribution.name)) {
        found.set(distribution.name, number);
        steps.set(distribution.name, length);
      }
      for (const need of needs) {
        const isSame = all[need]!.distribution === distribution;
        if (before[need] !== -2) continue;
        before[need] = number;
        (isSame ? front : next).push(need);
      }
    }
    front = next;
  }
  const to = (name: DistributionName) => {
    const path: DistributionName[] = [];
    for (let number = found.get(name) ?? -1; number >= 0; number = before[number]!) {
      const step = all[number]!.distribution.name;
      if (path[0] !== step) path.unshift(step);
    }
    return path.length > 0 ? path : undefined;
  };
  return { to, lengths: () => steps };
}
