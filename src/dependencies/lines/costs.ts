import type { Closure } from "../closure.js";
import { type Holder, type Share, sharesOf } from "../holders.js";
import type { Distribution, DistributionName } from "../model.js";
import { shortestPaths } from "../reach.js";
import { retainedOf } from "../retained.js";
import { type Weight, weightOf } from "../weight.js";

/** Some distributions with what they weigh. */
export interface Load {
  /** In order. */
  distributions: readonly DistributionName[];
  download: Weight;
  installed: Weight;
}

/** What one distribution of a closure costs, and what its requirement does. */
export interface Cost {
  /** The distribution and all that is there only because of it. */
  retained: Load;
  /** What is no longer installed if nobody asks for it by name: nothing as long as something else needs it. */
  freed: Load;
  /** Roots other than itself that need it, those with the shortest ways first. */
  holders: readonly Holder[];
}

/** What every distribution of a closure costs; with the shares that the roots have in it. */
export interface Costs {
  closure: Closure;
  of: ReadonlyMap<DistributionName, Cost>;
  shares: readonly Share[];
}

/** Weighs every distribution of a closure: one pass for each, and one for each root. */
export function costsOf(closure: Closure): Costs {
  const retained = retainedOf(closure);
  const shares = sharesOf(closure);
  const alone = new Map(shares.filter(({ roots }) => roots.length === 1).map((share) => [share.roots[0]!, share]));
  const holders = allHolders(closure);
  const of = new Map<DistributionName, Cost>();
  for (const name of closure.reached.keys()) {
    const share = alone.get(name);
    of.set(name, {
      retained: retained.get(name)!,
      freed: share ?? loadOf([]),
      holders: holders.get(name) ?? [],
    });
  }
  return { closure, of, shares };
}

/** The sum of some distributions. */
export function loadOf(distributions: readonly Distribution[]): Load {
  return {
    distributions: distributions.map(({ name }) => name).sort(),
    download: weightOf(distributions, "download"),
    installed: weightOf(distributions, "installed"),
  };
}

/** All that a closure installs. */
export function loadOfClosure({ reached }: Closure): Load {
  return loadOf([...reached.values()].map(({ distribution }) => distribution));
}

/** For each distribution the other roots that reach it; every root is followed once. */
function allHolders(closure: Closure): Map<DistributionName, Holder[]> {
  const holders = new Map<DistributionName, Holder[]>();
  closure.parts.roots.forEach((from, index) => {
    const root = closure.roots[index]!.name;
    for (const [name, path] of shortestPaths(closure.parts.all, from)) {
      if (name === root) continue;
      const known = holders.get(name);
      if (known === undefined) holders.set(name, [{ root, path }]);
      else if (!known.some((one) => one.root === root)) known.push({ root, path });
    }
  });
  for (const known of holders.values()) known.sort((a, b) => a.path.length - b.path.length);
  return holders;
}
