import { pathFromBytes } from "./paths.js";
import type { Repository } from "./repository.js";
import { ended, feed, git, gitText, startGit } from "./run.js";
import { openReader } from "./workspace.js";

/** What the object store weighs on disk, in bytes. */
export interface StoreSize {
  /** All packs, with their indexes. */
  pack: number;
  /** Objects that are not packed yet. */
  loose: number;
}

/** One file content that some commit holds. */
export interface HistoryBlob {
  oid: string;
  /** The first path that history gives it. */
  path: string;
  /** Bytes of the content. */
  bytes: number;
  /** Bytes that it takes in the store of this clone, packed or not. */
  stored: number;
}

/** The biggest contents of the history. */
export interface BiggestBlobs {
  blobs: HistoryBlob[];
  /** Objects that history names and this clone does not have. */
  missing: number;
}

/** Measures the object store. Objects that it borrows from another repository are not its own and do not count. */
export async function storeSize(repository: Repository): Promise<StoreSize> {
  const text = await gitText(repository, ["count-objects", "-v"]);
  const kibibytes = (key: string) => Number(new RegExp(`^${key}: (\\d+)$`, "m").exec(text)?.[1] ?? 0);
  return { pack: kibibytes("size-pack") * 1024, loose: kibibytes("size") * 1024 };
}

/**
 * Packs what one commit holds, as a clone of depth 1 transfers it, and counts the bytes. They are kept nowhere.
 *
 * @returns null if objects of the commit are not in this clone
 */
export async function shallowCloneSize(repository: Repository, commit: string): Promise<number | null> {
  const reader = await openReader(repository);
  try {
    const list = ["rev-list", "--objects", "--no-object-names", "--no-walk", commit];
    const { stdout, code } = await git(reader.place, list, { allowFailure: true });
    if (code !== 0) return null;
    const child = startGit(reader.place, ["pack-objects", "--stdout", "--quiet", "--delta-base-offset"]);
    child.stderr.resume();
    const end = ended(child);
    const fed = feed(child, stdout);
    let bytes = 0;
    for await (const chunk of child.stdout) bytes += (chunk as Buffer).length;
    await fed;
    return (await end) === 0 ? bytes : null;
  } finally {
    await reader.close();
  }
}

/**
 * Tells what all objects that a commit reaches take in this clone's store: about what a full clone transfers.
 *
 * @returns null if some of them are not in this clone
 */
export async function fullCloneSize(repository: Repository, commit: string): Promise<number | null> {
  const reader = await openReader(repository);
  try {
    const list = ["rev-list", "--objects", "--disk-usage", commit];
    const { stdout, code } = await git(reader.place, list, { allowFailure: true });
    return code === 0 ? Number(stdout.toString("latin1")) : null;
  } finally {
    await reader.close();
  }
}

/**
 * Finds the biggest file contents that any branch, tag, stash or HEAD reaches. Two git processes stream into each
 * other; no more than `limit` contents are remembered, however long the history is.
 *
 * @param each is told every content, once for each path that the walk gives it
 */
export async function biggestBlobs(
  repository: Repository,
  limit: number,
  each: (blob: HistoryBlob) => void = () => {},
): Promise<BiggestBlobs> {
  const reader = await openReader(repository);
  // What is missing is counted, not fetched: a clone may be partial, or damaged.
  const walk = startGit(repository, ["rev-list", "--objects", "--all", "--filter=object:type=blob", "--missing=print"]);
  const sizes = startGit(reader.place, [
    "cat-file",
    "--batch-check=%(objecttype) %(objectsize) %(objectsize:disk) %(objectname) %(rest)",
    "--buffer",
  ]);
  const ends = Promise.all([ended(walk), ended(sizes)]);
  const fed = feed(sizes, walk.stdout);
  // Both are awaited below; until then a failure must not count as unhandled.
  ends.catch(() => {});
  fed.catch(() => {});
  walk.stdin.end();
  walk.stderr.resume();
  sizes.stderr.resume();
  const result: BiggestBlobs = { blobs: [], missing: 0 };
  let finished = false;
  try {
    for await (const line of linesOf(sizes.stdout)) {
      const match = /^blob (\d+) (\d+) ([0-9a-f]+) ?(.*)$/s.exec(line);
      if (match) {
        const [, bytes, stored, oid, name] = match;
        const path = pathFromBytes(Buffer.from(name!, "latin1"));
        const blob = { oid: oid!, path, bytes: Number(bytes), stored: Number(stored) };
        keep(result.blobs, limit, blob);
        each(blob);
      } else if (/^\?[0-9a-f]+ missing$/.test(line)) result.missing++;
    }
    finished = true;
    await fed;
    const codes = await ends;
    if (codes.some((code) => code !== 0)) throw new Error(`git ended with code ${codes.find((code) => code !== 0)}`);
  } finally {
    if (!finished) for (const child of [walk, sizes]) child.kill();
    await reader.close();
  }
  return result;
}

/** Puts a content in its place, the biggest first; the same content under a second path is the same content. */
function keep(blobs: HistoryBlob[], limit: number, blob: HistoryBlob): void {
  if (blobs.length >= limit && blob.bytes <= blobs.at(-1)!.bytes) return;
  if (blobs.some(({ oid }) => oid === blob.oid)) return;
  const at = blobs.findIndex(({ bytes }) => bytes < blob.bytes);
  if (at < 0) blobs.push(blob);
  else blobs.splice(at, 0, blob);
  blobs.length = Math.min(blobs.length, limit);
}

/** Lines of a stream, each byte one character; a name may hold what other readers take for a line end. */
async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + chunk.toString("latin1")).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== "") yield rest;
}
