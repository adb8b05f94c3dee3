import type { ScanDependencies } from "./dependencies-document.js";
import type { ScanComparison, ScanLedgers } from "./ledger-document.js";

/** What to do with a file, or with what lies at the top of the tree; the reason beside it says how. */
export type Decision =
  /** It is the application, or belongs to it. */
  | "keep"
  /** It is no part of what git should hold; an ignore file leaves it out, or should. */
  | "ignore"
  /** Tracked, although programs and tools write it again: `--cleanup` takes it out of the tree. */
  | "untrack"
  /** An archive, a backup, a copy that nothing leads to: `--cleanup` deletes it. */
  | "delete"
  /** Data: it belongs outside of the checkout; `--untrack-data` takes what is tracked out of the tree. */
  | "move"
  /** Only a person can tell. */
  | "review";

/** Files below a top-level entry that are of one class, with one decision. */
export interface ScanPart {
  class: string;
  decision: Decision;
  reason: string;
  tracked: boolean;
  files: number;
  bytes: number;
  /** The first of them. */
  example: string;
}

/** One entry at the top of the tree. */
export interface ScanPath {
  path: string;
  kind: "folder" | "file" | "link" | "submodule";
  files: number;
  /** Tracked files by git's tree, all others by the working tree. */
  bytes: number;
  /** True if git holds all files of it, false if none. */
  tracked: boolean | "partly";
  class: string;
  decision: Decision;
  reason: string;
  /** The biggest first. */
  parts: ScanPart[];
}

/** What `scan --json` prints. */
export interface ScanDocument {
  format: 1;
  base: string;
  /** Null if no target is named. */
  target: {
    name: string;
    mentions: number;
    /** Lines with a mention. */
    lines: number;
    /** Mentions by kind of file. */
    byKind: Record<string, number>;
    byPath: { path: string; mentions: number; lines: number }[];
  } | null;
  size: {
    /** Bytes of all paths; git's own folder is not in it. */
    bytes: number;
    paths: ScanPath[];
    git: {
      /** Bytes of packs and of loose objects. */
      pack: number;
      loose: number;
      biggest: { path: string; bytes: number; inTree: boolean }[];
    };
  };
  ledgers: ScanLedgers;
  /** Null without `--compare`. */
  comparison: ScanComparison | null;
  dependencies: ScanDependencies;
  ignore: {
    faults: { file: string; line: number; fault: "fused" | "duplicate"; text: string; reason: string }[];
    trackedButIgnored: string[];
    missing: { entry: string; class: string; reason: string }[];
  };
  notes: string[];
}
