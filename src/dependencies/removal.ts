import { type Closure, closureOf } from "./closure.js";
import { type Holder, holderIndex } from "./holders.js";
import type { DistributionName } from "./model.js";
import { type Weight, weightOf } from "./weight.js";

/** A requirement whose line would go and which would be installed all the same. */
export interface Staying {
  name: DistributionName;
  /** What still needs it, each with a shortest way. */
  holders: readonly Holder[];
}

/** What the removal of requirements changes. */
export interface Removal {
  before: Closure;
  after: Closure;
  /** Distributions that are no longer installed, in order. */
  freed: readonly DistributionName[];
  download: Weight;
  installed: Weight;
  /** Requirements that go in name only. */
  stays: readonly Staying[];
}

/** What happens when lines leave a list of requirements: what goes with them, and which of them stay for others. */
export function removalOf(before: Closure, removed: Iterable<DistributionName>): Removal {
  const names = new Set(removed);
  const after = closureOf(
    before.graph,
    before.roots.filter(({ name }) => !names.has(name)),
  );
  const freed = [...before.reached.keys()].filter((name) => !after.reached.has(name));
  const distributions = freed.map((name) => before.reached.get(name)!.distribution);
  const stays = [...names].filter((name) => after.reached.has(name)).sort();
  const holders = stays.length === 0 ? undefined : holderIndex(after);
  return {
    before,
    after,
    freed,
    download: weightOf(distributions, "download"),
    installed: weightOf(distributions, "installed"),
    stays: stays.map((name) => ({ name, holders: holders?.of(name).first ?? [] })),
  };
}
