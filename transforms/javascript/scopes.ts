import {
  readScriptScopes,
  type ScriptLanguage,
  type ScriptScope,
  type ScriptVariable,
  type VariableKind,
} from "../../src/syntax/script-scopes.js";
import { field, isFunction, type Syntax } from "./tree.js";

/** How a name came to be bound; `implicit`: nothing in the script declares it. */
export type BindingKind = VariableKind | "implicit";

/** One name in one scope. */
export interface Binding {
  name: string;
  kind: BindingKind;
  /** Path of scopes and the name, unique in the file; global names have only the name. */
  path: string;
  /** At the top of a classic script: shared with every other script of the page. */
  global: boolean;
  /** At the top of a module. */
  top: boolean;
  /** Identifiers that declare the name or assign to it. */
  writes: Syntax[];
  /** Identifiers that read it. */
  reads: Syntax[];
}

/** What kind of script: its top-level names are shared (script), its own (module), or local (handler). */
export type ScriptKind = "script" | "module" | "handler";

/** One identifier of a script and what it is bound to; without a binding it belongs to the page. */
export interface Place {
  node: Syntax;
  writes: boolean;
  binding?: Binding;
}

/** Scopes of one script: the bindings of its outermost scope by name, and every identifier. */
export interface ScopeTree {
  root: Map<string, Binding>;
  places: Place[];
}

/**
 * Finds what each identifier of a script is bound to, and sets it on the nodes of the tree.
 * @throws SyntaxError if the text cannot be read as a script
 */
export function readScopes(
  text: string,
  program: Syntax,
  kind: ScriptKind,
  rootPath: string,
  language: ScriptLanguage,
): ScopeTree {
  const isModule = program.children.some((one) => one.type === "import_statement" || one.type === "export_statement");
  const form = kind === "module" && !isModule ? "commonjs" : kind;
  const { scopes, places } = readScriptScopes(text.slice(program.start, program.end), form, program.start, language);
  const { names, owners } = nodesByStart(program);
  const paths = new Paths(text, rootPath, owners);
  const root = new Map<string, Binding>();
  const bindings = new Map<ScriptVariable, Binding>();
  for (const scope of scopes) {
    const isRoot = scope.parent === undefined;
    for (const variable of scope.variables) {
      const { name } = variable;
      const binding: Binding = {
        name,
        kind: variable.kind,
        path: isRoot && kind === "script" ? name : paths.ofName(scope, name),
        global: isRoot && kind === "script",
        top: isRoot && kind === "module",
        writes: [],
        reads: [],
      };
      bindings.set(variable, binding);
      if (isRoot) root.set(name, binding);
    }
  }
  const found = places.flatMap(({ start, writes, variable }): Place[] => {
    const node = names.get(start);
    const binding = variable && bindings.get(variable);
    return node ? [{ node, writes, ...(binding ? { binding } : {}) }] : [];
  });
  return { root, places: found };
}

const nameTypes = new Set([
  ...["identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern", "type_identifier"],
]);

/** True for a word that may stand for a value or bind one. */
export function isName(node: Syntax): boolean {
  return nameTypes.has(node.type);
}

/** Identifiers, and functions and classes, by the offset at which the analyser sees them begin. */
function nodesByStart(program: Syntax): { names: Map<number, Syntax>; owners: Map<number, Syntax> } {
  const names = new Map<number, Syntax>();
  const owners = new Map<number, Syntax>();
  const open: Syntax[] = [program];
  while (open.length > 0) {
    const node = open.pop()!;
    if (isName(node)) names.set(node.start, node);
    else if (node.type === "method_definition") {
      // To the analyser the function of a method begins behind its name.
      const first = field(node, "type_parameters") ?? field(node, "parameters");
      if (first) owners.set(first.start, node);
    } else if ((isFunction(node) || /^(abstract_)?class(_declaration)?$/.test(node.type)) && node.named)
      owners.set(node.start, node);
    for (const child of node.children) open.push(child);
  }
  return { names, owners };
}

/** Gives scopes and names paths that are unique in the file. */
class Paths {
  private readonly text: string;
  private readonly rootPath: string;
  private readonly owners: ReadonlyMap<number, Syntax>;
  private readonly ofScopes = new Map<ScriptScope, string>();
  private readonly taken = new Set<string>();

  constructor(text: string, rootPath: string, owners: ReadonlyMap<number, Syntax>) {
    this.text = text;
    this.rootPath = rootPath;
    this.owners = owners;
  }

  /** Two blocks of a function may each have the name; the second block's path gets a number. */
  ofName(scope: ScriptScope, name: string): string {
    const around = this.ofScope(scope);
    let path = joined(around, name);
    for (let count = 2; this.taken.has(`:${path}`); count++) path = joined(`${around}~${count}`, name);
    this.taken.add(`:${path}`);
    return path;
  }

  private ofScope(scope: ScriptScope): string {
    let path = this.ofScopes.get(scope);
    if (path !== undefined) return path;
    const { parent } = scope;
    const around = parent ? this.ofScope(parent) : this.rootPath;
    // A function expression has a scope for its own name around that of its parameters.
    const isInner = parent?.named && parent.start === scope.start && parent.end === scope.end;
    const owner = scope.named && !isInner ? this.owners.get(scope.start) : undefined;
    path = owner ? this.unique(joined(around, ownerName(this.text, owner))) : around;
    this.ofScopes.set(scope, path);
    return path;
  }

  private unique(wanted: string): string {
    let path = wanted;
    for (let count = 2; this.taken.has(path); count++) path = `${wanted}~${count}`;
    this.taken.add(path);
    return path;
  }
}

const joined = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);

/** Name of a function or class, or of what it is given to. */
function ownerName(text: string, node: Syntax): string {
  const own = field(node, "name") ?? givenName(node);
  const name = own && text.slice(own.start, own.end).replace(/^.*\.|['"`]/g, "");
  return name && /^[\p{L}\p{N}_$#-]+$/u.test(name) ? name : isFunction(node) ? "anonymous" : "class";
}

function givenName(node: Syntax): Syntax | undefined {
  const parent = isFunction(node) ? node.parent : undefined;
  if (parent?.type === "variable_declarator") return field(parent, "name");
  if (parent?.type === "pair") return field(parent, "key");
  if (parent?.type === "assignment_expression") return field(parent, "left");
  if (parent?.type === "field_definition") return field(parent, "property");
  return undefined;
}
