import { type Cleaned, runCleanUps, wantedCleanUps } from "../../engine/cleanup.js";
import type { Proposal, Transform } from "../../engine/model.js";
import type { PlanOptions } from "../../engine/plan-model.js";
import type { Repository } from "../../git/repository.js";
import { unignoredFiles } from "../../git/untracked.js";
import { findByproducts } from "../../repo/byproducts.js";
import { type FolderWeight, walkTree } from "../../repo/disk.js";
import type { CommitInventory } from "../../repo/inventory.js";
import { isEnvironment } from "../../repo/item-class.js";
import type { ScanPath } from "../../report/scan-document.js";
import { pathMatcher } from "../../target/globs.js";
import { noTarget } from "../../target/target.js";
import { gatherItems, type Judged } from "./items.js";
import { trackedVerdict, untrackedVerdict, type WholeFolder, wholeVerdict } from "./verdicts.js";

/** The entries at the top of the tree, and what was seen on the way. */
export interface TreeSize {
  paths: ScanPath[];
  /** Untracked files that no ignore file leaves out; a whole folder stands for what is in it. */
  unignored: Extra[];
  /** Those that an ignore file leaves out. */
  ignored: Extra[];
  /** Folders that could not be read. */
  unreadable: string[];
}

/** An untracked file, or a folder that is judged as one. */
export interface Extra {
  path: string;
  files: number;
  bytes: number;
  whole?: WholeFolder;
  /** Of a whole folder. */
  weight?: FolderWeight;
}

/** What lies in the working tree beside the tracked files. */
interface Extras {
  files: Extra[];
  kinds: Map<string, ScanPath["kind"]>;
  unreadable: string[];
}

/**
 * Weighs and judges everything in the tree: tracked files by git's tree at base, all others by the working tree. Of a
 * bare repository there is nothing but the tracked files.
 */
export async function sizeOfTree(
  repository: Repository,
  inventory: CommitInventory,
  transforms: readonly Transform[],
  options: PlanOptions,
  history: readonly string[],
): Promise<TreeSize> {
  const proposals = proposalsOf(inventory, transforms, options, history);
  const extras = await extrasOf(repository, inventory);
  const isIgnored = repository.root === null ? () => true : ignoredBy(await unignoredFiles(repository));
  const untracked = findByproducts(extras.files.filter((file) => !file.whole).map(({ path }) => path));
  const judged = [
    ...trackedFiles(inventory, proposals),
    ...extras.files.map(({ path, files, bytes, whole }): Judged => {
      const ignored = isIgnored(path);
      const verdict = whole ? wholeVerdict(whole, ignored) : untrackedVerdict(path, untracked.get(path), ignored);
      return { path, tracked: false, files, bytes, ...verdict };
    }),
  ];
  return {
    paths: gatherItems(judged, extras.kinds),
    unignored: extras.files.filter(({ path }) => !isIgnored(path)),
    ignored: extras.files.filter(({ path }) => isIgnored(path)),
    unreadable: extras.unreadable,
  };
}

function trackedFiles(inventory: CommitInventory, proposals: ReadonlyMap<string, Proposal>): Judged[] {
  const byproducts = findByproducts(inventory.files.keys());
  return [...inventory.files.values()].map(({ path, mode, size }): Judged => {
    const verdict =
      mode === "160000"
        ? { class: "submodule", decision: "keep" as const, reason: "a repository of its own" }
        : trackedVerdict(path, byproducts.get(path), proposals.get(path));
    return { path, tracked: true, files: 1, bytes: size, ...verdict };
  });
}

/** What all clean-ups together say of each file; a deletion outweighs what another one would do. */
function proposalsOf(
  inventory: CommitInventory,
  transforms: readonly Transform[],
  options: PlanOptions,
  history: readonly string[],
): Map<string, Proposal> {
  const wanted: PlanOptions = { ...options, cleanup: true };
  const input = { inventory, target: noTarget(), options: wanted, isHistory: pathMatcher(history) };
  const cleaned: Cleaned = runCleanUps(wantedCleanUps(transforms, wanted), input, new Map());
  const found = new Map<string, Proposal>();
  for (const { proposal } of cleaned.proposals) {
    if (proposal.action === "write" || proposal.places !== undefined) continue;
    const known = found.get(proposal.path);
    if (known === undefined || (known.action === "review" && proposal.action === "delete"))
      found.set(proposal.path, proposal);
  }
  return found;
}

async function extrasOf(repository: Repository, inventory: CommitInventory): Promise<Extras> {
  const tracked = inventory.files;
  const kinds = new Map<string, ScanPath["kind"]>();
  for (const { path, mode } of tracked.values()) {
    const slash = path.indexOf("/");
    if (slash >= 0) kinds.set(path.slice(0, slash), "folder");
    else kinds.set(path, mode === "160000" ? "submodule" : mode === "120000" ? "link" : "file");
  }
  const files: Extras["files"] = [];
  if (repository.root === null) return { files, kinds, unreadable: [] };
  const folders = new Set<string>();
  for (const path of tracked.keys())
    for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1))
      folders.add(path.slice(0, slash));
  const wholes = new Map<string, WholeFolder>();
  const wholeOf = (path: string, names: ReadonlySet<string>): WholeFolder | undefined => {
    if (tracked.get(path)?.mode === "160000") return "submodule";
    if (folders.has(path)) return undefined;
    return isEnvironment(path, names) ? "environment" : names.has(".git") ? "repository" : undefined;
  };
  const unreadable = await walkTree(repository.root, {
    top: (name, kind) => {
      if (!kinds.has(name)) kinds.set(name, kind);
    },
    folder: (path, names) => {
      const whole = wholeOf(path, names);
      if (whole) wholes.set(path, whole);
      return whole !== undefined;
    },
    file: ({ path, bytes }) => {
      if (!tracked.has(path)) files.push({ path, files: 1, bytes });
    },
    sum: (path, weight) => {
      files.push({ path, files: weight.files, bytes: weight.bytes, whole: wholes.get(path)!, weight });
    },
  });
  return { files, kinds, unreadable };
}

/** Tells whether an untracked file is left out, by the list of those that are not. */
function ignoredBy(listed: readonly string[]): (path: string) => boolean {
  const files = new Set(listed);
  // A repository inside of the tree is listed as one folder; of an environment any file will do.
  const around = new Set<string>();
  const inside = listed.filter((path) => path.endsWith("/"));
  for (const path of listed)
    for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1))
      around.add(path.slice(0, slash));
  return (path) => !files.has(path) && !around.has(path) && !inside.some((folder) => path.startsWith(folder));
}
