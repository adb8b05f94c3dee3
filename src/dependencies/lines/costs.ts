import type { Closure } from "../closure.js";
import { type HolderIndex, heldAlone, holderIndex } from "../holders.js";
import type { Distribution, DistributionName } from "../model.js";
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
}

/** What every distribution of a closure costs. */
export interface Costs {
  closure: Closure;
  of: ReadonlyMap<DistributionName, Cost>;
  holders: HolderIndex;
}

/** Weighs every distribution of a closure: one pass for each, and one for each root. */
export function costsOf(closure: Closure): Costs {
  const retained = retainedOf(closure);
  const alone = heldAlone(closure);
  const of = new Map<DistributionName, Cost>();
  for (const name of closure.reached.keys()) {
    of.set(name, {
      retained: retained.get(name)!,
      freed: loadOf(alone.get(name) ?? []),
    });
  }
  return { closure, of, holders: holderIndex(closure) };
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
