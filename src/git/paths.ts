import { isUtf8 } from "node:buffer";

/**
 * File names are bytes in git and strings here. Valid UTF-8 is decoded; in a name that is not, each
 * byte that belongs to no valid sequence becomes the lone surrogate U+DC80 to U+DCFF, as Python's
 * `surrogateescape` does (PEP 383). So every name is one string, two names never share one, and
 * the bytes come back exactly. `JSON.stringify` keeps such strings (`"\udce9"`); writing them as
 * UTF-8 elsewhere does not, so use {@link pathToBytes}.
 */

const ESCAPE_BASE = 0xdc00;

/** Decodes a file name from git. */
export function pathFromBytes(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString("utf8");
  let result = "";
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      result += String.fromCharCode(ESCAPE_BASE + bytes[at]!);
      at += 1;
    } else {
      result += bytes.toString("utf8", at, at + length);
      at += length;
    }
  }
  return result;
}

/** Gives back the bytes of a name that {@link pathFromBytes} decoded. */
export function pathToBytes(path: string): Buffer {
  if (!/\p{Cs}/u.test(path)) return Buffer.from(path, "utf8");
  const parts: Buffer[] = [];
  for (const character of path) {
    const code = character.codePointAt(0)!;
    parts.push(
      code >= ESCAPE_BASE + 0x80 && code <= ESCAPE_BASE + 0xff
        ? Buffer.from([code - ESCAPE_BASE])
        : Buffer.from(character, "utf8"),
    );
  }
  return Buffer.concat(parts);
}

/** Length of the valid UTF-8 sequence at a place, or 0. */
function sequenceLength(bytes: Buffer, at: number): number {
  for (const length of [1, 2, 3, 4]) {
    if (at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length))) return length;
  }
  return 0;
}

/**
 * Writes a name in git's C style with quotes, as `git fast-import` reads it: everything that is not
 * a plain character is an octal escape.
 */
export function quotePath(path: string): string {
  let result = '"';
  for (const byte of pathToBytes(path)) {
    const character = String.fromCharCode(byte);
    result += /[A-Za-z0-9._/-]/.test(character) ? character : `\\${byte.toString(8).padStart(3, "0")}`;
  }
  return `${result}"`;
}

/**
 * Tells why a name cannot be written to a tree, or undefined if it can. Git itself refuses these
 * on checkout (`verify_path` in read-cache.c), so a commit with them could not be used.
 */
export function pathFault(path: string): string | undefined {
  if (path === "") return "it is empty";
  if (path.includes("\0")) return "it contains a NUL character";
  for (const part of path.split("/")) {
    if (part === "") return "it has an empty part";
    if (part === "." || part === "..") return `it has the part "${part}"`;
    if (/^(\.git|git~1)$/i.test(part)) return "it lies in a folder that belongs to git";
  }
  return undefined;
}

/** A name for an error message: control, invisible and undecodable characters are escaped. */
export function shownPath(path: string): string {
  return path.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0)!;
    return `\\u{${code.toString(16)}}`;
  });
}
