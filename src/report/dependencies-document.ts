import type { Standing, UseKind } from "../dependencies/usage/model.js";

/** Bytes of some packages. Null: of none of them they are known. */
export interface ScanBytes {
  /** Of the files that are downloaded. */
  download: number | null;
  /** On disk. */
  installed: number | null;
  /** How many of the packages are not in the sums, because no source tells their size. */
  unknown: { download: number; installed: number };
}

/** Some packages and what they weigh. */
export interface ScanLoad extends ScanBytes {
  packages: number;
}

/** A place that needs a package. */
export interface ScanUse {
  kind: UseKind;
  path: string;
  line: number;
  text: string;
  /** Why it needs the package; empty where that is plain. */
  evidence: string;
  isOptional: boolean;
  isDevelopment: boolean;
}

/** A line that asks for a package. */
export interface ScanRequirement {
  file: string;
  line: number;
  name: string;
  specifier: string;
  /** `root`: somebody asked for it; `frozen`: one of many pins, perhaps there only because another package needs it. */
  kind: "root" | "frozen";
  standing: Standing;
  /** Whom it is for: `main`, `extra NAME`, `group NAME`, `constraint`. */
  audience: string;
  isDevelopment: boolean;
  /** Its marker holds on the target. */
  isForTarget: boolean;
  /** Version that the graph has of it; null if it has none. */
  version: string | null;
  /** Places that import it (`import app.py:62`), or use it otherwise (`named Dockerfile:12`). */
  usedBy: string[];
  uses: ScanUse[];
  /** The package and all that is there only because of it; null if the graph does not tell. */
  retained: ScanLoad | null;
  /** What happens if this line goes; null if the graph does not tell. */
  ifRemoved: {
    /** Without the pins that only it brought along. */
    saves: ScanLoad;
    /** How many other requirements bring the package along. */
    heldBy: number;
    /** Shortest ways from them to it, at most five. */
    comesBackThrough: string[][];
  } | null;
}

/** A source of facts about packages. */
export interface ScanSource {
  kind: "environment" | "lock" | "resolver";
  /** Path, or what resolved it. */
  path: string;
  packages: number;
  /** It tells what needs what. */
  requirementsKnown: boolean;
  /** Of how many of its packages it does not tell the size. */
  unknown: { download: number; installed: number };
}

/** Deleted lines that save nothing: the package comes back. */
export interface ScanNoOp {
  name: string;
  /** How many requirements bring it back. */
  heldBy: number;
  /** Shortest ways from them to it, at most five. */
  comesBackThrough: string[][];
  /** Other deleted names that stay because of this one. */
  below: string[];
}

/** What the deletion of lines saves, and what it does not. */
export interface ScanDeletion {
  /** Who deletes: `--without`, or the working tree. */
  by: "asked" | "working tree";
  names: string[];
  before: ScanLoad;
  /** What goes, with the pins that only these lines brought along. */
  saves: ScanLoad;
  /** Names of what goes. */
  freed: string[];
  /** What goes if those pins stay in the list. */
  savesAlone: ScanLoad;
  leftBehind: string[];
  noOps: ScanNoOp[];
}

/** A choice and what is installed after it. */
export interface ScanChoice extends ScanLoad {
  /** In words. */
  change: string;
  kind: "as it is" | "unused" | "without" | "build" | "distribution" | "service";
  /** Requirements that go. */
  removes: string[];
  adds: string[];
  /** Of `adds` (of another build: of what it replaces) those whose size and needs no source tells. */
  notKnown: string[];
  /** Places that use what goes, at most five. */
  usedBy: string[];
  /** Stored vectors do not fit any more. */
  changesVectors: boolean;
  remark: string;
}

/** A step of the frontier, on top of those before. */
export interface ScanStep extends ScanChoice {
  /** What could be chosen in its place. */
  instead: ScanChoice[];
  /** What cannot. */
  refused: { change: string; reason: string }[];
}

/** What is installed, why, and what it weighs. */
export interface ScanDependencies {
  /** What counts the packages: an environment, a lock file, a resolver, or the longest list; null if there is none. */
  source: string | null;
  packages: number | null;
  bytes: ScanBytes;
  /** Where the graph comes from, the first source first; empty if nothing tells what needs what. */
  sources: ScanSource[];
  target: { python: string; machine: string; libc: string; from: string | null };
  /** What the lists for development add; null if there are none or the graph does not tell. */
  development: ScanLoad | null;
  requirements: ScanRequirement[];
  /** Imports that nothing asks for; `optional`: all of them stand in a `try` that catches the failure. */
  missing: {
    import: string;
    at: string;
    distribution: string;
    optional: boolean;
    /** A shortest way by which it is installed all the same; null if it is not, or that is not known. */
    comesThrough: string[] | null;
  }[];
  /** Asked for, and nothing uses or needs it. */
  unused: string[];
  /** In a list for the wrong people. */
  misplaced: { name: string; file: string; line: number; reason: string }[];
  /** Packages that several requirements hold together: they go when the last of these goes. */
  sets: ({ requirements: string[]; names: string[] } & ScanLoad)[];
  /** Lines that are deleted, and what comes of it. */
  deletions: ScanDeletion[];
  frontier: ScanStep[];
  /** Installed, and no list asks for it. */
  unasked: string[];
}
