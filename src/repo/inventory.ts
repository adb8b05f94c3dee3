import { isUtf8 } from "node:buffer";
import { extname } from "node:path/posix";
import type { Inventory, SourceFile, TreeFile } from "../engine/model.js";
import { listIndex, listTree, readBlobs, type TreeEntry } from "../git/objects.js";
import { shownPath } from "../git/paths.js";
import type { Repository } from "../git/repository.js";

/** Why a tracked file has no text. */
export type Unread = "binary" | "large" | "link" | "submodule" | "lfs pointer" | "missing";

/** What is tracked in a commit, and what of it could not be read. */
export interface CommitInventory extends Inventory {
  /** Files without text, each with the reason. */
  unread: ReadonlyMap<string, Unread>;
  /** Sentences for people about what was left out. */
  notes: string[];
}

/** What {@link readInventory} leaves out. */
export interface InventoryLimits {
  /** Files with more bytes are listed, not read. */
  sizeLimit?: number;
}

const DEFAULT_SIZE_LIMIT = 4 * 1024 * 1024;
/** Git itself looks for a NUL in as many bytes (buffer_is_binary in xdiff-interface.c). */
const BINARY_PREFIX = 8000;
const LFS_MARK = "version https://git-lfs.github.com/spec/";

/** Formats that are never text: not worth reading to find that out. */
const BINARY_EXTENSIONS = new Set(
  (
    ".7z .a .avif .bin .bmp .bz2 .class .db .dll .docx .dylib .eot .exe .faiss .flac .gguf .gif .gz .ico .jar .jpeg .jpg " +
    ".keras .m4a .mov .mp3 .mp4 .npy .npz .o .ogg .onnx .otf .parquet .pdf .pickle .pkl .png .pptx .psd .pt .pyc .pyd " +
    ".pyo .rar .safetensors .so .sqlite .sqlite3 .tar .tgz .tif .tiff .ttf .wasm .wav .webm .webp .whl .woff .woff2 " +
    ".xls .xlsx .xz .zip .zst"
  ).split(" "),
);

/**
 * Reads what is tracked in a commit, from git's object store and never from the working tree.
 *
 * @param commit a commit that exists
 */
export async function readInventory(
  repository: Repository,
  commit: string,
  limits: InventoryLimits = {},
): Promise<CommitInventory> {
  return readEntries(repository, await listTree(repository, commit), limits);
}

/** Reads what the next commit would hold, from git's index and object store. */
export async function readIndex(repository: Repository, limits: InventoryLimits = {}): Promise<CommitInventory> {
  return readEntries(repository, await listIndex(repository), limits);
}

async function readEntries(
  repository: Repository,
  entries: readonly TreeEntry[],
  limits: InventoryLimits,
): Promise<CommitInventory> {
  const sizeLimit = limits.sizeLimit ?? DEFAULT_SIZE_LIMIT;
  const files = new Map<string, TreeFile>();
  const unread = new Map<string, Unread>();
  const wanted: TreeEntry[] = [];
  for (const entry of entries) {
    files.set(entry.path, { path: entry.path, mode: entry.mode, oid: entry.oid, size: entry.size ?? 0 });
    const reason = reasonNotToRead(entry, sizeLimit);
    if (reason) unread.set(entry.path, reason);
    else wanted.push(entry);
  }
  const blobs = await readBlobs(
    repository,
    wanted.map((entry) => entry.oid),
    { maximumBytes: sizeLimit },
  );
  const contents = new Map<string, Buffer>();
  for (const { path, oid } of wanted) {
    const content = blobs.get(oid);
    const reason = content ? contentFault(content) : "missing";
    if (reason) unread.set(path, reason);
    else contents.set(path, content!);
  }
  return { files, unread, read: decoder(contents), notes: notesOn(unread, sizeLimit) };
}

function reasonNotToRead(entry: TreeEntry, sizeLimit: number): Unread | undefined {
  if (entry.mode === "120000") return "link";
  if (entry.mode === "160000") return "submodule";
  if (entry.size === null) return "missing";
  if (BINARY_EXTENSIONS.has(extname(entry.path).toLowerCase())) return "binary";
  return entry.size > sizeLimit ? "large" : undefined;
}

function contentFault(content: Buffer): Unread | undefined {
  if (content.length < 1024 && content.toString("latin1", 0, LFS_MARK.length) === LFS_MARK) return "lfs pointer";
  return content.subarray(0, BINARY_PREFIX).includes(0) ? "binary" : undefined;
}

/** Texts are decoded when they are asked for, once: most files are never looked at. */
function decoder(contents: Map<string, Buffer>): (path: string) => SourceFile | undefined {
  const decoded = new Map<string, SourceFile>();
  return (path) => {
    const known = decoded.get(path);
    if (known) return known;
    const content = contents.get(path);
    if (!content) return undefined;
    const encoding = isUtf8(content) ? "utf8" : "latin1";
    const file: SourceFile = { path, text: content.toString(encoding), encoding };
    decoded.set(path, file);
    contents.delete(path);
    return file;
  };
}

function notesOn(unread: ReadonlyMap<string, Unread>, sizeLimit: number): string[] {
  const paths = (reason: Unread) => [...unread].filter(([, value]) => value === reason).map(([path]) => path);
  const notes: string[] = [];
  const add = (reason: Unread, sentence: (subject: string) => string) => {
    const found = paths(reason);
    if (found.length > 0) notes.push(sentence(listed(found)));
  };
  const limit = sizeLimit < 1024 * 1024 ? `${sizeLimit} bytes` : `${Math.round(sizeLimit / 1024 / 1024)} MiB`;
  add("missing", (files) => `Not in this partial clone, so not searched: ${files}. Fetch them and plan again.`);
  add("large", (files) => `Larger than ${limit}, so not searched: ${files}.`);
  add("lfs pointer", (files) => `Stored in Git LFS, so not searched: ${files}.`);
  add("submodule", (files) => `Submodules are repositories of their own and stay as they are: ${files}.`);
  return notes;
}

function listed(paths: readonly string[]): string {
  const shown = paths.slice(0, 5).map(shownPath).join(", ");
  return paths.length > 5 ? `${shown} and ${paths.length - 5} more` : shown;
}
