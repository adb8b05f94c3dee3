import type { Facts, Inventory, Link } from "../../src/engine/model.js";
import type { ConfigExtra } from "./draft.js";

/** A path as it is written in a value: a folder or an extension, and nothing of an address. */
const written = /^(?:\.{0,2}\/)?(?:[\w@.-]+\/)*[\w@.-]+$/;

/** Paths that a value of a file can mean: as it stands, and from the file's own folder. */
export function pathsIn(file: string, value: string): string[] {
  const word = value.trim().replace(/:.*$/s, "");
  if (!/[./]/.test(word) || word.length > 200 || !written.test(word) || /^[\d.]+$/.test(word)) return [];
  const folder = file.split("/").slice(0, -1);
  const places = [joined(folder, word), joined([], word)];
  // Where MkDocs looks for pages if nothing else is said.
  if (/(^|\/)mkdocs\.ya?ml$/.test(file)) places.push(joined([...folder, "docs"], word));
  return [...new Set(places)].filter((path) => path !== "" && path !== file);
}

function joined(folder: readonly string[], path: string): string {
  const parts = [...folder];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

/** What reads the files that are followed: configuration, and the pages that a table of contents lists. */
const kinds: ReadonlySet<string> = new Set(["config", "docs"]);

/** Links values with the files of configuration and the documents that they name: such a file goes only with all that leads to it. */
export function resolvePaths(facts: ReadonlyMap<string, Facts>, inventory: Inventory): Link[] {
  const links: Link[] = [];
  const named = new Set<string>();
  for (const one of facts.values()) {
    if (one.transform !== "config") continue;
    for (const { region, candidates } of (one.extra as ConfigExtra).paths) {
      const path = candidates.find((candidate) => inventory.files.has(candidate));
      if (path === undefined || !kinds.has(facts.get(path)?.transform ?? "")) continue;
      links.push({ path: one.path, symbol: `path:${path}`, defines: false, region });
      named.add(path);
    }
  }
  for (const path of named) links.push({ path, symbol: `path:${path}`, defines: true, region: 0 });
  return links;
}
