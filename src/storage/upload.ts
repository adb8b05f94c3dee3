import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../errors.js";
import { describeFault, isFatal } from "./faults.js";
import type { LocalFolder } from "./folder.js";
import { MANIFEST, type Manifest, type StoredFile } from "./manifest.js";
import { forEachAtOnce } from "./pool.js";
import type { ObjectStore } from "./store.js";
import { type Proof, prove } from "./verify.js";

/** What has to be done so that a store holds a folder. */
export interface UploadPlan {
  /** Not there, or there without a word of what it is and of another size. */
  missing: StoredFile[];
  /** There by unpick's own word; proven before it counts. */
  present: StoredFile[];
  /** There with another content that unpick put there: an earlier state of the folder. */
  outdated: StoredFile[];
  /** There with another content, and not by unpick. */
  foreign: StoredFile[];
  /** Objects below the prefix that the folder does not have; they stay. */
  others: number;
}

/** What was done. */
export interface UploadResult {
  uploaded: StoredFile[];
  present: StoredFile[];
  proofs: Record<Proof, number>;
  failures: { path: string; message: string }[];
}

/**
 * Compares a folder with what a store holds below a prefix.
 *
 * @param prefix of all keys
 */
export async function planUpload(store: ObjectStore, prefix: string, folder: LocalFolder): Promise<UploadPlan> {
  const there = await store.list();
  const result: UploadPlan = { missing: [], present: [], outdated: [], foreign: [], others: 0 };
  await forEachAtOnce(
    folder.files,
    16,
    async (file) => {
      const key = prefix + file.path;
      const bytes = there.get(key);
      const facts = bytes === undefined ? undefined : await store.facts(key);
      if (!facts) result.missing.push(file);
      else if (facts.claimed === undefined) {
        // Another tool may have put the very same there.
        const isSame = (await prove(store, key, folder.root, file, facts)) !== undefined;
        (isSame ? result.present : result.foreign).push(file);
      } else if (facts.claimed === file.sha256 && facts.bytes === file.bytes) result.present.push(file);
      else result.outdated.push(file);
    },
    () => true,
  );
  const own = new Set([...folder.files.map(({ path }) => prefix + path), prefix + MANIFEST]);
  result.others = [...there.keys()].filter((key) => !own.has(key)).length;
  return result;
}

/**
 * Puts what is not there into the store, proves all of it, and writes the manifest last. A run that ends in between loses
 * nothing: the next one finds what is there.
 *
 * @param atOnce files under way at a time
 * @param progress told of files and bytes that are proven
 * @throws what every other file would meet too
 */
export async function upload(
  store: ObjectStore,
  prefix: string,
  folder: LocalFolder,
  plan: UploadPlan,
  atOnce: number,
  progress: (files: number, bytes: number) => void,
): Promise<UploadResult> {
  const result: UploadResult = { uploaded: [], present: [], proofs: { checksum: 0, reading: 0 }, failures: [] };
  let bytes = 0;
  const there = new Set(plan.present);
  const settle = async (file: StoredFile) => {
    const key = prefix + file.path;
    const facts = there.has(file) ? await store.facts(key) : undefined;
    let proof = facts && (await prove(store, key, folder.root, file, facts));
    if (!proof) {
      await store.put(key, join(folder.root, file.path), file.bytes, file.sha256);
      const stored = await store.facts(key);
      proof = stored && (await prove(store, key, folder.root, file, stored));
      result.uploaded.push(file);
    } else result.present.push(file);
    if (!proof) throw new UserError(`What the store holds as ${key} is not what was sent.`, "Run it again.", 1);
    await assertUnchanged(folder.root, file);
    result.proofs[proof]++;
    bytes += file.bytes;
    progress(result.uploaded.length + result.present.length, bytes);
  };
  const failures = await forEachAtOnce(
    // Large ones first, so that none is left alone at the end.
    [...folder.files].sort((one, other) => other.bytes - one.bytes),
    atOnce,
    settle,
    isFatal,
  );
  for (const { item, error } of failures) {
    result.uploaded = result.uploaded.filter((file) => file !== item);
    const message = error instanceof UserError ? error.message : describeFault(error);
    result.failures.push({ path: item.path, message });
  }
  if (result.failures.length === 0) await store.putText(prefix + MANIFEST, drawManifest(folder));
  return result;
}

async function assertUnchanged(root: string, file: StoredFile): Promise<void> {
  const now = await lstat(join(root, file.path)).catch(() => undefined);
  if (now?.size === file.bytes && Math.floor(now.mtimeMs) === file.modified) return;
  throw new UserError(`${file.path} changed while it was sent.`, "Stop the program that writes it.", 1);
}

function drawManifest(folder: LocalFolder): string {
  const manifest: Manifest = {
    format: 1,
    written: new Date().toISOString(),
    files: [...folder.files].sort((one, other) => (one.path < other.path ? -1 : 1)),
    folders: [...folder.folders].sort(),
  };
  return `${JSON.stringify(manifest, null, 1)}\n`;
}
