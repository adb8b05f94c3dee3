import { pathToBytes } from "./paths.js";
import type { Repository } from "./repository.js";
import { git, gitText } from "./run.js";
import type { HistoryBlob } from "./sizes.js";
import { openReader } from "./workspace.js";

const TAGS = "refs/tags/";
const LINE_END = Buffer.from("\n");

/** A path of the history that a tree no longer has. */
export interface GonePath {
  path: string;
  /** Contents that the history has of it. */
  versions: number;
  /** Bytes of these contents. */
  bytes: number;
  /** Bytes that they take in the store of this clone. */
  stored: number;
  /** Branches whose newest tree still has it. */
  heldBy: string[];
  /** Tags whose tree has it. */
  tags: string[];
}

/** Gathers contents of the history by their paths, those of one tree left out. */
export class GonePaths {
  readonly #paths = new Map<string, Omit<GonePath, "path" | "heldBy" | "tags">>();
  readonly #isInTree: (blob: HistoryBlob) => boolean;

  /** @param isInTree true for a path that the tree has, and for a content that it has under any path */
  constructor(isInTree: (blob: HistoryBlob) => boolean) {
    this.#isInTree = isInTree;
  }

  add(blob: HistoryBlob): void {
    if (blob.path === "" || this.#isInTree(blob)) return;
    const known = this.#paths.get(blob.path);
    if (known) {
      known.versions++;
      known.bytes += blob.bytes;
      known.stored += blob.stored;
    } else this.#paths.set(blob.path, { versions: 1, bytes: blob.bytes, stored: blob.stored });
  }

  /**
   * Gives the paths that take most of the store, and which branches and tags have them.
   *
   * @param least paths that take fewer bytes are not worth a rewrite
   */
  async biggest(repository: Repository, limit: number, least: number): Promise<GonePath[]> {
    const paths = [...this.#paths]
      .filter(([, { stored }]) => stored >= least)
      .sort((a, b) => b[1].stored - a[1].stored || (a[0] < b[0] ? -1 : 1))
      .slice(0, limit)
      .map(([path, weight]) => ({ path, ...weight }));
    const held = await holders(
      repository,
      paths.map(({ path }) => path),
    );
    return paths.map((row) => {
      const refs = held.get(row.path) ?? [];
      const named = (isTag: boolean) => refs.filter((ref) => ref.startsWith(TAGS) === isTag).map(shortName);
      return { ...row, heldBy: named(false), tags: named(true) };
    });
  }
}

/** References of branches and tags whose tree has a path. */
async function holders(repository: Repository, paths: readonly string[]): Promise<Map<string, string[]>> {
  const held = new Map<string, string[]>();
  if (paths.length === 0) return held;
  const refs = (
    await gitText(repository, ["for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes", "refs/tags"])
  )
    .split("\n")
    .filter(Boolean);
  // A line is a question: a name with a line end cannot be asked for, and is not proposed to anybody either.
  const asked = refs.flatMap((ref) => paths.filter((path) => !path.includes("\n")).map((path) => ({ ref, path })));
  const input = Buffer.concat(
    asked.map(({ ref, path }) => Buffer.concat([Buffer.from(`${ref}:`), pathToBytes(path), LINE_END])),
  );
  const reader = await openReader(repository);
  try {
    const { stdout } = await git(reader.place, ["cat-file", "--batch-check=%(objecttype)", "--buffer"], { input });
    const answers = stdout.toString("latin1").split("\n");
    asked.forEach(({ ref, path }, at) => {
      // A folder of that name counts too: the command would take all of it.
      if (/^(?:blob|tree|commit)$/.test(answers[at] ?? "")) held.set(path, [...(held.get(path) ?? []), ref]);
    });
  } finally {
    await reader.close();
  }
  return held;
}

function shortName(ref: string): string {
  return ref.replace(/^refs\/(?:heads|remotes|tags)\//, "");
}
