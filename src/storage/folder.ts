import { lstat, readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { UserError } from "../errors.js";
import { fileChecksum } from "./checksum.js";
import { MANIFEST, type StoredFile } from "./manifest.js";

/** What lies in a folder of this machine. */
export interface LocalFolder {
  /** Absolute. */
  root: string;
  files: StoredFile[];
  /** Folders without files. */
  folders: string[];
  /** What is no file, and why it stays here. */
  skipped: { path: string; reason: string }[];
}

/** A program may be writing a file while it is read; so often is tried. */
const ATTEMPTS = 3;

/**
 * Lists a folder, or one file, with checksums. Links are not followed: what they lead to may lie anywhere.
 *
 * @param path absolute
 * @param progress told after each file
 * @throws UserError (exit 2) if there is nothing there, (exit 3) if a file changes all the time
 */
export async function readFolder(
  path: string,
  shown: string,
  progress: (files: number, bytes: number) => void,
): Promise<LocalFolder> {
  const found = await lstat(path).catch(() => undefined);
  if (!found) throw new UserError(`There is no ${shown}.`, "Name a folder, or a file, of this machine.");
  if (found.isSymbolicLink()) throw new UserError(`${shown} is a link.`, "Name the folder that it leads to.");
  const result: LocalFolder = { root: path, files: [], folders: [], skipped: [] };
  const names: string[] = [];
  if (found.isFile()) {
    result.root = dirname(path);
    names.push(basename(path));
  } else if (found.isDirectory()) await walk(path, "", names, result);
  else throw new UserError(`${shown} is neither a folder nor a file.`);
  let bytes = 0;
  for (const name of names.sort()) {
    const file = await readOne(result.root, name);
    result.files.push(file);
    bytes += file.bytes;
    progress(result.files.length, bytes);
  }
  return result;
}

async function walk(root: string, folder: string, names: string[], result: LocalFolder): Promise<void> {
  const entries = await readdir(join(root, folder), { withFileTypes: true, encoding: "buffer" });
  if (entries.length === 0 && folder !== "") result.folders.push(folder);
  for (const entry of entries) {
    const name = entry.name.toString("utf8");
    const path = folder === "" ? name : `${folder}/${name}`;
    const skip = (reason: string) => result.skipped.push({ path, reason });
    if (!Buffer.from(name, "utf8").equals(entry.name)) skip("its name is not UTF-8, which keys of objects have to be");
    else if (name.includes("\\")) skip("its name has a backslash, which other systems take for a folder");
    else if (path === MANIFEST) skip("the list of what was stored has this name");
    else if (entry.isDirectory()) await walk(root, path, names, result);
    else if (entry.isFile()) names.push(path);
    else if (entry.isSymbolicLink()) skip("a link");
    else skip("neither a file nor a folder");
  }
}

async function readOne(root: string, path: string): Promise<StoredFile> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await lstat(join(root, path));
    const sha256 = await fileChecksum(join(root, path));
    const after = await lstat(join(root, path));
    if (before.size === after.size && before.mtimeMs === after.mtimeMs)
      return { path, bytes: after.size, sha256, mode: after.mode & 0o777, modified: Math.floor(after.mtimeMs) };
  }
  throw new UserError(`${path} changes while it is read.`, "Stop the program that writes it, and try again.", 3);
}
