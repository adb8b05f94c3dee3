import { type Dirent, lstatSync, readdirSync, type Stats } from "node:fs";
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
  /** The rest of a folder that needs no names. */
  sum(path: string, weight: FolderWeight): void;
}

/** What a folder holds that was not told file by file. */
export interface FolderWeight {
  files: number;
  /** A content that was met before, in this folder or another one, counts for nothing. */
  bytes: number;
  /** Every name with all of its content, as a copy of the folder would have it. */
  named: number;
  /** Of contents that also have a name elsewhere, such as in a package manager's cache: deleting the folder leaves them. */
  shared: number;
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
  const sums = new Map<string, Sum>();
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
        const found = statOf(bytes);
        const size = countOnce(found, linked);
        if (whole === undefined) visitor.file({ path, bytes: size });
        else {
          const sum = sums.get(whole) ?? { files: 0, bytes: 0, named: 0, links: new Map() };
          sums.set(whole, sum);
          addTo(sum, found, size);
        }
      }
    }
    // Between two folders the program can be interrupted and tell how far it is.
    await new Promise((resolve) => setImmediate(resolve));
  }
  for (const [path, { links, ...sum }] of sums) {
    let shared = 0;
    for (const { names, seen, size } of links.values()) if (seen < names) shared += size;
    visitor.sum(path, { ...sum, shared });
  }
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

/** A sum that grows, with the contents that have several names. */
interface Sum extends Omit<FolderWeight, "shared"> {
  links: Map<string, { names: number; seen: number; size: number }>;
}

function addTo(sum: Sum, found: Stats | undefined, bytes: number): void {
  sum.files++;
  sum.bytes += bytes;
  sum.named += found?.size ?? 0;
  if (found === undefined || found.nlink < 2) return;
  const known = sum.links.get(identity(found)) ?? { names: found.nlink, seen: 0, size: found.size };
  sum.links.set(identity(found), { ...known, seen: known.seen + 1 });
}

/** What the system tells of an entry; undefined if it vanished or must not be asked for. */
function statOf(path: Buffer): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Bytes of an entry; none if its content was counted under another name. */
function countOnce(found: Stats | undefined, linked: Set<string>): number {
  if (found === undefined) return 0;
  if (found.nlink > 1) {
    if (linked.has(identity(found))) return 0;
    linked.add(identity(found));
  }
  return found.size;
}

function identity({ dev, ino }: Stats): string {
  return `${dev}:${ino}`;
}
