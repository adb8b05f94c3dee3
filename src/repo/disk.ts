import { type Dirent, lstatSync, readdirSync } from "node:fs";
import { pathFromBytes } from "../git/paths.js";

/** One file of the working tree that git does not track; a symbolic link is one too, whatever it leads to. */
export interface DiskFile {
  path: string;
  bytes: number;
}

/** What a top-level entry of a working tree is. */
export type EntryKind = "folder" | "file" | "link";

/** What {@link walkTree} tells while it goes. */
export interface TreeVisitor {
  /** An entry at the top of the tree, before what it holds. */
  top(name: string, kind: EntryKind): void;
  /**
   * A folder, before what it holds, with the names in it.
   *
   * @returns true if its files need no names: what follows for it comes as one sum
   */
  folder(path: string, names: ReadonlySet<string>): boolean;
  file(file: DiskFile): void;
  /** The rest of a folder that needs no names: how many files and bytes it holds. */
  sum(path: string, files: number, bytes: number): void;
}

/** A folder still to be read: its bytes as the system has them, its name, and the folder it is summed up for. */
interface Pending {
  bytes: Buffer;
  path: string;
  whole: string | undefined;
}

const SLASH = Buffer.from("/");

/**
 * Walks a working tree without opening a file: entries are only asked for their size. Symbolic links are never
 * followed, git's own folder at the top is left out, and a content with several names (hard links) counts once.
 *
 * @param root top folder of a working tree
 * @param visitor is told everything in no particular order, but a folder before what it holds
 * @returns folders that could not be read
 */
export async function walkTree(root: string, visitor: TreeVisitor): Promise<string[]> {
  const unreadable: string[] = [];
  const linked = new Set<string>();
  const sums = new Map<string, { files: number; bytes: number }>();
  const pending: Pending[] = [{ bytes: Buffer.from(root), path: "", whole: undefined }];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const entries = entriesOf(folder.bytes);
    if (entries === undefined) unreadable.push(folder.path);
    const names = new Set((entries ?? []).map(({ name }) => pathFromBytes(name)));
    let { whole } = folder;
    if (whole === undefined && folder.path !== "" && visitor.folder(folder.path, names)) whole = folder.path;
    for (const entry of entries ?? []) {
      const name = pathFromBytes(entry.name);
      if (folder.path === "" && name === ".git") continue;
      const path = folder.path === "" ? name : `${folder.path}/${name}`;
      const bytes = Buffer.concat([folder.bytes, SLASH, entry.name]);
      const isFolder = entry.isDirectory();
      if (folder.path === "") visitor.top(name, isFolder ? "folder" : entry.isSymbolicLink() ? "link" : "file");
      if (isFolder) pending.push({ bytes, path, whole });
      else {
        const size = sizeOf(bytes, linked);
        if (whole === undefined) visitor.file({ path, bytes: size });
        else {
          const sum = sums.get(whole) ?? { files: 0, bytes: 0 };
          sums.set(whole, { files: sum.files + 1, bytes: sum.bytes + size });
        }
      }
    }
    // Between two folders the program can be interrupted and tell how far it is.
    await new Promise((resolve) => setImmediate(resolve));
  }
  for (const [path, { files, bytes }] of sums) visitor.sum(path, files, bytes);
  return unreadable.sort();
}

/** What a folder holds, with names as bytes; undefined if it cannot be read. */
function entriesOf(folder: Buffer): Dirent<Buffer>[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true, encoding: "buffer" });
  } catch {
    return undefined;
  }
}

/** Bytes of a file; none if it vanished or its content was counted under another name. */
function sizeOf(path: Buffer, linked: Set<string>): number {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (!found) return 0;
    if (found.nlink > 1) {
      const key = `${found.dev}:${found.ino}`;
      if (linked.has(key)) return 0;
      linked.add(key);
    }
    return found.size;
  } catch {
    return 0;
  }
}
