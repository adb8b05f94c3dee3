import type { Facts, Inventory, Transform } from "./model.js";

/** A place that imports a package from outside of the repository. */
export interface PackageImport {
  /** Top-level name of the module. */
  module: string;
  path: string;
  /** One-based. */
  line: number;
}

/**
 * Finds where the files of one language import packages, as the plan sees it: modules of the repository itself are no
 * packages. One place for each module and file.
 *
 * @param transform of the language; its files are analysed without a target
 * @param paths the files to look at
 */
export function packageImports(
  transform: Transform,
  inventory: Inventory,
  paths: Iterable<string>,
  target: Parameters<NonNullable<Transform["analyze"]>>[1],
): PackageImport[] {
  const facts = new Map<string, Facts>();
  for (const path of paths) {
    const source = inventory.read(path);
    if (source && transform.analyze) facts.set(path, transform.analyze(source, target));
  }
  const found = new Map<string, PackageImport>();
  for (const link of transform.resolve?.(facts, inventory) ?? []) {
    if (link.defines || !link.symbol.startsWith("package:")) continue;
    const module = link.symbol.slice("package:".length);
    const region = facts.get(link.path)?.regions[link.region];
    const text = inventory.read(link.path)?.text;
    if (!region || text === undefined) continue;
    const line = text.slice(0, region.start).split("\n").length;
    const key = `${module}\0${link.path}`;
    const known = found.get(key);
    if (!known || line < known.line) found.set(key, { module, path: link.path, line });
  }
  return [...found.values()].sort((a, b) => compare(a.path, b.path) || a.line - b.line || compare(a.module, b.module));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
