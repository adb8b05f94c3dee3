import { open, unlink } from "node:fs/promises";
import { join } from "node:path";
import { fileChecksum } from "./checksum.js";
import type { LocalFolder } from "./folder.js";

/** First bytes of a database of SQLite: sqlite.org/fileformat2.html, section 1.3. */
const SQLITE = "SQLite format 3\0";
/** What SQLite keeps beside a database, and the file that a store of Chroma consists of. */
const COMPANION = /-(?:wal|shm|journal)$/;
const CHROMA = /(?:^|\/)chroma\.sqlite3$/;

/**
 * Files of a live database. Programs hold it open and write into it; a copy of it in a store is a backup, no place to live.
 *
 * @returns paths, each with why
 */
export async function liveFiles(folder: LocalFolder): Promise<Map<string, string>> {
  const result = new Map<string, string>();
  const stores = folder.files.flatMap(({ path }) =>
    CHROMA.test(path) ? [path.slice(0, -"chroma.sqlite3".length)] : [],
  );
  for (const { path, bytes } of folder.files) {
    const store = stores.find((one) => path.startsWith(one));
    if (store !== undefined) result.set(path, "belongs to a store of Chroma");
    else if (bytes >= SQLITE.length && (await beginsWith(join(folder.root, path), SQLITE)))
      result.set(path, "a database of SQLite");
  }
  for (const { path } of folder.files)
    if (COMPANION.test(path) && result.has(path.replace(COMPANION, "")))
      result.set(path, "belongs to a database of SQLite");
  return result;
}

async function beginsWith(file: string, text: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(text.length), 0, text.length, 0);
    return buffer.toString("latin1") === text;
  } finally {
    await handle.close();
  }
}

/**
 * Deletes files of this machine that a store has been proven to hold. Each is read once more; folders stay, since programs
 * write into them.
 *
 * @param live files that are never deleted
 */
export async function deleteLocal(
  folder: LocalFolder,
  live: ReadonlyMap<string, string>,
): Promise<{ deleted: number; kept: { path: string; reason: string }[] }> {
  let deleted = 0;
  const kept: { path: string; reason: string }[] = [];
  for (const { path, sha256 } of folder.files) {
    const reason = live.get(path);
    const place = join(folder.root, path);
    if (reason !== undefined) kept.push({ path, reason });
    else if ((await fileChecksum(place).catch(() => undefined)) !== sha256)
      kept.push({ path, reason: "changed since it was stored" });
    else {
      await unlink(place);
      deleted++;
    }
  }
  return { deleted, kept };
}
