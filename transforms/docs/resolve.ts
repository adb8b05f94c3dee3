import type { Facts, Inventory, Link } from "../../src/engine/model.js";
import type { DocumentExtra } from "./builder.js";

/** A folder with more files than this is not followed. */
const mostFiles = 300;

/**
 * Links what documents say of files to the files: a place that names a path refers to it, one that names a folder to
 * every file in it. Each file that a document names is defined by being there; one that is not analysed never goes,
 * so the document stands for it.
 */
export function resolvePaths(facts: ReadonlyMap<string, Facts>, inventory: Inventory): Link[] {
  const links: Link[] = [];
  const defined = new Set<string>();
  for (const one of facts.values()) {
    if (one.transform !== "docs") continue;
    for (const { region, candidates } of (one.extra as DocumentExtra).paths) {
      for (const path of filesOf(candidates, inventory)) {
        links.push({ path: one.path, symbol: `path:${path}`, defines: false, region, weak: true });
        const home = facts.has(path) ? path : one.path;
        if (!defined.has(`${home}#${path}`))
          links.push({ path: home, symbol: `path:${path}`, defines: true, region: 0 });
        defined.add(`${home}#${path}`);
      }
    }
  }
  return links;
}

function filesOf(candidates: readonly string[], inventory: Inventory): string[] {
  for (const candidate of candidates) {
    if (!candidate.endsWith("/")) {
      if (inventory.files.has(candidate)) return [candidate];
      continue;
    }
    const files = candidate === "/" ? [] : [...inventory.files.keys()].filter((path) => path.startsWith(candidate));
    if (files.length > 0) return files.length > mostFiles ? [] : files;
  }
  return [];
}
