import { createRequire } from "node:module";
import type { ParserOptions } from "@babel/parser";
import type { Scope, Variable } from "eslint-scope";
import type { Range } from "../engine/model.js";
import { asTypeScriptTree } from "./typescript-tree.js";

/** What a text is to its scopes: a shared script, a module, a module of Node with the rules of a script, a handler. */
export type ScriptForm = "script" | "module" | "commonjs" | "handler";

/** How a name came to be bound. */
export type VariableKind =
  | "var"
  | "let"
  | "const"
  | "function"
  | "class"
  | "parameter"
  | "catch"
  | "import"
  | "type"
  | "enum"
  | "namespace";

/** A stretch of code with names of its own. */
export interface ScriptScope extends Range {
  parent?: ScriptScope;
  /** True if the scope is that of a function or class. */
  named: boolean;
  variables: ScriptVariable[];
}

/** One name of one scope. */
export interface ScriptVariable {
  name: string;
  kind: VariableKind;
  scope: ScriptScope;
}

/** A place of a name: what it is bound to, and what happens there. */
export interface ScriptPlace extends Range {
  /** Undefined: nothing in the text declares it. */
  variable?: ScriptVariable;
  name: string;
  /** It declares the name or assigns to it without reading it. */
  writes: boolean;
}

/** Scopes and names of a script. */
export interface ScriptScopes {
  scopes: ScriptScope[];
  places: ScriptPlace[];
}

/** The language of a script; JSX is read in JavaScript and in `tsx`. */
export type ScriptLanguage = "javascript" | "typescript" | "tsx";

type Parse = (text: string, options: ParserOptions) => { program: object };
type Analyze = typeof import("eslint-scope").analyze;

let loaded: { parse: Parse; analyze: Analyze } | undefined;

/** The parser and the analyser cost start-up time, so they are loaded with the first script. */
function libraries(): { parse: Parse; analyze: Analyze } {
  if (!loaded) {
    const require = createRequire(import.meta.url);
    const { parse } = require("@babel/parser") as typeof import("@babel/parser");
    const { analyze } = require("eslint-scope") as typeof import("eslint-scope");
    loaded = { parse, analyze };
  }
  return loaded;
}

/**
 * Finds scopes and names of a script with Babel's tolerant parser and ESLint's scope analyser. Offsets are those of
 * the given text plus `offset`. What a module of Node or a handler declares on its top is its own.
 * @throws SyntaxError if not even the tolerant parser makes a tree of it
 */
export function readScriptScopes(
  text: string,
  form: ScriptForm,
  offset = 0,
  language: ScriptLanguage = "javascript",
): ScriptScopes {
  const { program } = libraries().parse(text, {
    sourceType: form === "module" ? "module" : "script",
    plugins: plugins[language],
    errorRecovery: true,
    ranges: true,
    attachComment: false,
    allowAwaitOutsideFunction: true,
    allowReturnOutsideFunction: true,
    allowNewTargetOutsideFunction: true,
    allowSuperOutsideMethod: true,
    allowUndeclaredExports: true,
  });
  return new Collector(offset).collect(scopesOf(program, form, language));
}

const plugins: Record<ScriptLanguage, ParserOptions["plugins"]> = {
  javascript: ["estree", "jsx"],
  typescript: ["estree", "typescript", "decorators"],
  tsx: ["estree", "typescript", "decorators", "jsx"],
};

/** Names are looked up as they are written: what `eval` and `with` might change is not known and changes nothing. */
function scopesOf(program: object, form: ScriptForm, language: ScriptLanguage): readonly Scope[] {
  try {
    if (language !== "javascript") return typedScopesOf(program, form);
    return libraries().analyze(program as never, {
      ecmaVersion: 2024,
      sourceType: form === "module" ? "module" : "script",
      optimistic: true,
      ignoreEval: true,
      fallback: "iteration",
      jsx: true,
    }).scopes;
  } catch (error) {
    if (error instanceof RangeError) throw error;
    // The analyser asserts what the tolerant parser lets pass, such as an import inside a block.
    throw new SyntaxError(error instanceof Error ? error.message : String(error));
  }
}

/** The analyser of `typescript-eslint` knows types as well; its scopes have the shape of those of `eslint-scope`. */
function typedScopesOf(program: object, form: ScriptForm): readonly Scope[] {
  const require = createRequire(import.meta.url);
  const { analyze } = require("@typescript-eslint/scope-manager") as typeof import("@typescript-eslint/scope-manager");
  asTypeScriptTree(program);
  const manager = analyze(program as never, { sourceType: form === "module" ? "module" : "script", lib: [] });
  return manager.scopes as unknown as readonly Scope[];
}

/** The part of a scope of `eslint-scope` that is read here; its own types leave parts of it out. */
type Analyzed = Scope & { isStrict: boolean };

const kinds: Record<string, VariableKind> = {
  FunctionName: "function",
  ClassName: "class",
  Parameter: "parameter",
  CatchClause: "catch",
  ImportBinding: "import",
  Type: "type",
  TSEnumName: "enum",
  TSEnumMember: "enum",
  TSModuleName: "namespace",
};

function kindOf(variable: Variable): VariableKind {
  const definition = variable.defs.find((one) => one.type !== "Parameter") ?? variable.defs[0];
  if (definition?.type === "Variable") return (definition.parent as { kind?: VariableKind } | null)?.kind ?? "var";
  return kinds[definition?.type ?? ""] ?? "var";
}

const rangeOf = (node: object): Range => {
  const { start, end } = node as Range;
  return { start, end };
};

function isPlainFunction(node: { type: string; async?: boolean; generator?: boolean }): boolean {
  return node.type === "FunctionDeclaration" && !node.async && !node.generator;
}

class Collector {
  private readonly scopes = new Map<Scope, ScriptScope>();
  private readonly variables = new Map<Variable, ScriptVariable>();
  /** Names that functions in blocks of sloppy code give to the function around them, by that function's scope. */
  private readonly hoisted = new Map<Scope, Map<string, ScriptVariable>>();
  private readonly places = new Map<number, ScriptPlace>();

  private readonly offset: number;

  constructor(offset: number) {
    this.offset = offset;
  }

  collect(all: readonly Scope[]): ScriptScopes {
    for (const scope of all) this.open(scope);
    for (const scope of all) for (const variable of scope.variables) this.declare(scope, variable);
    for (const scope of all) this.hoist(scope as Analyzed);
    for (const [variable, found] of this.variables) {
      for (const identifier of variable.identifiers) this.place(identifier, found.name, true, found);
    }
    for (const scope of all) {
      for (const reference of scope.references) {
        const { identifier } = reference;
        const name = (identifier as { name: string }).name;
        const writes = reference.isWrite() && !reference.isRead();
        this.place(identifier, name, writes, this.lookUp(name, reference.from, reference.resolved));
      }
    }
    const places = [...this.places.values()].sort((a, b) => a.start - b.start);
    return { scopes: [...new Set(this.scopes.values())], places };
  }

  /** The module scope and the scope of a function's own name are no scopes of their own here. */
  private open(scope: Scope): void {
    const parent = scope.upper ? this.scopes.get(scope.upper) : undefined;
    if (scope.type === "module" && parent) {
      this.scopes.set(scope, parent);
      return;
    }
    const range = rangeOf(scope.block);
    this.scopes.set(scope, {
      start: range.start + this.offset,
      end: range.end + this.offset,
      parent,
      named: ["function", "class", "function-expression-name"].includes(scope.type),
      variables: [],
    });
  }

  private declare(scope: Scope, variable: Variable): void {
    // `arguments` and what no code declares.
    if (variable.identifiers.length === 0) return;
    // A class declaration binds its name outside and once more inside: both are one name.
    const outer = this.outerName(scope, variable);
    const found = outer ?? { name: variable.name, kind: kindOf(variable), scope: this.scopes.get(scope)! };
    if (!outer) found.scope.variables.push(found);
    this.variables.set(variable, found);
  }

  private outerName(scope: Scope, variable: Variable): ScriptVariable | undefined {
    if (scope.type !== "class" || scope.block.type !== "ClassDeclaration") return undefined;
    const outer = scope.upper?.set.get(variable.name);
    return outer && this.variables.get(outer);
  }

  /**
   * In sloppy code a function in a block is also a `var` of the function around it, unless that would clash with a
   * name that a block between them declares (ECMAScript, annex B.3.3).
   */
  private hoist(scope: Analyzed): void {
    if (scope.isStrict || (scope.type !== "block" && scope.type !== "switch")) return;
    for (const variable of scope.variables) {
      if (!variable.defs.some((one) => isPlainFunction(one.node))) continue;
      let between = scope.upper;
      while (between && between !== scope.variableScope && !between.set.has(variable.name)) between = between.upper;
      if (!between || between !== scope.variableScope) continue;
      const own = this.variables.get(variable)!;
      const outer = between.set.get(variable.name);
      const shared = outer ? this.variables.get(outer) : this.hoisted.get(between)?.get(variable.name);
      if (shared && !["var", "function", "parameter"].includes(shared.kind)) continue;
      own.scope.variables.splice(own.scope.variables.indexOf(own), 1);
      if (shared) {
        this.variables.set(variable, shared);
        continue;
      }
      own.scope = this.scopes.get(between)!;
      own.scope.variables.push(own);
      const names = this.hoisted.get(between) ?? new Map<string, ScriptVariable>();
      this.hoisted.set(between, names.set(variable.name, own));
    }
  }

  private lookUp(name: string, from: Scope, resolved: Variable | null): ScriptVariable | undefined {
    if (this.hoisted.size === 0) return resolved ? this.variables.get(resolved) : undefined;
    for (let scope: Scope | null = from; scope; scope = scope.upper) {
      if (resolved && scope === resolved.scope) return this.variables.get(resolved);
      const found = this.hoisted.get(scope)?.get(name);
      if (found) return found;
    }
    return undefined;
  }

  private place(node: object, name: string, writes: boolean, variable: ScriptVariable | undefined): void {
    const range = rangeOf(node);
    const known = this.places.get(range.start);
    if (known) {
      known.writes ||= writes;
      return;
    }
    const start = range.start + this.offset;
    this.places.set(range.start, { start, end: start + name.length, name, writes, ...(variable ? { variable } : {}) });
  }
}
