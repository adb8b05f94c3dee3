import type { Corpus } from "./corpus.js";
import type { Change } from "./rewrite.js";

/**
 * A file that makes a folder a Python package is emptied instead of deleted while a module below it stays: imports and
 * whoever collects packages ask for it.
 * @returns the changes in the same order, without those that would change nothing
 */
export function keepPackages(corpus: Corpus, changes: readonly Change[]): Change[] {
  const deleted = new Set(changes.filter(({ edits }) => edits === null).map(({ path }) => path));
  const inits = [...deleted].filter((path) => /(^|\/)__init__\.pyi?$/.test(path));
  if (inits.length === 0) return [...changes];
  const modules = [...corpus.inventory.files.keys()].filter((path) => /\.pyi?$/.test(path) && !deleted.has(path));
  const kept = new Set(
    inits.filter((init) => {
      const folder = init.slice(0, init.lastIndexOf("/") + 1);
      return folder !== "" && modules.some((path) => path.startsWith(folder));
    }),
  );
  return changes.flatMap((change) => {
    if (!kept.has(change.path)) return [change];
    const { length } = corpus.sources.get(change.path)!.text;
    return length === 0 ? [] : [{ ...change, edits: [{ start: 0, end: length, text: "" }] }];
  });
}
