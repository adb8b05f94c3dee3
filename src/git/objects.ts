import { UserError } from "../errors.js";
import { pathFromBytes } from "./paths.js";
import { type Repository, resolveCommit } from "./repository.js";
import { ended, feed, git, startGit } from "./run.js";
import { openReader } from "./workspace.js";

/** Mode of a tree entry: file, executable, symbolic link, submodule. */
export type FileMode = "100644" | "100755" | "120000" | "160000";

/** One tracked file of a commit. */
export interface TreeEntry {
  /** From the top of the repository, with `/`; bytes that are no UTF-8 as in paths.ts. */
  path: string;
  mode: FileMode;
  /** Hash of the content, or the commit of a submodule. */
  oid: string;
  /** Bytes; null for a submodule, and for an object that a partial clone does not have. */
  size: number | null;
}

/**
 * Lists all files of a commit, in git's order.
 *
 * @param commit a commit, by hash or name
 * @throws UserError (exit 2) if there is no such commit, or its folders are missing from a partial clone
 */
export async function listTree(repository: Repository, commit: string): Promise<TreeEntry[]> {
  const sha = await resolveCommit(repository, commit);
  const reader = await openReader(repository);
  const result = await git(reader.place, ["ls-tree", "-r", "-z", "-l", "--full-tree", sha], { allowFailure: true });
  await reader.close();
  if (result.code !== 0) {
    throw new UserError(
      `The files of ${commit.slice(0, 12)} cannot be listed: ${result.stderr.trim().replace(/^fatal: /, "")}`,
      repository.partial ? "Fetch what the partial clone leaves out: git fetch --refetch --filter=blob:none" : "",
    );
  }
  const entries: TreeEntry[] = [];
  const output = result.stdout;
  for (let start = 0; start < output.length; ) {
    const end = output.indexOf(0, start);
    const tab = output.indexOf(0x09, start);
    const [mode, , oid, size] = output.toString("latin1", start, tab).split(/ +/);
    entries.push({
      path: pathFromBytes(output.subarray(tab + 1, end)),
      // Old commits may have 100664; git itself reads it as 100644.
      mode: (mode === "100664" ? "100644" : mode) as FileMode,
      oid: oid!,
      // "BAD" stands for an object that is not there, "-" for a submodule.
      size: /^\d+$/.test(size!) ? Number(size) : null,
    });
    start = end + 1;
  }
  return entries;
}

/**
 * Lists all files of the index: what the next commit would hold. Entries of an unfinished merge are left out.
 *
 * @throws UserError (exit 2) if the index cannot be read
 */
export async function listIndex(repository: Repository): Promise<TreeEntry[]> {
  const result = await git(repository, ["ls-files", "--stage", "-z", "--full-name", ":/"], { allowFailure: true });
  if (result.code !== 0)
    throw new UserError(`The index cannot be read: ${result.stderr.trim().replace(/^fatal: /, "")}`);
  const entries: TreeEntry[] = [];
  const output = result.stdout;
  for (let start = 0; start < output.length; ) {
    const end = output.indexOf(0, start);
    const tab = output.indexOf(0x09, start);
    const [mode, oid, stage] = output.toString("latin1", start, tab).split(" ");
    // The index knows no sizes; only submodules have no content here.
    if (stage === "0")
      entries.push({
        path: pathFromBytes(output.subarray(tab + 1, end)),
        mode: mode as FileMode,
        oid: oid!,
        size: mode === "160000" ? null : 0,
      });
    start = end + 1;
  }
  return entries;
}

/** One object as {@link readObjects} gives it. */
export interface ReadObject {
  oid: string;
  /** `missing` if the repository does not have it. */
  type: "blob" | "commit" | "tree" | "tag" | "missing";
  size: number;
  /** null if it is missing or larger than the caller's limit. */
  content: Buffer | null;
}

/** What {@link readObjects} may leave out. */
export interface ReadLimits {
  /** Contents with more bytes pass through without being kept. */
  maximumBytes?: number;
}

/**
 * Reads many objects through one `git cat-file --batch`, in the order asked for. Reading and
 * writing go on at the same time, so that no pipe fills up, however many there are. Stopping early
 * ends git.
 *
 * @param oids hashes of objects; each may come several times
 */
export async function* readObjects(
  repository: Repository,
  oids: Iterable<string>,
  limits: ReadLimits = {},
): AsyncGenerator<ReadObject, void, undefined> {
  const maximum = limits.maximumBytes ?? Number.POSITIVE_INFINITY;
  const { place, close } = await openReader(repository);
  const child = startGit(place, ["cat-file", "--batch", "--buffer"]);
  const end = ended(child);
  const fed = feed(child, requests(oids));
  // Both are awaited below; until then a failure must not count as unhandled.
  end.catch(() => {});
  fed.catch(() => {});
  child.stderr.resume();
  const reader = new ChunkReader(child.stdout);
  let finished = false;
  try {
    for (let line = await reader.line(); line !== null; line = await reader.line()) {
      const [oid, type, size] = line.split(" ");
      if (type === "missing" || size === undefined) {
        yield { oid: oid!, type: "missing", size: 0, content: null };
        continue;
      }
      const length = Number(size);
      const content = await reader.take(length, length <= maximum);
      await reader.take(1, false);
      yield { oid: oid!, type: type as ReadObject["type"], size: length, content };
    }
    finished = true;
    await fed;
    const code = await end;
    if (code !== 0) throw new Error(`git cat-file ended with code ${code}`);
  } finally {
    if (!finished) child.kill();
    await close();
  }
}

/**
 * Reads file contents into a map: hash to bytes, null for what is missing, larger than the limit, or
 * not a file. For more than memory holds, use {@link readObjects}.
 */
export async function readBlobs(
  repository: Repository,
  oids: Iterable<string>,
  limits: ReadLimits = {},
): Promise<Map<string, Buffer | null>> {
  const result = new Map<string, Buffer | null>();
  for await (const object of readObjects(repository, new Set(oids), limits)) {
    result.set(object.oid, object.type === "blob" ? object.content : null);
  }
  return result;
}

/** Groups requests, because one write for each hash would be slow. */
function* requests(oids: Iterable<string>): Generator<Buffer> {
  let lines: string[] = [];
  for (const oid of oids) {
    if (!/^[0-9a-f]{40,64}$/.test(oid)) throw new Error(`not an object hash: ${oid}`);
    lines.push(`${oid}\n`);
    if (lines.length === 512) {
      yield Buffer.from(lines.join(""));
      lines = [];
    }
  }
  if (lines.length > 0) yield Buffer.from(lines.join(""));
}

/** Cuts a stream of chunks into lines and blocks. */
class ChunkReader {
  private readonly source: AsyncIterator<Buffer>;
  private current: Buffer = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Buffer>) {
    this.source = stream[Symbol.asyncIterator]();
  }

  /** The next line without its end, or null at the end of the stream. */
  async line(): Promise<string | null> {
    let at = this.current.indexOf(0x0a);
    while (at < 0) {
      const next = await this.source.next();
      if (next.done) return null;
      this.current = Buffer.concat([this.current, next.value]);
      at = this.current.indexOf(0x0a);
    }
    const line = this.current.toString("latin1", 0, at);
    this.current = this.current.subarray(at + 1);
    return line;
  }

  /** The next bytes; null if they are not to be kept. */
  async take(length: number, keep: boolean): Promise<Buffer | null> {
    const parts: Buffer[] = [];
    let missing = length;
    while (missing > 0) {
      if (this.current.length === 0) {
        const next = await this.source.next();
        if (next.done) throw new Error("git cat-file ended in the middle of an object");
        this.current = next.value;
      }
      const part = this.current.subarray(0, missing);
      if (keep) parts.push(part);
      missing -= part.length;
      this.current = this.current.subarray(part.length);
    }
    // A copy, so that a small file does not hold the large chunk that it came in.
    return keep ? Buffer.concat(parts) : null;
  }
}
