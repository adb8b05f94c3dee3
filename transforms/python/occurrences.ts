import type { Occurrence } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { type Binding, type Definition, lookUp, qualified, type Scope, type Scopes } from "./scopes.js";
import type { RegionTree } from "./tree.js";

/** The symbol of a binding: `py:FILE#Class.method`, `py:FILE#function.<locals>.name`. */
export function symbolOf(path: string, binding: Binding): string {
  return `py:${path}#${qualified(binding.scope, binding.name)}`;
}

/** A class member that methods assign: `self.x = …`. */
export interface MemberDefinition {
  symbol: string;
  owner: string;
  name: string;
  region: number;
}

/**
 * Definitions and references of one file by name.
 * @param all names in `__all__`
 */
export function nameOccurrences(
  path: string,
  tree: RegionTree,
  scopes: Scopes,
  all: string[] | undefined,
): Occurrence[] {
  const found: Occurrence[] = [];
  const loose = looseMembers(tree, scopes);
  const used = new Set(scopes.reads.filter((one) => !one.mention).map((one) => lookUp(one.name, one.scope)));
  for (const scope of scopes.all) {
    for (const binding of scope.names.values()) {
      const symbol = symbolOf(path, binding);
      const first = binding.definitions.some((one) => one.by !== "update");
      for (const definition of binding.definitions) {
        // `x += 1` works on what another place defined.
        if (definition.by === "update" && first) {
          found.push({ symbol, defines: false, region: definition.at, weak: true });
          continue;
        }
        const occurrence: Occurrence = { symbol, defines: true, region: definition.region };
        if (isPrivate(path, tree, binding, definition, all, loose)) occurrence.private = true;
        else if (isShared(path, tree, binding, definition, all, () => used.has(binding))) occurrence.shared = true;
        if (scope.kind === "class") occurrence.owner = ownerOf(path, scope);
        found.push(occurrence);
      }
    }
  }
  for (const read of scopes.reads) {
    const binding = lookUp(read.name, read.scope);
    if (!binding) continue;
    const parent = tree.parent(tree.at(read.region));
    const declared = read.mention && parent?.name !== "del";
    found.push({
      symbol: symbolOf(path, binding),
      defines: false,
      region: read.region,
      ...(declared ? { weak: true } : {}),
    });
  }
  return found;
}

/** Members that methods assign through their first parameter. */
export function assignedMembers(path: string, tree: RegionTree, scopes: Scopes): MemberDefinition[] {
  const found: MemberDefinition[] = [];
  for (const region of tree.regions) {
    if (region.kind !== "assignment" || region.operator !== undefined) continue;
    for (const target of tree.inSlot(region.id, "target")) {
      if (target.kind !== "member") continue;
      const object = tree.first(target.id, "object");
      const scope = object?.kind === "name" ? classOfReceiver(tree, scopes, object.id) : undefined;
      if (!scope) continue;
      const owner = ownerOf(path, scope);
      const name = target.name ?? "";
      found.push({ symbol: `${owner}.${name}`, owner, name, region: region.id });
    }
  }
  return found;
}

/** The class that a name stands for an instance of, if it is a method's first parameter. */
function classOfReceiver(tree: RegionTree, scopes: Scopes, name: number): Scope | undefined {
  const method = methodAround(tree, scopes, name);
  if (!method) return undefined;
  const [first] = tree.inSlot(method.region, "parameter");
  return first && first.name === tree.at(name).name ? method.parent : undefined;
}

function methodAround(tree: RegionTree, scopes: Scopes, region: number): Scope | undefined {
  const name = tree.at(region).name ?? "";
  for (const outer of tree.outwards(tree.at(region))) {
    const scope = outer.kind === "function" || outer.kind === "lambda" ? scopes.byRegion.get(outer.id) : undefined;
    if (!scope?.names.has(name)) continue;
    const fixed = tree.inSlot(outer.id, "decorator").some((one) => one.name === "staticmethod");
    return scope.parent?.kind === "class" && !fixed ? scope : undefined;
  }
  return undefined;
}

/** Symbol of the class that a class scope belongs to. */
export function ownerOf(path: string, scope: Scope): string {
  return `py:${path}#${scope.path}`;
}

const harmlessDecorators = new Set([
  "staticmethod",
  "classmethod",
  "property",
  "wraps",
  "functools.wraps",
  "lru_cache",
  "functools.lru_cache",
  "cache",
  "functools.cache",
  "cached_property",
  "contextmanager",
  "contextlib.contextmanager",
  "dataclass",
  "dataclasses.dataclass",
]);

function isPrivate(
  path: string,
  tree: RegionTree,
  binding: Binding,
  definition: Definition,
  all: string[] | undefined,
  loose: Set<string>,
): boolean {
  const { name, scope } = binding;
  const region = tree.at(definition.region);
  // The name of a handler ends with it.
  if (definition.by === "except") return true;
  if (/^__.*__$/.test(name) && (scope.kind === "module" || scope.kind === "class")) return false;
  const decorated = tree.inSlot(region.id, "decorator").some((one) => !harmlessDecorators.has(one.name ?? ""));
  if (decorated) return false;
  if (definition.by === "parameter") return isOwnParameter(tree, scope, region, loose);
  // A loop or case does more than to bind its name.
  if (!["assignment", "import", "function", "class", "update", "with"].includes(definition.by)) return false;
  if (scope.kind === "class") return name.startsWith("_") && !loose.has(name);
  if (scope.kind !== "module") return true;
  if (all?.includes(name)) return false;
  if (definition.by === "import") {
    const alias = tree.first(region.id, "target");
    if (alias !== undefined && alias.name === region.name) return false;
    // What a package takes from a module is its interface; a module that it imports as it is, it imports for itself.
    return !/(^|\/)__init__\.pyi?$/.test(path) || tree.parent(region)?.name === undefined;
  }
  return name.startsWith("_") && name !== "_";
}

/** True if an import in a file leads to a module of the folder that the file lies in: `.rates`, or that spelt in full. */
function isWithin(path: string, from: string): boolean {
  if (from.startsWith(".")) return !from.startsWith("..");
  const folders = path.split("/").slice(0, -1);
  const start = folders.indexOf(from.split(".")[0]!);
  const own = folders.slice(Math.max(start, 0)).join(".");
  return start >= 0 && (from === own || from.startsWith(`${own}.`));
}

/**
 * True for what a module offers to no one in particular: a function, and in a package's own file an import from elsewhere
 * that the file itself uses. What it only hands on, or takes from modules of its own, is the package's interface.
 */
function isShared(
  path: string,
  tree: RegionTree,
  { name, scope }: Binding,
  definition: Definition,
  all: string[] | undefined,
  isRead: () => boolean,
): boolean {
  if (scope.kind !== "module" || all?.includes(name) || /^__.*__$/.test(name)) return false;
  const region = tree.at(definition.region);
  if (definition.by === "import") {
    const from = tree.parent(region)?.name ?? "";
    if (isWithin(path, from)) return false;
    return tree.first(region.id, "target")?.name !== region.name && isRead();
  }
  const decorators = tree.inSlot(region.id, "decorator");
  return definition.by === "function" && decorators.every((one) => harmlessDecorators.has(one.name ?? ""));
}

/** True for a parameter that only the function's own calls give: a method's may be asked for by another class. */
function isOwnParameter(tree: RegionTree, scope: Scope, region: Region, loose: Set<string>): boolean {
  const owner = tree.at(scope.region);
  const name = owner.name ?? "";
  if (owner.kind !== "function" || region.operator !== undefined) return false;
  // Defined twice: calls meet either.
  if ((scope.parent?.names.get(name)?.definitions.length ?? 0) !== 1) return false;
  if (tree.inSlot(owner.id, "decorator").some((one) => !harmlessDecorators.has(one.name ?? ""))) return false;
  if (scope.parent?.kind !== "class") return true;
  if (!/^_(?!_)/.test(name) || loose.has(name)) return false;
  const fixed = tree.inSlot(owner.id, "decorator").some((one) => one.name === "staticmethod");
  return fixed || tree.inSlot(owner.id, "parameter")[0]?.id !== region.id;
}

/** Attribute names read from anything but the receiver of a method: who knows which object that is. */
function looseMembers(tree: RegionTree, scopes: Scopes): Set<string> {
  const names = new Set<string>();
  for (const region of tree.regions) {
    if (region.kind !== "member" || !region.name?.startsWith("_")) continue;
    const object = tree.first(region.id, "object");
    if (object?.kind !== "name" || !classOfReceiver(tree, scopes, object.id)) names.add(region.name);
  }
  return names;
}
