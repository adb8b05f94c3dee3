import type { Facts, Inventory, Link, SymbolName } from "../../src/engine/model.js";
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

/**
 * Links what is about a name of code (a heading, the label of an item, the first cell of a row) to what defines it. A name
 * with dots must end like the symbol does; what nothing that was read defines is a word like others.
 */
export function resolveNames(facts: ReadonlyMap<string, Facts>): Link[] {
  const documents = [...facts.values()].filter(
    (one) => one.transform === "docs" && (one.extra as Partial<DocumentExtra>).names?.length,
  );
  if (documents.length === 0) return [];
  const wanted = new Set(
    documents.flatMap((one) => (one.extra as DocumentExtra).names.map(({ name }) => lastOf(name))),
  );
  const defined = new Map<string, Set<SymbolName>>();
  for (const one of facts.values())
    for (const { symbol, defines } of one.occurrences) {
      if (!defines || !/^(?:py|js):/.test(symbol) || symbol.includes("<locals>")) continue;
      const name = lastOf(symbol);
      if (wanted.has(name)) defined.set(name, (defined.get(name) ?? new Set()).add(symbol));
    }
  return documents.flatMap((one) =>
    (one.extra as DocumentExtra).names.flatMap(({ region, name }) =>
      [...(defined.get(lastOf(name)) ?? [])]
        .filter((symbol) => !name.includes(".") || spelled(symbol).endsWith(`.${name}`))
        .map((symbol): Link => ({ path: one.path, symbol, defines: false, region, weak: true })),
    ),
  );
}

const lastOf = (name: string) => name.slice(Math.max(name.lastIndexOf("."), name.lastIndexOf("#")) + 1);

/** A symbol as code spells it from another module: `shop.routes.plan` of `py:shop/routes.py#plan`. */
const spelled = (symbol: SymbolName) =>
  `.${symbol
    .replace(/^\w+:/, "")
    .replace(/(?:\/__init__)?\.\w+#|#/, ".")
    .replaceAll("/", ".")}`;

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
