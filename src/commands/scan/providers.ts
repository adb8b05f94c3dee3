import type { DependencyGraph, DistributionName } from "../../dependencies/model.js";

/** The distributions of a graph that say of themselves that they hold a module, or what it is in. */
export function providersOf(graph: DependencyGraph | undefined): (module: string) => DistributionName[] {
  const holding = new Map<string, DistributionName[]>();
  for (const { name, modules } of graph?.distributions.values() ?? [])
    for (const module of modules ?? []) holding.set(module, [...(holding.get(module) ?? []), name]);
  return (module) => {
    const parts = module.split(".");
    return parts.flatMap((_, index) => holding.get(parts.slice(0, index + 1).join(".")) ?? []);
  };
}
