/** What a plan consists of: its document for people and scripts, and the changes that commits are written from. */

import type { Edit, Reason, SymbolName } from "./model.js";

export type Fate = "removed" | "rewritten" | "kept" | "review";

/** A row of the ledger: one mention, or one linked place. */
export interface LedgerRow {
  path: string;
  /** One-based line and column (UTF-16) of the place at base. */
  line: number;
  column: number;
  /** The mention's text, or the first line of a linked place. */
  text: string;
  mention: boolean;
  symbol?: SymbolName;
  /** Kind of the region, in the words of `RegionKind`. */
  role: string;
  fate: Fate;
  /** The step that removes or rewrites it. */
  step?: string;
  reason: Reason;
  /** The chain of causes, the nearest first, each a sentence with its place. */
  because: string[];
  /** One-based lines at base that the edit around it takes or writes anew. */
  lines?: { first: number; last: number };
}

export interface Totals {
  all: number;
  removed: number;
  rewritten: number;
  kept: number;
  review: number;
}

/** What a step does to one file. */
export interface StepFile {
  path: string;
  status: "modified" | "deleted" | "added";
  added: number;
  deleted: number;
}

export interface Step {
  name: string;
  summary: string;
  /** Places that would have gone but must stay for something else. */
  heldBack: string[];
  files: StepFile[];
}

/** A place whose removal drew a hunk into the plan; shown under the hunk. */
export interface HunkLink {
  path: string;
  line: number;
  to: string;
}

/** The plan as scripts see it: design of the document in docs/cli.md, `"format": 1`. */
export interface PlanDocument {
  format: 1;
  base: string;
  target: { name: string; successor?: string; terms: string[] };
  totals: { mentions: Totals; linked: Totals; lines: number };
  steps: Step[];
  ledger: LedgerRow[];
  verify: { newDiagnostics: string[]; dangling: string[]; unparsed: string[] };
  notes: string[];
}

/** Flags that shape a plan; the same flags on the same base give the same plan. */
export interface PlanOptions {
  target: string;
  successor?: string;
  /** Further spellings. */
  terms: string[];
  only: string[];
  skip: string[];
  keep: string[];
  scope: string[];
  /** All clean-ups run. */
  cleanup: boolean;
  /** Names of the clean-ups that run without `cleanup`. */
  cleanups?: string[];
  /** Tracked data leaves the tree in a last step of its own. */
  untrackData?: boolean;
  /** Messages also leave catalogues of gettext that a tool collects. */
  catalogues?: boolean;
  force: boolean;
}

/** What `unpick.yaml` says of files and symbols beyond what the target is called. */
export interface PlanRules {
  /** Globs of files and folders that are the target's: all of it goes. */
  paths?: string[];
  /** Globs over symbols that stored data still needs: the definition stays as it is. */
  tombstone?: string[];
  /** Globs over symbols or paths that something outside of unpick's sight uses. */
  entrypoints?: string[];
}

/** Text of one file after some steps; `null` means the file is gone. */
export type FileResult = string | null;

/** What a step does to one file, against the text at base. */
export interface PlannedFile {
  path: string;
  /** null: the file goes. Of a path that is not in the tree at base, the edits make the file out of nothing. */
  edits: Edit[] | null;
  /** It only leaves the tree: a working tree may keep its copy. */
  untrack?: true;
}

/** A finished plan with what is needed to write commits. */
export interface Plan {
  document: PlanDocument;
  options: PlanOptions;
  /** Edits or deletion of each file, by step name in stack order. */
  changes: { step: string; files: PlannedFile[] }[];
}
