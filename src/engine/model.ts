/**
 * The named types that transforms and engine share, and nothing but types.
 *
 * All offsets are UTF-16 indices into `SourceFile.text`, half open: `start` is the first index of a
 * range, `end` the first one after it. Paths are POSIX paths relative to the repository root.
 */

import type { Region } from "./region.js";

/** A half-open range of UTF-16 indices. */
export interface Range {
  start: number;
  end: number;
}

// ---------------------------------------------------------------- repository and target

/** One tracked file at base. */
export interface TreeFile {
  path: string;
  /** git mode: 100644, 100755 or 120000 (links and submodules are listed, never read). */
  mode: string;
  oid: string;
  size: number;
}

/** A tracked text file at base, decoded once. A byte order mark stays in `text`. */
export interface SourceFile {
  path: string;
  text: string;
  encoding: "utf8" | "latin1";
}

/** What is tracked at base. Pure data: reading happened before. */
export interface Inventory {
  files: ReadonlyMap<string, TreeFile>;
  /** Text of a file, or undefined if it is not tracked, binary, too large, a link or missing. */
  read(path: string): SourceFile | undefined;
}

/** One match of a spelling of the target. */
export interface Mention extends Range {
  /** The text as it stands in the file. */
  text: string;
}

/** What to remove, and what takes its place. */
export interface Target {
  name: string;
  /** All spellings to look for, lower case, the name first. */
  names: string[];
  /** Other modules, packages and environment variables that are the target's. */
  modules: string[];
  packages: string[];
  environment: string[];
  /** Spellings that count only beside a mention: ports, hosts, models. */
  weak: string[];
  successor?: string;
  /** How the successor is written in prose, if `unpick.yaml` says so. */
  successorDisplay?: string;
  /** Mentions in a text, in order, not overlapping. Whole words only, in any case form and joint. */
  find(text: string): Mention[];
  /** True if a name (an identifier, a key, a path segment, a module) is the target's. */
  matches(name: string): boolean;
}

// ---------------------------------------------------------------- facts

/**
 * A named thing that one place defines and others refer to, for example `py:app.py#create_app`. `parts:SYMBOL` is what a
 * router consists of, defined by each of its routes: it ends with the last of them, unless the router does more.
 */
export type SymbolName = string;

/** A place that defines a symbol or refers to one. */
export interface Occurrence {
  symbol: SymbolName;
  defines: boolean;
  /** The region that the occurrence stands for: of a definition, what goes with it; of a reference, the expression. */
  region: number;
  /** Definitions only: nobody outside can see it, so it may be swept when nothing refers to it any more. */
  private?: boolean;
  /** Definitions only: all of the repository may use it, others hardly do; it is swept when only removed code used it. */
  shared?: boolean;
  /** Definitions only: a framework calls it only where something asks for it by this name. */
  asked?: boolean;
  /** References only: does not keep a symbol from being swept (a re-export, a listener, a style). */
  weak?: boolean;
  /** Definitions only: what asks for it shows all of the file (a page that a view renders), unless it imports from it. */
  whole?: boolean;
  /** Definitions only: what the file as a whole hands out (a default export), so that it is called as the file is. */
  named?: "as file";
  /** References only: the code asks whether the symbol is there before it uses it, and copes without. */
  optional?: boolean;
  /** Definitions only: the symbol whose end ends this one (a key of a route, a member of a class). */
  owner?: SymbolName;
}

/**
 * What a person reads of a file that spells it otherwise, such as the strings of a JSON text: the words, and the place
 * in the file of each UTF-16 unit. A unit without a place of its own begins and ends at one place.
 */
export interface Reading {
  text: string;
  starts: number[];
  ends: number[];
}

/** What one file says. */
export interface Facts {
  path: string;
  transform: string;
  regions: Region[];
  occurrences: Occurrence[];
  /** Faults of the file before any edit; a file with one is left alone. Line is one-based. */
  faults: { line: number; message: string }[];
  /**
   * Given if the file spells its words otherwise. Regions stand in the file all the same; the text of a verdict is in
   * the words of the reading. What lies outside of it records what once was (outputs), and no step changes it.
   */
  reading?: Reading;
  /** What regions take from modules of Python, by dotted names: the pages of Mako import as Python does. */
  taken?: { region: number; module: string; names: string[] }[];
  /** Whatever the transform's `resolve` needs of this file; plain data. */
  extra?: unknown;
}

/** An occurrence that only several files together reveal. */
export interface Link extends Occurrence {
  path: string;
}

// ---------------------------------------------------------------- verdicts

/**
 * What happens to a region.
 * - `remove` it goes with its separator, attached comments and whole lines. An arm removed first lets the next
 *   arm take its keyword. A removed `suite` is an emptied body that must stay in form (`pass`, `{}`, negated test).
 * - `true` of an arm: it always runs; it takes the place of the rest of the chain. Of a conditional: `then` stays.
 *   Of an operand: it goes with one operator.
 * - `false` of a conditional: `else` stays.
 * - `unwrap` the body takes the region's place (with, try, group, element), of an assignment its value.
 * - `replace` the range becomes `text`.
 */
export type Action = "remove" | "true" | "false" | "unwrap" | "replace";

/** Why something goes or stays: the link of a chain that `unpick why` prints. */
export interface Cause {
  /** By name, by need, by containment, by sweep; or because it is held. */
  by: "name" | "need" | "containment" | "sweep" | "held" | "cleanup";
  /** One clause for people: "names ollama", "`llm` is gone", "only the removed code used it". */
  reason: string;
  /** The symbol that carried the decision here. */
  symbol?: SymbolName;
  /** The place that decided it. */
  from?: { path: string; region: number };
}

/** The engine's decision for one region of a file. */
export interface Verdict {
  region: number;
  action: Action;
  text?: string;
  cause: Cause;
}

/** A place that cannot leave cleanly. */
export interface Blocked {
  path: string;
  region: number;
  reason: Reason;
  /** The symbol whose definition must stay for it. */
  symbol?: SymbolName;
}

/** A ledger reason; `shapes.md` has the closed list. `{}` stands for a place. */
export type Reason = string;

/** A change of text at base: the range becomes `text`. */
export interface Edit extends Range {
  text: string;
}

/** A place in a file that a clean-up changes, in the text that the inventory gave it. */
export interface ProposedPlace extends Range {
  /** What the place says; the text of its range if left out. */
  text?: string;
  fate: "removed" | "rewritten" | "review";
  reason: Reason;
}

/** What a clean-up proposes for one file. */
export interface Proposal {
  path: string;
  /**
   * - `delete` the file goes
   * - `write` the file holds `content` afterwards; it may be a new one
   * - `untrack` the file leaves the tree; what lies in a working tree is not part of the plan
   * - `review` nothing changes, the ledger lists the file
   */
  action: "delete" | "write" | "untrack" | "review";
  content?: string;
  /** One clause for people; for `review` one of the ledger's reasons. */
  reason: Reason;
  /** What the reason rests on, the nearest first. */
  because?: string[];
  /**
   * It concerns data whose only copy may be the one in a working tree: done with `untrackData` alone, in a last step
   * of its own. Otherwise a file that would be untracked is listed, and nothing is written.
   */
  data?: boolean;
  /** `write` and `review`: one row of the ledger each. */
  places?: ProposedPlace[];
  /** What a person has to know or do besides: what it saves, what it risks, the command that comes next. */
  notes?: string[];
}

/**
 * One kind of file, or one clean-up. Pure functions: no disk, no git, no clock. The folder or file name under
 * `transforms/` is its name; the default export is the transform.
 */
export interface Transform {
  /** Kebab-case, the name of its file or folder, and of its step. */
  name: string;
  /** Imperative sentence: the commit's subject and the help line. */
  summary: string;
  /** Globs of the files it reads. */
  files: string[];
  /** Place of its step in the stack; lower goes first (docs 20, jinja 30, javascript 40, css 50, python 60). */
  order: number;
  /**
   * Clean-ups only: it runs where it is named (`--only NAME`, `cleanup: [NAME]`), and not with `--cleanup` alone, because it
   * changes what gets installed.
   */
  onRequest?: boolean;
  /** Text that marks a file whose facts other files need even if it never names the target (prefixes, registries). */
  glue?: RegExp;
  /** Loads parsers and tables; called once before any other function. */
  prepare?(): Promise<void>;
  /** Regions and occurrences of one file. Never throws for bad input: a fault is data. */
  analyze?(file: SourceFile, target: Target): Facts;
  /** What only several files tell: prefixes of blueprints, modules of imports, routes of calls. */
  resolve?(facts: ReadonlyMap<string, Facts>, inventory: Inventory): Link[];
  /** Places that the verdicts would break: definite assignment, effects. */
  check?(file: SourceFile, facts: Facts, verdicts: Verdict[]): Blocked[];
  /** How the verdicts look in text. Edits may nest; they never overlap otherwise. */
  rewrite?(file: SourceFile, facts: Facts, verdicts: Verdict[]): Edit[];
  /** The edited text as the repository's formatter leaves it; undefined where none had left the file as it was. */
  format?(file: SourceFile, text: string, inventory: Inventory): string | undefined;
  /** New faults of the edited text, each a short sentence; compared before and after. */
  diagnose?(path: string, text: string): string[];
  /** Whole-file changes of a clean-up; asked for the tree at base first, then for what the other steps leave of it. */
  propose?(inventory: Inventory, target?: Target): Proposal[];
}
