import type { Region } from "../../src/engine/region.js";
import { bindings, type Found } from "./bindings.js";
import type { RegionTree } from "./tree.js";

export type ScopeKind = "module" | "function" | "class" | "lambda" | "comprehension";

/** One binding of a name: what goes with it, and the region that spells the name. */
export interface Definition {
  /** The region that must go for this binding to be gone. */
  region: number;
  /** The region that spells the name: often `region` itself. */
  at: number;
  /** What binds it. */
  by: Found["by"];
}

/** A name in one scope with all places that bind it there. */
export interface Binding {
  name: string;
  scope: Scope;
  definitions: Definition[];
}

/** A scope and the names bound in it. */
export interface Scope {
  kind: ScopeKind;
  /** The module, function, class, lambda or comprehension. */
  region: number;
  parent: Scope | undefined;
  /** Prefix of the names of what is defined in it, as `__qualname__` writes it; "" for the module. */
  path: string;
  names: Map<string, Binding>;
  globals: Set<string>;
  nonlocals: Set<string>;
}

/** A name where it is read, with the scope that the expression runs in. */
export interface Read {
  region: number;
  name: string;
  scope: Scope;
  /** True for `del x`, `global x` and such: it names the variable without taking its value. */
  mention: boolean;
}

/** All scopes of a file and all names read in it. */
export interface Scopes {
  module: Scope;
  all: Scope[];
  /** Scopes by the region that opens them. */
  byRegion: Map<number, Scope>;
  reads: Read[];
}

/**
 * Finds what every name of a file means, by Python's rules: a name is local to the function that binds it
 * anywhere, a class's names are not seen from its methods, a comprehension has a scope of its own but its first
 * iterable runs outside, defaults, decorators and annotations run outside of the function.
 */
export function findScopes(tree: RegionTree): Scopes {
  const module = newScope("module", 0, undefined, "");
  const scopes: Scopes = { module, all: [module], byRegion: new Map([[0, module]]), reads: [] };
  const taken = new Map<string, number>();
  const found: { item: Found; scope: Scope }[] = [];
  const open: { id: number; scope: Scope }[] = [{ id: 0, scope: module }];
  while (open.length > 0) {
    const { id, scope } = open.pop()!;
    const region = tree.at(id);
    const inner = opens(region) ? enter(region, scope, taken, scopes) : scope;
    for (const item of bindings(tree, region)) found.push({ item, scope: item.inside ? inner : scope });
    declare(tree, region, scope);
    if (region.kind === "name" && region.slot !== "target" && region.name !== undefined)
      scopes.reads.push({ region: id, name: region.name, scope, mention: isMention(tree, region) });
    const children = tree.children(id);
    for (let index = children.length - 1; index >= 0; index--) {
      const child = tree.at(children[index]!);
      open.push({ id: child.id, scope: runsInside(tree, region, child) ? inner : scope });
    }
  }
  // `nonlocal` needs the outer binding, wherever in the text it stands.
  const later = found.filter(({ item, scope }) => scope.nonlocals.has(item.name));
  for (const one of found) if (!later.includes(one)) bind(one.item, one.scope);
  for (const one of later) bind(one.item, one.scope);
  return scopes;
}

/** The binding that a name means in a scope; undefined for built-ins and names from star imports. */
export function lookUp(name: string, scope: Scope): Binding | undefined {
  if (scope.globals.has(name)) return moduleOf(scope).names.get(name);
  const own = scope.nonlocals.has(name) ? undefined : scope.names.get(name);
  if (own) return own;
  for (let at = scope.parent; at; at = at.parent) {
    if (at.kind === "class") continue;
    if (at.globals.has(name)) return moduleOf(at).names.get(name);
    if (at.nonlocals.has(name)) continue;
    const binding = at.names.get(name);
    if (binding) return binding;
  }
  return undefined;
}

/** The scope of the file. */
export function moduleOf(scope: Scope): Scope {
  let at = scope;
  while (at.parent) at = at.parent;
  return at;
}

/** The dotted path of a name defined in a scope: `Class.method`, `function.<locals>.name`. */
export function qualified(scope: Scope, name: string): string {
  return scope.path === "" ? name : `${scope.path}.${name}`;
}

function newScope(kind: ScopeKind, region: number, parent: Scope | undefined, path: string): Scope {
  return { kind, region, parent, path, names: new Map(), globals: new Set(), nonlocals: new Set() };
}

function opens(region: Region): boolean {
  const { kind } = region;
  return kind === "function" || kind === "class" || kind === "lambda" || kind === "comprehension";
}

function enter(region: Region, scope: Scope, taken: Map<string, number>, scopes: Scopes): Scope {
  const kind = region.kind as ScopeKind;
  const own = kind === "function" || kind === "class" ? (region.name ?? "") : `<${kind}>`;
  const base = qualified(scope, own);
  const count = (taken.get(base) ?? 0) + 1;
  taken.set(base, count);
  // A class that is defined twice keeps one name for its members; two functions of one name have their own locals.
  const unique = count > 1 && kind !== "class" ? `${base}@${count}` : base;
  const path = kind === "class" ? unique : `${unique}.<locals>`;
  const made = newScope(kind, region.id, scope, path);
  scopes.all.push(made);
  scopes.byRegion.set(region.id, made);
  return made;
}

/** True if a child of a function, class, lambda or comprehension runs in its scope, not in the one around. */
function runsInside(tree: RegionTree, region: Region, child: Region): boolean {
  if (region.kind === "function" || region.kind === "class" || region.kind === "lambda") return child.slot === "body";
  if (region.kind !== "comprehension") return true;
  return child.slot !== "iterable" || tree.first(region.id, "iterable") !== child;
}

function declare(tree: RegionTree, region: Region, scope: Scope): void {
  if (region.kind !== "statement" || (region.name !== "global" && region.name !== "nonlocal")) return;
  const names = region.name === "global" ? scope.globals : scope.nonlocals;
  for (const value of tree.inSlot(region.id, "value")) if (value.name !== undefined) names.add(value.name);
}

function isMention(tree: RegionTree, region: Region): boolean {
  const parent = tree.parent(region);
  return parent?.kind === "statement" && ["del", "global", "nonlocal"].includes(parent.name ?? "");
}

function bind(item: Found, scope: Scope): void {
  let home = scope;
  if (item.by === "walrus") while (home.kind === "comprehension" && home.parent) home = home.parent;
  if (home.globals.has(item.name)) home = moduleOf(home);
  else if (home.nonlocals.has(item.name)) {
    const outer = lookUp(item.name, home);
    if (outer) home = outer.scope;
  }
  const binding = home.names.get(item.name) ?? { name: item.name, scope: home, definitions: [] };
  home.names.set(item.name, binding);
  if (item.by !== "del") binding.definitions.push({ region: item.region, at: item.at, by: item.by });
}
