import { applyEdits } from "../syntax/edits.js";
import type { Edit, Inventory, SourceFile, TreeFile } from "./model.js";

/**
 * The tree that changes leave of a base, as if it had been read from a commit.
 * @param changes edits of the texts at base by path; null for a file that goes
 */
export function treeAfter(inventory: Inventory, changes: ReadonlyMap<string, Edit[] | null>): Inventory {
  if (changes.size === 0) return inventory;
  const files = new Map<string, TreeFile>();
  for (const [path, file] of inventory.files) if (changes.get(path) !== null) files.set(path, file);
  for (const [path, edits] of changes) {
    if (edits !== null && edits.length > 0 && !files.has(path))
      files.set(path, { path, mode: "100644", oid: "", size: 0 });
  }
  const texts = new Map<string, SourceFile>();
  const read = (path: string): SourceFile | undefined => {
    if (!files.has(path)) return undefined;
    const edits = changes.get(path);
    const source = inventory.files.has(path) ? inventory.read(path) : { path, text: "", encoding: "utf8" as const };
    if (!source || !edits || edits.length === 0) return source;
    const known = texts.get(path) ?? { ...source, text: applyEdits(source.text, edits) };
    texts.set(path, known);
    return known;
  };
  return { files, read };
}
