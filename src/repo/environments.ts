import { lstatSync, readdirSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";

/** Names that people give to environments, the usual ones first; any other name will do as well. */
const NAMES = [".venv", "venv", "env"];

/**
 * Finds virtual environments that lie in folders of a working tree, by their `pyvenv.cfg`. Symbolic links are not
 * followed, so an environment elsewhere is not found through one.
 *
 * @param root top of the working tree
 * @param folders to look in, relative to it; that of the root is empty
 * @param active path of the environment that is active, as `$VIRTUAL_ENV` says; it comes first if it lies in the tree
 * @returns paths relative to the root, with `/`, the likeliest first
 */
export function findEnvironments(root: string, folders: Iterable<string>, active?: string): string[] {
  const found = [...new Set(folders)].flatMap((folder) =>
    childFolders(join(root, folder))
      .filter((name) => lstatSync(join(root, folder, name, "pyvenv.cfg"), { throwIfNoEntry: false })?.isFile())
      .map((name) => (folder === "" ? name : `${folder}/${name}`)),
  );
  const inside = active === undefined ? undefined : pathInside(root, active);
  const order = (path: string) => (path === inside ? -1 : path.split("/").length * 10 + rank(path));
  const all = new Set(
    inside === undefined || childFolders(join(root, inside)).length === 0 ? found : [inside, ...found],
  );
  return [...all].sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1));
}

function rank(path: string): number {
  const index = NAMES.indexOf(path.slice(path.lastIndexOf("/") + 1));
  return index < 0 ? NAMES.length : index;
}

/** Where a path lies below the root; undefined if it does not, or does not exist. */
function pathInside(root: string, path: string): string | undefined {
  try {
    const found = relative(realpathSync(root), realpathSync(path));
    return found === "" || found.startsWith("..") || isAbsolute(found) ? undefined : found.split(sep).join("/");
  } catch {
    return undefined;
  }
}

function childFolders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return [];
  }
}
