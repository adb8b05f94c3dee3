import type { Closure } from "./closure.js";
import type { DistributionName } from "./model.js";
import { reachedParts } from "./reach.js";
import { type Weight, weightOf } from "./weight.js";

/** What is there only because of one distribution. */
export interface Retained {
  name: DistributionName;
  /** The distribution and all that nothing else leads to: what it dominates. In order. */
  distributions: readonly DistributionName[];
  download: Weight;
  installed: Weight;
  /** The nearest distribution without which this one would not be there either; null if only the roots are. */
  dominator: DistributionName | null;
}

/**
 * For each distribution of a closure what would go if nothing asked for it any more: the distributions that it dominates
 * below a virtual root that asks for all roots. One pass without each distribution finds them; passes, because taking out
 * a distribution takes out its extras too, which one dominator tree over parts does not tell.
 */
export function retainedOf(closure: Closure): ReadonlyMap<DistributionName, Retained> {
  const { all, roots } = closure.parts;
  const from = roots.flat();
  const names = [...closure.reached.keys()];
  const places = new Map(names.map((name, place) => [name, place]));
  const placeOf = all.map(({ distribution }) => places.get(distribution.name)!);
  const dominated = new Map<DistributionName, DistributionName[]>();
  const stays = new Uint8Array(names.length);
  for (const name of names) {
    stays.fill(0);
    for (const number of reachedParts(all, from, name)) stays[placeOf[number]!] = 1;
    dominated.set(
      name,
      names.filter((_, place) => stays[place] === 0),
    );
  }
  const dominators = nearest(dominated);
  const retained = new Map<DistributionName, Retained>();
  for (const [name, names] of dominated) {
    const distributions = names.map((one) => closure.reached.get(one)!.distribution);
    retained.set(name, {
      name,
      distributions: names,
      download: weightOf(distributions, "download"),
      installed: weightOf(distributions, "installed"),
      dominator: dominators.get(name) ?? null,
    });
  }
  return retained;
}

/** Dominators of a distribution form a chain: the nearest is the one that dominates the fewest. */
function nearest(
  dominated: ReadonlyMap<DistributionName, DistributionName[]>,
): Map<DistributionName, DistributionName> {
  const result = new Map<DistributionName, DistributionName>();
  const count = (name: DistributionName) => dominated.get(name)!.length;
  for (const [name, names] of dominated)
    for (const other of names) {
      if (other === name) continue;
      const known = result.get(other);
      if (known === undefined || count(name) < count(known)) result.set(other, name);
    }
  return result;
}
