import { dirname } from "node:path/posix";
import { lockRank } from "./read.js";

/** Whether a folder is another one or lies below it; the top is `.`. */
const isWithin = (folder: string, around: string) =>
  around === "." || folder === around || folder.startsWith(`${around}/`);

/** The folder of a list, or the nearest around it, among folders that hold lock files. */
export function lockFolder(list: string, folders: ReadonlySet<string>): string | undefined {
  for (let folder = dirname(list); ; folder = dirname(folder)) {
    if (folders.has(folder)) return folder;
    if (folder === ".") return undefined;
  }
}

/**
 * Lock files that may be those of a list: in its folder, else in a folder around it, as a workspace has one for all its
 * members; the nearest first, and of one folder the list itself, then those that tell most. A lock beside or below is that of
 * something else.
 *
 * @param list path of the list
 * @param paths any paths
 */
export function locksOf(list: string, paths: Iterable<string>): string[] {
  const folder = dirname(list);
  const found = [...paths].flatMap((path) => {
    const rank = lockRank(path);
    const around = dirname(path);
    if (rank === undefined || !isWithin(folder, around)) return [];
    return [{ path, rank: path === list ? -1 : rank, depth: around === "." ? 0 : around.split("/").length }];
  });
  found.sort((a, b) => b.depth - a.depth || a.rank - b.rank || (a.path < b.path ? -1 : 1));
  return found.map(({ path }) => path);
}
