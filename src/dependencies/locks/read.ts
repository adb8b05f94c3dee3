import { readAnnotatedList } from "./annotated.js";
import type { Lock, LockTarget } from "./lock.js";
import { readPdmLock } from "./pdm.js";
import { readPipfileLock } from "./pipfile.js";
import { readPoetryLock } from "./poetry.js";
import { readPylock } from "./pylock.js";
import { readUvLock } from "./uv.js";

type Reader = (text: string, source: string, target: LockTarget) => Lock | undefined;

/** Names of lock files and how they are read, those that tell most first. */
const READERS: readonly [name: RegExp, read: Reader][] = [
  [/^uv\.lock$/, readUvLock],
  [/^poetry\.lock$/, readPoetryLock],
  [/^pdm\.lock$/, readPdmLock],
  [/^pylock(?:\.[^.]+)?\.toml$/, readPylock],
  [/^Pipfile\.lock$/, readPipfileLock],
  [/\.txt$/, readAnnotatedList],
];

/**
 * Reads a lock file by what its name says it is. A `.txt` is one if its comments say why each line is there.
 *
 * @returns undefined if it is none
 * @throws {Error} if the text is not of the file's format
 */
export function readLock(path: string, text: string, target: LockTarget): Lock | undefined {
  const name = path.split("/").pop()!;
  return READERS.find(([pattern]) => pattern.test(name))?.[1](text, path, target);
}

/** Whether a path may be that of a lock file; of two in one folder the lower number tells more. */
export function lockRank(path: string): number | undefined {
  const rank = READERS.findIndex(([pattern]) => pattern.test(path.split("/").pop()!));
  return rank < 0 ? undefined : rank;
}
