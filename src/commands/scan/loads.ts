import type { HolderIndex } from "../../dependencies/holders.js";
import type { Load } from "../../dependencies/lines/costs.js";
import type { DistributionName } from "../../dependencies/model.js";
import type { Weight } from "../../dependencies/weight.js";
import type { ScanLoad } from "../../report/dependencies-document.js";

/** So many ways are listed; how many there are stands beside them. */
const WAYS = 5;

/** Some packages as a document tells them: a sum of which no part is known is none. */
export function scanLoad({ distributions, download, installed }: Load): ScanLoad {
  const packages = distributions.length;
  const sum = ({ bytes, unknown }: Weight) => (packages > 0 && unknown.length === packages ? null : bytes);
  return {
    packages,
    download: sum(download),
    installed: sum(installed),
    unknown: { download: download.unknown.length, installed: installed.unknown.length },
  };
}

/** Ways by which others bring a package along, and how many there are. */
export function scanHolders(
  holders: HolderIndex,
  name: DistributionName,
): { heldBy: number; comesBackThrough: string[][] } {
  const { count, first } = holders.of(name, WAYS);
  return { heldBy: count, comesBackThrough: first.map(({ path }) => [...path]) };
}
