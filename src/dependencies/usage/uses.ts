import type { DependencyGraph, DistributionName } from "../model.js";
import { commandUses } from "./commands.js";
import type { UsageFile } from "./files.js";
import type { Use } from "./model.js";
import { runtimeUses } from "./runtime.js";

/**
 * What uses distributions without importing them, by distribution: names and texts that need them at run time, commands.
 *
 * @param known names that the lists have: only of these it is told, and of several that would do they are taken
 */
export function usesBeyondImports(
  files: readonly UsageFile[],
  known: ReadonlySet<DistributionName>,
  graph?: DependencyGraph,
): Map<DistributionName, Use[]> {
  const found = new Map<DistributionName, Use[]>();
  for (const use of [...runtimeUses(files, known), ...commandUses(files, known, graph)]) {
    if (!known.has(use.distribution)) continue;
    const others = found.get(use.distribution);
    if (others === undefined) found.set(use.distribution, [use]);
    else others.push(use);
  }
  return found;
}
