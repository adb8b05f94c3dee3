/**
 * Every named type that more than one part of unpick uses, and nothing but types.
 *
 * All offsets are UTF-16 indices into `SourceFile.text`, half open: `start` is the first index of a
 * range, `end` the first one after it. Paths are POSIX paths relative to the repository root.
 */

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
  /** Mentions in a text, in order, not overlapping. Whole words only, in any case form and joint. */
  find(text: string): Mention[];
  /** True if a name (an identifier, a key, a path segment, a module) is the target's. */
  matches(name: string): boolean;
}

// ---------------------------------------------------------------- facts

/**
 * The closed list of region kinds. Together they form one small syntax for all languages: a transform
 * maps its parse tree to it, the engine judges it without knowing the language.
 *
 * Statements
 * - `file` the root; `suite` the statements of a block (also of a file: the root's only child is a suite)
 * - `expressionStatement` value: one expression, evaluated for its effect
 * - `assignment` children in slots `target` (one for each name, member, index or pattern), `value`, `annotation`.
 *   JS declarators: one `assignment` for each; a `const a = 1, b = 2` is a `declaration` with them as slot `item`
 * - `exit` return, raise or throw, yield as a statement, break, continue; slot `value`; `name` is the keyword
 * - `branch` an if chain: children are `arm`s in order. Python `elif` and JS `else if` are arms of the same branch
 * - `arm` slots `test` (absent: the else) and `body` (a suite)
 * - `loop` slots `target`, `iterable` (for) or `test` (while), `body`, `else`
 * - `with` slots `item` (each a `withItem` with slots `value` and `target`) and `body`
 * - `try` slots `body`, `handler` (each a `handler` with slots `type`, `body`), `else`, `finally`
 * - `switch` slots `subject` and `case` (each a `case` with slots `pattern`*, `test`, `body`; no pattern: the default)
 * - `function`, `class` with decorators in slot `decorator` (the range of the region includes them), `parameter`s,
 *   slot `base`, slot `body`. A JS `const f = () => {}` is an `assignment` whose value is a `lambda`
 * - `import` slots `item`, each an `importName`; none for a bare `import "x"` or `import *`
 * - `statement` any other: del, assert, global, pass, empty; its expressions are children in slot `value`
 *
 * Expressions
 * - `name`; `member` (slot `object`; `name` is the property); `index` (slots `object`, `key`)
 * - `call` (slots `callee` and `argument`; each argument is an `argument` with slot `value`; `name` for a keyword)
 * - `literal` text, number, true, false, none; `value` holds its constant value
 * - `template` a string with interpolations: parts in slot `part`
 * - `compare` (slots `left`, `right`; `operator`); a chained comparison is an `expression`
 * - `and`, `or` (slots `operand`, flattened), `not` (slot `value`), `conditional` (slots `test`, `then`, `else`)
 * - `sequence` list, tuple, set, array: slot `element`; `mapping`: slot `entry`, each an `entry` with slots `key`, `value`
 * - `spread` (`*x`, `**x`, `...x`), `lambda` (parameters, slot `body`), `comprehension` (slots `element`, `target`,
 *   `iterable`, `test`), `group` (parentheses, await: transparent; slot `value`), `expression` anything else
 *
 * Types: `union` (slot `element`): members of a type; anything else in an annotation is an `expression`.
 *
 * Markup
 * - `element` an HTML element with its tags: children are content; attributes in slot `attribute`
 * - `attribute` slot `value` (a `literal`, or a `template`, or the expression regions of a script); `name`
 * - `text` a run of character data; `output` `{{ … }}` with slot `value`
 * - `branch`/`arm`/`loop`/`assignment`/`import`/`function` (a macro) for template tags; their bodies are suites
 *   of content. `block` a named template block with slot `body`; `include` a template pulled in
 *
 * Documents
 * - `passage` a part of a document that can leave alone: a section, list, item, table, row, block of code, line of
 *   one, badge, or the words that introduce one of these. What it is about is in slot `subject` (a heading, the label
 *   of an item, the first cell of a row: a `text`; a command, a path, a variable: a `name`); several subjects are
 *   alternatives. What it holds is a suite in slot `body`; a value it gives in slot `default`. Sentences are `text`
 *
 * Styles
 * - `rule` slots `element` (each a `selector`, or the name of what the block is handed to) and `body` (a suite); without
 *   elements a frame of an animation. `selector` refers weakly to what it must find to match, lists inside it (`:is(…)`)
 *   are `sequence`s of selectors
 * - `property` a declaration or variable, `name` its name; slot `element`: the members of its value, each a `term`
 * - `term` slots `value` (references that it is there for) and `part` (references that the rest needs)
 * - animations, fonts, named layers are `class`es, mixins `function`s, other blocks `block`s, rules without block
 *   `statement`s or `import`s
 *
 * Settings
 * - `settings` a group of keys in a configuration file: slot `entry`, each a `setting` (`name`; slot `value`); form
 *   `array`: one of several records of a list. `list`: slot `element`; form `tuple`: places count
 * - `chain` commands joined by `operator` (`&&`, `||`, `|`): slot `part`
 *
 * Words
 * - `comment`, `docstring`
 */
export type RegionKind =
  | "file"
  | "suite"
  | "expressionStatement"
  | "assignment"
  | "declaration"
  | "exit"
  | "branch"
  | "arm"
  | "loop"
  | "with"
  | "withItem"
  | "try"
  | "handler"
  | "switch"
  | "case"
  | "function"
  | "class"
  | "parameter"
  | "decorator"
  | "import"
  | "importName"
  | "statement"
  | "name"
  | "member"
  | "index"
  | "call"
  | "argument"
  | "literal"
  | "template"
  | "compare"
  | "and"
  | "or"
  | "not"
  | "conditional"
  | "sequence"
  | "mapping"
  | "entry"
  | "spread"
  | "lambda"
  | "comprehension"
  | "group"
  | "union"
  | "expression"
  | "element"
  | "attribute"
  | "text"
  | "output"
  | "block"
  | "include"
  | "passage"
  | "rule"
  | "selector"
  | "property"
  | "term"
  | "settings"
  | "setting"
  | "list"
  | "chain"
  | "comment"
  | "docstring";

/** What a region is to its parent. */
export type Slot =
  | "root"
  | "body"
  | "test"
  | "value"
  | "target"
  | "annotation"
  | "item"
  | "arm"
  | "handler"
  | "type"
  | "else"
  | "finally"
  | "case"
  | "subject"
  | "pattern"
  | "decorator"
  | "parameter"
  | "base"
  | "object"
  | "key"
  | "callee"
  | "argument"
  | "part"
  | "left"
  | "right"
  | "operand"
  | "then"
  | "element"
  | "entry"
  | "iterable"
  | "default"
  | "attribute"
  | "content";

/** The smallest syntax that can be judged alone. Regions of a file form a tree. */
export interface Region extends Range {
  /** Index in `Facts.regions`; a parent comes before its children, siblings in text order. */
  id: number;
  /** Index of the parent; -1 for the root. */
  parent: number;
  kind: RegionKind;
  slot: Slot;
  /**
   * The identifying word, where there is one: identifier, property, keyword, parameter, function, tag or
   * attribute name, literal key of an entry, keyword of an exit, callee in dotted form of a call.
   */
  name?: string;
  /** Comparison operator in Python's spelling: == != in, not in, is, is not, <, … (JS === is ==). */
  operator?: string;
  /** Value of a literal: its text without quotes and escapes, or the constant. Absent: not a literal. */
  value?: string | number | boolean | null;
  /** How a sequence or a list of parameters is written; decides separators and what empty looks like. */
  form?: "list" | "tuple" | "set" | "array" | "select";
  traits?: Trait[];
}

/**
 * What a transform knows of a region beyond its kind.
 * - `pure` a call without effects (a getter, a constructor of a value, a conversion)
 * - `lookup` a call that looks its first argument up as a key (`x.get(k)`, `getenv(k)`, `getElementById(k)`,
 *   `url_for(k)`, `$(k)`, `fetch(url)`): the value is gone with the key; further arguments are defaults
 * - `fallback` an argument, parameter or operand position whose literal is a default value
 * - `log` a call that only prints or logs words
 * - `framework` a definition that a framework calls: route, hook, command, fixture, signal handler, test
 * - `route`, `get` a route's function; `get`: it only answers GET
 * - `renders` a call that renders a page or redirects
 * - `test` a test function or class
 * - `input` reads the request or the function's own parameters (an own input handed back is not a result)
 * - `column` a stored column or field: needs a migration
 * - `guard` a decorator that can refuse a request
 * - `dynamic` a name, key or path built at run time
 * - `abstract` an `__init__`-like or otherwise protected definition: never swept, keeps an empty body
 * - `empty` an element without content of its own by design (img, input, br)
 * - `submit` a control that acts without a script (submit button, link with href, named input)
 * - `identity` an attribute that says what its element is or leads to (id, name, for, href, src, action, the value of
 *   an option or radio button, the target of a tab): when its value is gone the element goes; other attributes go alone
 *   Of a setting: it says what its group stands for (the image of a service)
 * - `optional` a setting that may be left out: it goes when nothing is left in it
 * - `handler` an attribute that holds a script run on an event
 * - `async`, `selected` (an option chosen by a literal `selected`), `once` (a block that others extend)
 */
export type Trait =
  | "pure"
  | "lookup"
  | "fallback"
  | "log"
  | "framework"
  | "route"
  | "get"
  | "renders"
  | "test"
  | "input"
  | "column"
  | "guard"
  | "dynamic"
  | "abstract"
  | "empty"
  | "submit"
  | "identity"
  | "optional"
  | "handler"
  | "async"
  | "selected"
  | "once"
  | "terminates";

/** A named thing that one place defines and others refer to, for example `py:app.py#create_app`. */
export type SymbolName = string;

/** A place that defines a symbol or refers to one. */
export interface Occurrence {
  symbol: SymbolName;
  defines: boolean;
  /** The region that the occurrence stands for: of a definition, what goes with it; of a reference, the expression. */
  region: number;
  /** Definitions only: nobody outside can see it, so it may be swept when nothing refers to it any more. */
  private?: boolean;
  /** References only: does not keep a symbol from being swept (a re-export, a listener, a style). */
  weak?: boolean;
  /** Definitions only: the symbol whose end ends this one (a key of a route, a member of a class). */
  owner?: SymbolName;
}

/** What one file says. */
export interface Facts {
  path: string;
  transform: string;
  regions: Region[];
  occurrences: Occurrence[];
  /** Faults of the file before any edit; a file with one is left alone. Line is one-based. */
  faults: { line: number; message: string }[];
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
 * - `unwrap` the body takes the region's place (with, try, group, element).
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
  /** New faults of the edited text, each a short sentence; compared before and after. */
  diagnose?(path: string, text: string): string[];
  /** Whole-file changes of a clean-up; asked for the tree at base first, then for what the other steps leave of it. */
  propose?(inventory: Inventory, target?: Target): Proposal[];
}

// ---------------------------------------------------------------- plan

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
  force: boolean;
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
