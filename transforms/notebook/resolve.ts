import type { Facts, Inventory, Link } from "../../src/engine/model.js";
import { resolvePaths } from "../docs/resolve.js";
import { resolve as resolvePython } from "../python/resolve.js";
import type { NotebookExtra } from "./extra.js";

/**
 * What imports, members and calls of notebooks mean in the Python files of the repository, and what files their words
 * name: notebooks are read once as Python files among the others, and once as documents.
 */
export function resolve(facts: ReadonlyMap<string, Facts>, inventory: Inventory): Link[] {
  const isNotebook = (path: string) => facts.get(path)?.transform === "notebook";
  if (![...facts.keys()].some(isNotebook)) return [];
  const extraOf = (path: string) => facts.get(path)!.extra as NotebookExtra | undefined;
  const code = new Map<string, Facts>();
  const words = new Map<string, Facts>();
  for (const [path, one] of facts) {
    const extra = isNotebook(path) ? extraOf(path) : undefined;
    code.set(path, extra ? { ...one, transform: "python", extra: extra.code.facts.extra } : one);
    // Documents of the repository have links of their own already.
    if (one.transform === "docs") words.set(path, { ...one, transform: "" });
    else words.set(path, extra ? { ...one, transform: "docs", extra: { paths: extra.paths, trees: [] } } : one);
  }
  const links = resolvePython(code, inventory).flatMap((link) => {
    const region = isNotebook(link.path) ? extraOf(link.path)?.code.numbers[link.region] : undefined;
    return region === undefined ? [] : [{ ...link, region }];
  });
  return [...links, ...resolvePaths(words, inventory)];
}
