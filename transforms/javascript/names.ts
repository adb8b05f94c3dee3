import type { SymbolName } from "../../src/engine/model.js";
import type { ScriptLanguage } from "../../src/syntax/script-scopes.js";
import { type Draft, type DraftOccurrence, hasHole, type Reading, textOf } from "./draft.js";
import { isFiller } from "./literals.js";
import { boundNames } from "./patterns.js";
import { isGuarded } from "./presence.js";
import { type Binding, isName, type Place, readScopes, type ScopeTree, type ScriptKind } from "./scopes.js";
import { field, named, type Syntax } from "./tree.js";

/** Names of one script, resolved. */
export interface Names {
  /** Binding of every identifier that declares, writes or reads a name. */
  bindingOf: Map<Syntax, Binding>;
  /** Bindings without a declaration in the script: they belong to the page. */
  unresolved: Binding[];
  /** Every binding of the script. */
  all: Set<Binding>;
  /** Why the scopes could not be read. */
  fault?: string;
}

/** Objects whose properties are the page's global names. */
const globalObjects = new Set(["window", "globalThis", "self"]);

/**
 * Resolves every identifier of a script to its binding. What the scope analyser cannot read at all is a fault; each of
 * its identifiers then counts as a use of the page's name, so that nothing it may need is taken away.
 */
export function resolveNames(
  reading: Reading,
  program: Syntax,
  kind: ScriptKind,
  rootPath: string,
  language: ScriptLanguage = "javascript",
): Names {
  const scopes = scopesOf(reading, program, kind, rootPath, language);
  const { root, places } = scopes;
  const implicit = new Map<string, Binding>();
  const names: Names = {
    bindingOf: new Map(),
    unresolved: [],
    all: new Set(places.flatMap(({ binding }) => (binding ? [binding] : []))),
    ...(scopes.fault === undefined ? {} : { fault: scopes.fault }),
  };
  const pageName = (name: string): Binding => {
    const shared = kind === "script" ? root.get(name) : undefined;
    let found = shared ?? implicit.get(name);
    if (!found) {
      found = { name, kind: "implicit", path: name, global: true, top: false, writes: [], reads: [] };
      implicit.set(name, found);
      names.all.add(found);
    }
    return found;
  };
  for (const { node, writes, binding } of places) {
    const name = textOf(reading, node);
    if (!writes && (hasHole(reading, node) || isFiller(name))) continue;
    const bound = binding ?? pageName(name);
    (writes ? bound.writes : bound.reads).push(node);
    names.bindingOf.set(node, bound);
    const member = binding ? undefined : memberOfPage(reading, node);
    const property = member && field(member, "property");
    if (!member || !property) continue;
    const shared = pageName(textOf(reading, property));
    const isTarget = member.field === "left" && member.parent?.type === "assignment_expression";
    (isTarget ? shared.writes : shared.reads).push(member);
    names.bindingOf.set(member, shared);
  }
  names.unresolved = [...implicit.values()].filter((binding) => binding.reads.length > 0);
  return names;
}

function scopesOf(
  reading: Reading,
  program: Syntax,
  kind: ScriptKind,
  rootPath: string,
  language: ScriptLanguage,
): ScopeTree & { fault?: string } {
  try {
    return readScopes(reading.text, program, kind, rootPath, language);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { root: new Map(), places: everyName(program), fault: error.message };
  }
}

function everyName(program: Syntax): Place[] {
  const places: Place[] = [];
  const open: Syntax[] = [program];
  while (open.length > 0) {
    const node = open.pop()!;
    if (isName(node)) places.push({ node, writes: false });
    for (let index = node.children.length - 1; index >= 0; index--) open.push(node.children[index]!);
  }
  return places;
}

/** `window.name` of a `window` that is the page's own. */
function memberOfPage(reading: Reading, node: Syntax): Syntax | undefined {
  const { parent } = node;
  const isMember = parent?.type === "member_expression" && node.field === "object";
  return isMember && globalObjects.has(textOf(reading, node)) ? parent : undefined;
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
      const isOptional = binding.global || binding.kind === "implicit" ? isGuarded(reading, node) : false;
      if (region)
        occurrences.push({
          symbol,
          defines: false,
          draft: region,
          ...(isOwnUpdate(node) ? { weak: true } : {}),
          ...(isOptional ? { optional: true } : {}),
        });
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

/** The pattern or name that binds an identifier, if one declaration does and nothing assigns it later. */
export function patternOfBinding(names: Names, node: Syntax): Syntax | undefined {
  const [only, ...more] = names.bindingOf.get(node)?.writes ?? [];
  if (!only || more.length > 0) return undefined;
  let at = only;
  while (at.parent && /_pattern$/.test(at.parent.type)) at = at.parent;
  return at;
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
