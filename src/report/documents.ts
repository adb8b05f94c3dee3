import type { LedgerRow, PlanDocument } from "../engine/plan-model.js";

/** A commit that was written, or stands on a branch. */
export interface CommitEntry {
  step: string;
  sha: string;
  files: number;
  added: number;
  deleted: number;
}

/** What `apply --json` prints. */
export interface ApplyDocument {
  format: 1;
  /** Null if there was nothing to do, and with `--in-place`. */
  branch: string | null;
  base: string;
  commits: (CommitEntry & { summary: string })[];
  totals: PlanDocument["totals"];
  verify: PlanDocument["verify"];
  /** With `--in-place`: the files written, and the patch that takes them back. */
  written?: { files: string[]; backup: string };
}

/** What `status --json` prints. */
export interface StatusDocument {
  format: 1;
  branch: string;
  ref: string;
  base: string;
  tip: string;
  target: string;
  successor?: string;
  /** Version of unpick that wrote the branch. */
  version: string;
  steps: { step: string; sha: string; subject: string }[];
  /** Steps that were left out or reverted. */
  excluded: string[];
  /** Steps that were reverted alone, so that others may dangle. */
  alone: string[];
  /** People's commits on top. */
  onTop: { sha: string; subject: string }[];
  checkedOut: boolean;
}

/** A place that stays because of a step that was taken back. */
export interface HeldPlace {
  path: string;
  line: number;
  text: string;
  step: string;
  reason: string;
}

/** What `revert --json` and `restore --json` print. */
export interface RebuildDocument {
  format: 1;
  action: "revert" | "restore";
  branch: string;
  base: string;
  steps: string[];
  dryRun: boolean;
  /** Other places that must stay for the steps, or go again with them. */
  alsoStays: HeldPlace[];
  alsoGoes: HeldPlace[];
  /** With `--alone`: what refers to nothing afterwards. */
  dangling: string[];
  commits: (CommitEntry & { summary: string })[];
  carried: { from: string; to: string; subject: string }[];
  /** The ref that keeps the old tip. */
  undo: string | null;
  totals: PlanDocument["totals"];
}

/** One thing that `verify` found. */
export interface Finding {
  check: "syntax" | "diagnostics" | "types" | "links" | "balance" | "run";
  path?: string;
  line?: number;
  message: string;
}

/** What `verify --json` prints. */
export interface VerifyDocument {
  format: 1;
  branch: string;
  base: string;
  commit: string;
  /** Files whose text was compared. */
  files: number;
  findings: Finding[];
  /** Mentions left on the commit, by what the ledger says of them. */
  left: { kept: number; review: number; unaccounted: number };
  /** Links that nothing answers in the two trees, over all files, by the code of the diagnostic. */
  unresolved: { code: string; before: number; after: number }[];
  /** Checks that could not be made, with the reason. */
  notChecked: string[];
  /** With `--types`: the type checkers that ran. */
  types?: string[];
  run?: { command: string; exitCode: number; output: string };
}

/** What `why --json` prints. */
export interface WhyDocument {
  format: 1;
  base: string;
  path: string;
  line: number;
  rows: LedgerRow[];
}

/** A mention that the guard objects to. */
export interface GuardFinding {
  path: string;
  /** One-based. */
  line: number;
  /** One-based, in UTF-16 units. */
  column: number;
  /** The mention as it stands there. */
  text: string;
  /** The whole line, without blanks around it. */
  source: string;
}

/** What `guard --json` prints. */
export interface GuardDocument {
  format: 1;
  /** The commit looked at, or `index`. */
  commit: string;
  target: string;
  /** With `--since`: the commit whose mentions are old. */
  since?: string;
  findings: GuardFinding[];
  /** Mentions that do not count, by reason. */
  tolerated: { reason: string; mentions: number }[];
}
