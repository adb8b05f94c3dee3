import { UserError } from "../errors.js";

/** Name of the object that lists all others; it is written last, so where it is, all it lists is there. */
export const MANIFEST = "unpick-manifest.json";

/** One file as it was when it was read. */
export interface StoredFile {
  /** From the folder that was given, with slashes. */
  path: string;
  bytes: number;
  /** Of all its bytes, in hexadecimal digits. */
  sha256: string;
  /** Permissions, such as 0o644. */
  mode: number;
  /** Milliseconds since 1970. */
  modified: number;
}

/** What a folder held. */
export interface Manifest {
  format: 1;
  /** Moment at which all of it was verified, as ISO 8601 has it. */
  written: string;
  files: StoredFile[];
  /** Folders without files; a program may rely on one. */
  folders: string[];
}

/**
 * Reads a manifest. It comes from outside, so a path that would leave the folder is refused.
 *
 * @throws UserError (exit 2) if it is none, or a later version wrote it
 */
export function parseManifest(text: string, address: string): Manifest {
  const fault = (what: string) => new UserError(`${address} ${what}.`, "Nothing was changed.");
  let value: Partial<Manifest>;
  try {
    value = JSON.parse(text) as Partial<Manifest>;
  } catch {
    throw fault("is no JSON");
  }
  if (value?.format !== 1) throw fault("was not written by this version of unpick");
  if (!Array.isArray(value.files) || !Array.isArray(value.folders)) throw fault("lists no files");
  const paths = new Set<string>();
  for (const file of value.files) {
    if (!isStoredFile(file)) throw fault("has an entry that is none");
    if (!isSafePath(file.path)) throw fault(`has a path that would leave the folder: ${JSON.stringify(file.path)}`);
    if (paths.has(file.path)) throw fault(`lists ${JSON.stringify(file.path)} twice`);
    paths.add(file.path);
  }
  const bad = value.folders.find((folder) => typeof folder !== "string" || !isSafePath(folder));
  if (bad !== undefined) throw fault(`has a folder that would leave the folder: ${JSON.stringify(bad)}`);
  return { format: 1, written: String(value.written), files: value.files, folders: value.folders };
}

function isStoredFile(value: unknown): value is StoredFile {
  const file = value as Partial<StoredFile> | null;
  return (
    typeof file?.path === "string" &&
    Number.isSafeInteger(file.bytes) &&
    file.bytes! >= 0 &&
    /^[0-9a-f]{64}$/.test(String(file.sha256)) &&
    Number.isSafeInteger(file.mode) &&
    Number.isFinite(file.modified)
  );
}

/** A path below the folder on every system: no drive, no way up, nothing empty. */
function isSafePath(path: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a zero byte ends a path for the system
  if (path === "" || /[\\\u0000]|^[A-Za-z]:/.test(path)) return false;
  return path.split("/").every((word) => word !== "" && word !== "." && word !== "..");
}
