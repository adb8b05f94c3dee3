import type { DependencyGraph, DistributionName } from "../model.js";
import { commandUses } from "./commands.js";
import type { UsageFile } from "./files.js";
import type { Use } from "./model.js";
import { namedUses } from "./named.js";
import { TOOLS } from "./plugins.js";
import { runtimeUses } from "./runtime.js";

/**
 * What uses distributions without importing them, by distribution: names and texts that need them at run time, commands,
 * and settings.
 *
 * @param known names that the lists have: only of these it is told, and of tools that load others; of several that would do
 *   they are taken
 * @param distributionsOf those of them that may provide a module in dotted form
 */
export function usesBeyondImports(
  files: readonly UsageFile[],
  known: ReadonlySet<DistributionName>,
  distributionsOf: (module: string) => readonly DistributionName[],
  graph?: DependencyGraph,
): Map<DistributionName, Use[]> {
  const found = new Map<DistributionName, Use[]>();
  const told = new Set([...known, ...TOOLS]);
  const all = [
    ...runtimeUses(files, known),
    ...commandUses(files, told, graph),
    ...namedUses(files, told, distributionsOf),
  ];
  const places = new Set<string>();
  for (const use of all) {
    // Two rules may speak of one place.
    const place = `${use.distribution} ${use.path}:${use.line}`;
    if (!told.has(use.distribution) || places.has(place)) continue;
    places.add(place);
    const others = found.get(use.distribution);
    if (others === undefined) found.set(use.distribution, [use]);
    else others.push(use);
  }
  return found;
}
