import type { Facts, Inventory, Link, SymbolName } from "../../src/engine/model.js";
import type { Message } from "../../src/syntax/gettext.js";

/** What linking needs to know of a catalogue: which files its extractor found each message in. */
export interface CatalogueExtra {
  uses: { symbol: SymbolName; files: string[] }[];
}

/** The symbol of a message: its text, behind the context that tells it apart (as `.mo` files join them). */
export const symbolOf = ({ id, context }: Pick<Message, "id" | "context">): SymbolName =>
  `message:${context === undefined ? "" : `${context}\u0004`}${id}`;

/**
 * A file that the extractor names and in which no use was found by reading it (another language, a text put together)
 * uses the message all the same: the entry stays for as long as the file does.
 */
export function resolveUses(facts: ReadonlyMap<string, Facts>, inventory: Inventory): Link[] {
  // One that defines nothing is written anew by a tool: it asks for nothing.
  const catalogues = [...facts.values()].filter(
    (one) => one.transform === "gettext" && one.occurrences.some(({ defines }) => defines),
  );
  if (catalogues.length === 0) return [];
  const found = new Set<string>();
  for (const one of facts.values())
    for (const { symbol, defines } of one.occurrences)
      if (!defines && symbol.startsWith("message:")) found.add(`${one.path}\0${symbol}`);
  const links: Link[] = [];
  const places = new Map<string, string | undefined>();
  for (const { path, extra } of catalogues) {
    const folder = path.split("/").slice(0, -1);
    for (const { symbol, files } of (extra as CatalogueExtra).uses)
      for (const file of files) {
        const key = `${folder.join("/")}\0${file}`;
        if (!places.has(key)) places.set(key, placeOf(folder, file, inventory));
        const place = places.get(key);
        if (place === undefined || found.has(`${place}\0${symbol}`)) continue;
        found.add(`${place}\0${symbol}`);
        // What is not read cannot be seen to go: the catalogue itself asks for it.
        links.push({ path: facts.has(place) ? place : path, symbol, defines: false, region: 0 });
      }
  }
  return links;
}

/** The tracked file that a reference means: extractors run in one of the folders above the catalogue. */
function placeOf(folder: readonly string[], file: string, inventory: Inventory): string | undefined {
  const parts = file.split("/");
  while (parts[0] === ".." || parts[0] === ".") parts.shift();
  for (let depth = folder.length; depth >= 0; depth--) {
    const path = [...folder.slice(0, depth), ...parts].join("/");
    if (inventory.files.has(path)) return path;
  }
  return undefined;
}
