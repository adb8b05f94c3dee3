import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { chmod, lstat, mkdir, rename, rm, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { UserError } from "../errors.js";
import { fileChecksum } from "./checksum.js";
import { describeFault, isFatal } from "./faults.js";
import type { Manifest, StoredFile } from "./manifest.js";
import { forEachAtOnce } from "./pool.js";
import type { ObjectStore } from "./store.js";

/** What has to be done so that a folder holds what a manifest lists. */
export interface RestorePlan {
  missing: StoredFile[];
  present: StoredFile[];
  /** Something else lies there; it stays unless it is asked for. */
  different: StoredFile[];
}

/** A file on its way; a run that ended in between leaves at most one for each file, which the next one overwrites. */
const UNDER_WAY = ".unpick-part";

/**
 * Compares a folder with a manifest.
 *
 * @param root absolute; it need not be there
 * @throws UserError (exit 3) if a folder in it is a link, through which files would be written elsewhere
 */
export async function planRestore(root: string, manifest: Manifest): Promise<RestorePlan> {
  const result: RestorePlan = { missing: [], present: [], different: [] };
  const folders = new Set(manifest.files.map(({ path }) => dirname(path)));
  for (const folder of [...folders, ...manifest.folders]) await assertNoLinks(root, folder);
  for (const file of manifest.files) {
    const place = join(root, file.path);
    const found = await lstat(place).catch(() => undefined);
    if (!found) result.missing.push(file);
    else if (found.isFile() && found.size === file.bytes && (await fileChecksum(place)) === file.sha256)
      result.present.push(file);
    else result.different.push(file);
  }
  return result;
}

async function assertNoLinks(root: string, folder: string): Promise<void> {
  let path = root;
  for (const word of folder === "." ? [] : folder.split("/")) {
    path = join(path, word);
    const found = await lstat(path).catch(() => undefined);
    if (!found) return;
    if (!found.isDirectory())
      throw new UserError(
        `${path} is ${found.isSymbolicLink() ? "a link" : "no folder"}, but files of the manifest lie below it.`,
        "Move it away, or restore into another folder.",
        3,
      );
  }
}

/**
 * Fetches files, each into a file beside its place, and moves it there once its checksum is right.
 *
 * @param files those to fetch; what lies in their places is replaced
 * @returns what could not be fetched
 * @throws what every other file would meet too
 */
export async function restore(
  store: ObjectStore,
  prefix: string,
  root: string,
  manifest: Manifest,
  files: readonly StoredFile[],
  atOnce: number,
  progress: (files: number, bytes: number) => void,
): Promise<{ path: string; message: string }[]> {
  let done = 0;
  let bytes = 0;
  for (const folder of manifest.folders) await mkdir(join(root, folder), { recursive: true });
  const failures = await forEachAtOnce(
    files,
    atOnce,
    async (file) => {
      await fetchOne(store, prefix + file.path, join(root, file.path), file);
      bytes += file.bytes;
      progress(++done, bytes);
    },
    isFatal,
  );
  return failures.map(({ item, error }) => ({
    path: item.path,
    message: error instanceof UserError ? error.message : describeFault(error),
  }));
}

async function fetchOne(store: ObjectStore, key: string, place: string, file: StoredFile): Promise<void> {
  const body = await store.read(key);
  if (!body) throw new UserError(`The manifest lists ${key}, but the store has no such object.`);
  await mkdir(dirname(place), { recursive: true });
  const part = `${place}${UNDER_WAY}`;
  const hash = createHash("sha256");
  const tally = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  // Whatever lies there is ours, or nothing's: it may be a link that leads elsewhere.
  await rm(part, { force: true });
  try {
    await pipeline(body, tally, createWriteStream(part, { flags: "wx", mode: 0o600 }));
    if (hash.digest("hex") !== file.sha256)
      throw new UserError(`What the store holds as ${key} is not what was put there.`);
    await chmod(part, file.mode & 0o777);
    await utimes(part, new Date(file.modified), new Date(file.modified));
    await rename(part, place);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
