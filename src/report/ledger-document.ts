import type { ScanImage } from "./image-document.js";

/** So many files of so many bytes. */
export interface Weight {
  files: number;
  bytes: number;
}

/** A folder that a package manager filled. */
export interface ScanEnvironment extends Weight {
  path: string;
  /** What filled it: `python`, `conda`, `node`; `other` for tools that keep several in one folder (`.tox`). */
  kind: "python" | "conda" | "node" | "other";
  /** Version of Python as the environment tells it. */
  python: string | null;
  /** Packages in it; null if it does not say. */
  packages: number | null;
  /** Bytes if every name of a content counted, as an image or a copy has them; `bytes` counts a content once. */
  named: number;
  /** Bytes of contents that also have a name elsewhere, such as in uv's cache: deleting the folder frees no disk of these. */
  shared: number;
  /** An ignore file leaves it out. */
  ignored: boolean;
}

/** A cache of models in the user's home. It belongs to the machine, not to the repository. */
export interface ScanCache extends Weight {
  /** `~/.cache/huggingface`, or the path that a variable names. */
  path: string;
  /** What fills it. */
  tool: string;
}

/** What the history holds of paths that the tree no longer has. */
export interface ScanGone {
  paths: {
    path: string;
    versions: number;
    bytes: number;
    /** Bytes in this clone's store. */
    stored: number;
    /** Branches that still have it; such a path is not in the command. */
    heldBy: string[];
    /** Tags that have it: the command takes it from them. */
    tags: string[];
  }[];
  /** The command that takes the paths out of every commit, to be run by a person in a fresh clone; null if there are none. */
  command: string | null;
  /** Bytes of the store that it takes away. */
  saves: number;
}

/** Bytes that are kept apart, because each lies somewhere else and is got rid of in another way. */
export interface ScanLedgers {
  /** Tracked files by git's tree; the others by the working tree, environments included; null in a bare repository. */
  workingTree: { tracked: Weight; untracked: Weight | null; ignored: Weight | null };
  environments: ScanEnvironment[];
  caches: ScanCache[];
  gone: ScanGone;
  images: ScanImage[];
}

/** One size before and after a branch, both measured. */
export interface ComparedSize {
  /** What is weighed, in words. */
  what: string;
  /** Null if it is not there, or objects are missing in this clone. */
  before: number | null;
  after: number | null;
}

/** What a branch changes in size: from the commit that is scanned to the branch's newest. */
export interface ScanComparison {
  branch: string;
  commit: string;
  sizes: ComparedSize[];
  /** What people ask for and only a build or a deploy can tell. */
  notMeasured: { what: string; because: string }[];
}
