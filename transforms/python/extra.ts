import type { TemplateExtra } from "../jinja/analyze.js";

/** A name followed by attributes: `a.b.c` is the symbol of `a` with the path `b`, `c`. */
export interface Chain {
  root: string;
  path: string[];
}

/** Where the value of a name comes from, as far as a file alone can tell. */
export type Source =
  /** `import a.b` binds `a` (or all of it with an alias), `from module import name` binds one name. */
  | { kind: "import"; module: string; name?: string }
  /** `x = Class(…)`, a parameter annotated with a class, or `self`. */
  | { kind: "instance"; of: Chain }
  /** `x = y`. */
  | { kind: "alias"; of: Chain }
  | { kind: "class" }
  | { kind: "function" };

/** A class: what it defines itself, and what it inherits from. */
export interface ClassFact {
  members: string[];
  bases: Chain[];
}

/** An import as `resolve` needs it. */
export interface ImportFact {
  /** Region of the importName, or of the import itself for a star. */
  region: number;
  /** As written, dots in front included. */
  module: string;
  /** What is taken from the module; absent for `import module`, `*` for all. */
  name?: string;
}

/** A function's parameters in order, for calls from elsewhere. */
export interface FunctionFact {
  /** Names with their symbols; `rest` is `*args`, `rests` is `**kwargs`, `only` comes after `*`. */
  parameters: { name: string; symbol: string; kind: "plain" | "only" | "rest" | "rests" }[];
  /** True if the first parameter is the instance or class. */
  bound: boolean;
}

/** A call of something that has a name. */
export interface CallFact {
  region: number;
  callee: Chain;
  arguments: { region: number; name?: string; spread: boolean }[];
}

/**
 * A name put together at run time, `*` for what is not known of it, and what it is looked up in; of `source`: names with
 * spaces between them, that a pattern looks for in the text of code.
 */
export type LookUpFact = { region: number; pattern: string } & (
  | { of: "source" }
  | { of: "globals" }
  | { of: "modules" }
  | { of: "object"; object: Chain }
);

/** What frameworks tables note for `resolve`: routes wait for their prefixes. */
export type FrameworkNote = { kind: string; region: number } & Record<string, unknown>;

/** What the Python transform keeps in `Facts.extra`. Plain data. */
export interface PythonExtra {
  /** Ranges of string tokens that span lines: their lines keep their indentation. */
  longStrings: { start: number; end: number }[];
  /** Comments that mention the target. */
  namedComments: number[];
  /** Names bound in the module's own scope. */
  exports: string[];
  /** `__all__`, if it is written out. */
  all: string[] | undefined;
  imports: ImportFact[];
  sources: Record<string, Source>;
  classes: Record<string, ClassFact>;
  functions: Record<string, FunctionFact>;
  /** Member regions with what they are members of. */
  members: ({ region: number } & Chain)[];
  calls: CallFact[];
  lookUps: LookUpFact[];
  /** Names that nothing in the file binds: built-ins, and what star imports bring. */
  unbound: { region: number; name: string }[];
  notes: FrameworkNote[];
  /** Regions of the pages that strings hold, and what a rewrite of them needs. */
  embedded: number[];
  pages?: TemplateExtra;
}
