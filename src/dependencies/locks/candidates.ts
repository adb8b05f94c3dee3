import type { Distribution, DistributionName } from "../model.js";
import { admits, newestFirst } from "../versions.js";
import type { LockNote } from "./lock.js";

/** A version that a lock file holds for some environments. */
export interface Candidate {
  distribution: Distribution;
  /** Whether the file says that this version is for the target; undefined if it does not say. */
  isForTarget?: boolean;
  /** The file has wheels of it, and none runs on the target. */
  lacksWheel?: boolean;
}

/** What an active requirement says of the version that it means. */
export interface Demand {
  name: DistributionName;
  /** The very version, or specifiers. */
  specifier: string;
}

/**
 * One version of each name for the target: the one that the file says is for it, then the one that all that ask for it
 * admit, then the newest that has a wheel for the target.
 *
 * @param demandsOf requirements of a distribution that hold for the target, with any of its extras
 */
export function chooseVersions(
  candidates: readonly Candidate[],
  roots: readonly Demand[],
  demandsOf: (distribution: Distribution) => readonly Demand[],
  notes: LockNote[],
): Map<DistributionName, Distribution> {
  const byName = new Map<DistributionName, Candidate[]>();
  for (const one of candidates) {
    if (one.isForTarget === false) continue;
    const { name } = one.distribution;
    byName.set(name, [...(byName.get(name) ?? []), one]);
  }
  const settled = [...byName.values()].filter((versions) => versions.length === 1).flat();
  const demands = [...roots, ...settled.flatMap(({ distribution }) => demandsOf(distribution))];
  const chosen = new Map<DistributionName, Distribution>();
  for (const name of [...byName.keys()].sort()) {
    const versions = byName.get(name)!;
    const one = versions.length === 1 ? versions[0]! : choose(name, versions, demands, notes);
    if (one.lacksWheel) notes.push({ kind: "no wheel for the target", name });
    chosen.set(name, one.distribution);
  }
  return chosen;
}

function choose(
  name: DistributionName,
  versions: readonly Candidate[],
  demands: readonly Demand[],
  notes: LockNote[],
): Candidate {
  const versionOf = ({ distribution }: Candidate) => distribution.version;
  const asked = demands.filter((demand) => demand.name === name);
  const admitted = versions.filter((one) => asked.every(({ specifier }) => admits(specifier, versionOf(one))));
  const left = admitted.length > 0 ? admitted : versions;
  const withWheel = left.filter(({ lacksWheel }) => !lacksWheel);
  const [newest] = newestFirst(withWheel.length > 0 ? withWheel : left, versionOf);
  if (admitted.length !== 1) notes.push({ kind: "several versions", name, versions: versions.map(versionOf).sort() });
  return newest!;
}
