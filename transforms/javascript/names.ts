import type { SymbolName } from "../../src/engine/model.js";
import { type Draft, type DraftOccurrence, hasHole, type Reading, textOf } from "./draft.js";
import { isFiller } from "./literals.js";
import { boundNames } from "./patterns.js";
import { type Binding, readScopes, type Scope, type ScriptKind } from "./scopes.js";
import { field, named, type Syntax } from "./tree.js";

/** Names of one script, resolved. */
export interface Names {
  /** Binding of every identifier that declares, writes or reads a name. */
  bindingOf: Map<Syntax, Binding>;
  /** Bindings without a declaration in the script: they belong to the page. */
  unresolved: Binding[];
  /** Every binding of the script. */
  all: Set<Binding>;
}

/** Objects whose properties are the page's global names. */
const globalObjects = new Set(["window", "globalThis", "self"]);

/** Resolves every identifier of a script to its binding. */
export function resolveNames(reading: Reading, program: Syntax, kind: ScriptKind, rootPath: string): Names {
  const scopes = readScopes(reading.text, program, kind, rootPath);
  const implicit = new Map<string, Binding>();
  const names: Names = { bindingOf: new Map(scopes.declared), unresolved: [], all: new Set(scopes.declared.values()) };

  const lookUp = (name: string, scope: Scope): Binding => {
    for (let current: Scope | undefined = scope; current; current = current.parent) {
      const found = current.names.get(name);
      if (found) return found;
    }
    return pageName(name);
  };
  const pageName = (name: string): Binding => {
    const shared = kind === "script" ? scopes.root.names.get(name) : undefined;
    let found = shared ?? implicit.get(name);
    if (!found) {
      found = { name, kind: "implicit", path: name, global: true, top: false, writes: [], reads: [] };
      implicit.set(name, found);
      names.all.add(found);
    }
    return found;
  };
  const read = (node: Syntax, binding: Binding) => {
    binding.reads.push(node);
    names.bindingOf.set(node, binding);
  };

  const open: { node: Syntax; scope: Scope }[] = [{ node: program, scope: scopes.root }];
  while (open.length > 0) {
    const { node, scope: outer } = open.pop()!;
    const scope = scopes.scopeOf.get(node) ?? outer;
    if (node.type === "assignment_expression" || (node.type === "for_in_statement" && !field(node, "kind"))) {
      const left = field(node, "left");
      for (const target of left ? boundNames(left) : []) {
        const binding = lookUp(textOf(reading, target), scope);
        binding.writes.push(target);
        names.bindingOf.set(target, binding);
      }
    }
    if (node.type === "member_expression") {
      const object = field(node, "object");
      const property = field(node, "property");
      if (object?.type === "identifier" && property && globalObjects.has(textOf(reading, object))) {
        if (lookUp(textOf(reading, object), scope).kind === "implicit") {
          const binding = pageName(textOf(reading, property));
          const isTarget = node.field === "left" && node.parent?.type === "assignment_expression";
          (isTarget ? binding.writes : binding.reads).push(node);
          names.bindingOf.set(node, binding);
        }
      }
    }
    if (isReference(node) && !names.bindingOf.has(node)) {
      const name = textOf(reading, node);
      if (!hasHole(reading, node) && !isFiller(name)) read(node, lookUp(name, scope));
    }
    for (let index = node.children.length - 1; index >= 0; index--) open.push({ node: node.children[index]!, scope });
  }
  names.unresolved = [...implicit.values()].filter((binding) => binding.reads.length > 0);
  return names;
}

/** Identifiers that stand for a value. Words after a dot and labels have node types of their own. */
function isReference(node: Syntax): boolean {
  if (node.type === "shorthand_property_identifier") return true;
  if (node.type !== "identifier") return false;
  const parent = node.parent;
  switch (parent?.type) {
    case "import_specifier":
    case "import_clause":
    case "namespace_import":
    case "namespace_export":
      return false;
    case "export_specifier":
      return node.field === "name" && !parent.parent?.parent?.children.some((child) => child.field === "source");
    case "jsx_opening_element":
    case "jsx_self_closing_element":
      return /^[A-Z]/.test(node.type) || node.field === "name";
    case "jsx_closing_element":
      return false;
    default:
      return true;
  }
}

/** Symbol of a binding. */
export function symbolOf(path: string, binding: Binding): SymbolName {
  return binding.global ? `js:window#${binding.path}` : `js:${path}#${binding.path}`;
}

/** Regions that can go alone, so that a definition in them may be swept. */
function mayGo(region: Draft): boolean {
  return (
    ["assignment", "function", "class", "importName", "entry", "spread"].includes(region.kind) ||
    region.slot === "element"
  );
}

/** Definitions and references of every binding. */
export function nameOccurrences(reading: Reading, names: Names, exported: Set<string>): DraftOccurrence[] {
  const occurrences: DraftOccurrence[] = [];
  for (const binding of names.all) {
    const symbol = symbolOf(reading.path, binding);
    const isPublic = binding.top && exported.has(binding.name);
    const definitions = binding.writes.flatMap((node) => definitionOf(reading, node));
    const withValue = definitions.filter((definition) => !definition.bare);
    for (const { region, name, bare } of definitions) {
      if (bare && withValue.length > 0 && name) {
        // `let x;` gives nothing: `x` is gone when its assignments are, and then so is the declaration.
        occurrences.push({ symbol, defines: false, draft: name, weak: true });
        continue;
      }
      const isPrivate = !isPublic && mayGo(region) && !["parameter", "catch"].includes(binding.kind);
      occurrences.push({ symbol, defines: true, draft: region, ...(isPrivate ? { private: true } : {}) });
    }
    for (const node of binding.reads) {
      const region = reading.draftOf.get(node);
      if (region)
        occurrences.push({ symbol, defines: false, draft: region, ...(isOwnUpdate(node) ? { weak: true } : {}) });
    }
  }
  return occurrences;
}

function definitionOf(reading: Reading, node: Syntax): { region: Draft; name?: Draft; bare: boolean }[] {
  const declarator = node.parent;
  const bare = declarator?.type === "variable_declarator" && node.field === "name" && !field(declarator, "value");
  const region =
    reading.boundBy.get(node) ??
    (node.parent?.type === "assignment_expression" ? reading.draftOf.get(node.parent) : undefined);
  return region ? [{ region, name: reading.draftOf.get(node), bare: bare === true }] : [];
}

/** `count++;` and `count += 1;` use a name for nothing but itself. */
function isOwnUpdate(node: Syntax): boolean {
  const parent = node.parent;
  if (parent?.parent?.type !== "expression_statement") return false;
  if (parent.type === "update_expression") return true;
  return parent.type === "augmented_assignment_expression" && node.field === "left";
}

/** Value that a name has wherever it is read, if one declaration gives it and nothing assigns it later. */
export function constantOf(names: Names, node: Syntax): Syntax | undefined {
  const binding = names.bindingOf.get(node);
  const [only, ...more] = binding?.writes ?? [];
  if (!binding || !only || more.length > 0 || !["const", "let", "var"].includes(binding.kind)) return undefined;
  const declarator = only.parent;
  if (declarator?.type !== "variable_declarator" || only.field !== "name") return undefined;
  return field(declarator, "value");
}

/** Names that a module hands out. */
export function exportedNames(reading: Reading, program: Syntax): Set<string> {
  const exported = new Set<string>();
  for (const node of program.children) {
    if (node.type !== "export_statement" || node.children.some((child) => child.field === "source")) continue;
    const declared = field(node, "declaration");
    if (declared) {
      const own = field(declared, "name");
      if (own) exported.add(textOf(reading, own));
      for (const declarator of named(declared)) {
        const name = declarator.type === "variable_declarator" ? field(declarator, "name") : undefined;
        for (const bound of name ? boundNames(name) : []) exported.add(textOf(reading, bound));
      }
    }
    const clause = node.children.find((child) => child.type === "export_clause");
    for (const specifier of clause ? named(clause) : []) {
      const name = field(specifier, "name");
      if (name) exported.add(textOf(reading, name));
    }
  }
  return exported;
}
