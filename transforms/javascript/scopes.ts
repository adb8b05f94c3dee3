import { boundNames } from "./patterns.js";
import { field, hasToken, isFunction, named, type Syntax } from "./tree.js";

/** How a name came to be bound. */
export type BindingKind =
  | "var"
  | "let"
  | "const"
  | "function"
  | "class"
  | "parameter"
  | "catch"
  | "import"
  | "implicit";

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

/** A stretch of code with names of its own. */
export interface Scope {
  /** Function scopes hold `var`; block scopes do not. */
  holdsVar: boolean;
  parent?: Scope;
  path: string;
  names: Map<string, Binding>;
}

/** All scopes of one script, before anything is resolved. */
export interface ScopeTree {
  root: Scope;
  scopeOf: Map<Syntax, Scope>;
  /** Binding of each identifier that declares one. */
  declared: Map<Syntax, Binding>;
}

/** What kind of script: its top-level names are shared (script), its own (module), or local (handler). */
export type ScriptKind = "script" | "module" | "handler";

interface Building extends ScopeTree {
  text: string;
  kind: ScriptKind;
  paths: Set<string>;
}

/** Finds the scopes and declarations of a script: `var` and functions hoisted, each block and class its own. */
export function readScopes(text: string, program: Syntax, kind: ScriptKind, rootPath: string): ScopeTree {
  const root: Scope = { holdsVar: true, path: rootPath, names: new Map() };
  const building: Building = {
    root,
    scopeOf: new Map([[program, root]]),
    declared: new Map(),
    text,
    kind,
    paths: new Set(),
  };
  for (const child of program.children) visit(building, child, root);
  return building;
}

/** The scope whose `var` names a scope sees. */
function variableScope(scope: Scope): Scope {
  let current = scope;
  while (!current.holdsVar && current.parent) current = current.parent;
  return current;
}

function visit(building: Building, node: Syntax, scope: Scope): void {
  const inner = opened(building, node, scope);
  if (inner !== scope) building.scopeOf.set(node, inner);
  switch (node.type) {
    case "variable_declarator": {
      const list = node.parent;
      const keyword = list?.type === "variable_declaration" ? "var" : hasToken(list!, "let") ? "let" : "const";
      const name = field(node, "name");
      if (name) declareAll(building, name, keyword === "var" ? variableScope(scope) : scope, keyword);
      break;
    }
    case "for_in_statement": {
      const keyword = node.children.find((child) => child.field === "kind")?.type;
      const left = field(node, "left");
      if (keyword && left) {
        declareAll(building, left, keyword === "var" ? variableScope(scope) : inner, keyword === "var" ? "var" : "let");
      }
      break;
    }
    case "function_declaration":
    case "generator_function_declaration":
    case "class_declaration": {
      const name = field(node, "name");
      const isClass = node.type === "class_declaration";
      // Outside modules a function in a block is seen in the whole function around it.
      const home = isClass || building.kind === "module" ? scope : variableScope(scope);
      if (name) declare(building, name, home, isClass ? "class" : "function");
      break;
    }
    case "function_expression":
    case "generator_function":
    case "class": {
      const name = field(node, "name");
      if (name) declare(building, name, inner, node.type === "class" ? "class" : "function");
      break;
    }
    case "catch_clause": {
      const bound = field(node, "parameter");
      if (bound) declareAll(building, bound, inner, "catch");
      break;
    }
    case "import_clause":
      declareImports(building, node);
      break;
  }
  if (isFunction(node)) {
    const single = field(node, "parameter");
    const list = single ? [single] : named(field(node, "parameters") ?? { ...node, children: [] });
    for (const parameter of list) declareAll(building, parameter, inner, "parameter");
  }
  for (const child of node.children) visit(building, child, inner);
}

/** The scope that a node opens, or the one around it. */
function opened(building: Building, node: Syntax, scope: Scope): Scope {
  if (isFunction(node)) return child(scope, true, uniquePath(building, scope, functionName(building.text, node)));
  switch (node.type) {
    case "statement_block": {
      const owner = node.parent;
      if (owner && isFunction(owner)) return scope;
      return child(scope, owner?.type === "class_static_block", scope.path);
    }
    case "for_statement":
    case "for_in_statement":
    case "switch_body":
    case "catch_clause":
    case "class_body":
      return child(scope, false, scope.path);
    case "class":
    case "class_declaration": {
      const name = field(node, "name");
      return child(
        scope,
        false,
        uniquePath(building, scope, name ? building.text.slice(name.start, name.end) : "class"),
      );
    }
    default:
      return scope;
  }
}

const child = (parent: Scope, holdsVar: boolean, path: string): Scope => ({ parent, holdsVar, path, names: new Map() });

/** Name of a function, or of what it is given to. */
function functionName(text: string, node: Syntax): string {
  const own = field(node, "name") ?? givenName(node);
  const name = own && text.slice(own.start, own.end).replace(/^.*\.|['"`]/g, "");
  return name && /^[\p{L}\p{N}_$#-]+$/u.test(name) ? name : "anonymous";
}

function givenName(node: Syntax): Syntax | undefined {
  const parent = node.parent;
  if (parent?.type === "variable_declarator") return field(parent, "name");
  if (parent?.type === "pair") return field(parent, "key");
  if (parent?.type === "assignment_expression") return field(parent, "left");
  if (parent?.type === "field_definition") return field(parent, "property");
  return undefined;
}

function uniquePath(building: Building, scope: Scope, name: string): string {
  const wanted = scope.path === "" ? name : `${scope.path}.${name}`;
  let path = wanted;
  for (let count = 2; building.paths.has(path); count++) path = `${wanted}~${count}`;
  building.paths.add(path);
  return path;
}

function declareAll(building: Building, pattern: Syntax, scope: Scope, kind: BindingKind): void {
  for (const name of boundNames(pattern)) declare(building, name, scope, kind);
}

function declareImports(building: Building, clause: Syntax): void {
  for (const part of named(clause)) {
    if (part.type === "identifier") declare(building, part, building.root, "import");
    else if (part.type === "namespace_import")
      for (const local of named(part)) declare(building, local, building.root, "import");
    else {
      for (const specifier of named(part)) {
        const local = field(specifier, "alias") ?? field(specifier, "name");
        if (local) declare(building, local, building.root, "import");
      }
    }
  }
}

function declare(building: Building, node: Syntax, scope: Scope, kind: BindingKind): void {
  const name = building.text.slice(node.start, node.end);
  let binding = scope.names.get(name);
  if (!binding) {
    const isRoot = scope === building.root;
    binding = {
      name,
      kind,
      path: isRoot && building.kind === "script" ? name : bindingPath(building, scope, name),
      global: isRoot && building.kind === "script",
      top: isRoot && building.kind === "module",
      writes: [],
      reads: [],
    };
    scope.names.set(name, binding);
  } else if (binding.kind === "parameter" && kind !== "parameter") binding.kind = kind;
  binding.writes.push(node);
  building.declared.set(node, binding);
}

/** Two blocks of a function may each have the name; the second block's path gets a number. */
function bindingPath(building: Building, scope: Scope, name: string): string {
  const join = (path: string) => (path === "" ? name : `${path}.${name}`);
  let path = join(scope.path);
  for (let count = 2; building.paths.has(`:${path}`); count++) path = join(`${scope.path}~${count}`);
  building.paths.add(`:${path}`);
  return path;
}
