import type { DistributionName } from "../model.js";
import { normaliseName } from "../names.js";
import table from "./modules.json" with { type: "json" };

/**
 * Distributions whose modules have other names, and those that share a module, the likeliest first. Dotted names stand
 * where several distributions share the top. On 2026-11-24 the names of files in a wheel of the package index bore out 169 of
 * the 179; the others have no wheel there, are made of another distribution, or had the module in other versions.
 */
const modules: ReadonlyMap<DistributionName, readonly string[]> = new Map(Object.entries(table));

const providers = new Map<string, DistributionName[]>();
for (const [distribution, names] of modules)
  for (const name of names) providers.set(name, [...(providers.get(name) ?? []), distribution]);

/**
 * Top-level modules that a distribution is imported as: by the table, else by its name. Of a module that others share the
 * top with, its name tells more.
 */
export function modulesOf(distribution: string): string[] {
  const normal = normaliseName(distribution);
  const known = modules.get(normal)?.filter((name) => !name.includes("."));
  if (known !== undefined && known.length > 0) return [...known];
  return [...new Set([normal.replaceAll("-", "_"), distribution.replaceAll("-", "_")])];
}

/**
 * Distributions that the table ties to a module, the likeliest first; empty if it does not know it. Of a dotted name the
 * longest part that is known counts; a top that is only shared (`google`) stands for all that share it.
 */
export function providersOf(module: string): DistributionName[] {
  const parts = module.split(".");
  for (let length = parts.length; length > 0; length -= 1) {
    const known = providers.get(parts.slice(0, length).join("."));
    if (known !== undefined) return [...known];
  }
  const below = [...providers].filter(([name]) => name.startsWith(`${module}.`));
  return [...new Set(below.flatMap(([, names]) => names))];
}
