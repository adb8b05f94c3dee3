import type { Region } from "../../src/engine/region.js";
import type { Chain, FunctionFact, PythonExtra, Source } from "./extra.js";
import { readLookUp } from "./lookups.js";
import { type MemberDefinition, ownerOf, symbolOf } from "./occurrences.js";
import { type Binding, type Definition, lookUp, type Scope, type Scopes } from "./scopes.js";
import type { RegionTree } from "./tree.js";

/** What `resolve` needs of a file, gathered once. Notes of frameworks are added by their tables. */
export function collectExtra(
  path: string,
  tree: RegionTree,
  scopes: Scopes,
  assigned: MemberDefinition[],
): Omit<PythonExtra, "longStrings" | "namedComments" | "notes" | "all" | "embedded" | "pages"> {
  const scopeOf = scopeLookup(tree, scopes);
  const chain = (region: Region | undefined) => chainOf(path, tree, scopeOf, region);
  const extra = {
    exports: [...scopes.module.names.values()].filter((one) => one.definitions.length > 0).map((one) => one.name),
    imports: [] as PythonExtra["imports"],
    sources: {} as PythonExtra["sources"],
    classes: {} as PythonExtra["classes"],
    functions: {} as PythonExtra["functions"],
    members: [] as PythonExtra["members"],
    calls: [] as PythonExtra["calls"],
    lookUps: [] as PythonExtra["lookUps"],
    unbound: [] as PythonExtra["unbound"],
  };
  for (const scope of scopes.all) {
    for (const binding of scope.names.values()) {
      const symbol = symbolOf(path, binding);
      for (const definition of binding.definitions) {
        const source = sourceOf(path, tree, scopes, binding, definition, chain);
        if (source) extra.sources[symbol] ??= source;
        if (definition.by === "function") {
          extra.functions[symbol] ??= functionFact(path, tree, scopes, tree.at(definition.region), scope);
        }
        if (definition.by === "class") {
          const inner = scopes.byRegion.get(definition.region);
          const bases = tree.inSlot(definition.region, "base").map(chain);
          const members = inner ? [...inner.names.keys()] : [];
          extra.classes[symbol] ??= { members, bases: bases.filter((base) => base !== undefined) };
        }
      }
    }
  }
  for (const member of assigned) {
    const fact = extra.classes[member.owner];
    if (fact && !fact.members.includes(member.name)) fact.members.push(member.name);
    const value = tree.first(member.region, "value");
    const source = value && valueSource(tree, value, chain);
    if (source) extra.sources[member.symbol] ??= source;
  }
  for (const region of tree.regions) collectRegion(tree, region, chain, extra);
  if (extra.imports.some((item) => item.name === "*")) {
    for (const read of scopes.reads)
      if (!lookUp(read.name, read.scope)) extra.unbound.push({ region: read.region, name: read.name });
  }
  return extra;
}

function collectRegion(
  tree: RegionTree,
  region: Region,
  chain: (region: Region | undefined) => Chain | undefined,
  extra: Pick<PythonExtra, "imports" | "members" | "calls" | "lookUps">,
): void {
  const lookUp = region.kind === "call" || region.kind === "index" ? readLookUp(tree, region, chain) : undefined;
  if (lookUp) extra.lookUps.push(lookUp);
  if (region.kind === "member") {
    const found = chain(region);
    if (found) extra.members.push({ region: region.id, ...found });
  } else if (region.kind === "import") {
    const module = region.name;
    if (module !== undefined && region.traits?.includes("dynamic"))
      extra.imports.push({ region: region.id, module, name: "*" });
    for (const item of tree.inSlot(region.id, "item")) {
      const name = item.name ?? "";
      extra.imports.push(module === undefined ? { region: item.id, module: name } : { region: item.id, module, name });
    }
  } else if (region.kind === "call") {
    const callee = chain(tree.first(region.id, "callee"));
    const looked =
      region.name === "getattr" || region.name === "hasattr" ? attributeLookUp(tree, region, chain) : undefined;
    if (looked) extra.members.push(looked);
    if (callee) {
      const list = tree.inSlot(region.id, "argument").map((argument) => ({
        region: argument.id,
        ...(argument.name === undefined ? {} : { name: argument.name }),
        spread: tree.first(argument.id, "value")?.kind === "spread",
      }));
      extra.calls.push({ region: region.id, callee, arguments: list });
    }
  }
}

/** `getattr(x, "name")` is a member by another spelling. */
function attributeLookUp(
  tree: RegionTree,
  call: Region,
  chain: (region: Region | undefined) => Chain | undefined,
): ({ region: number } & Chain) | undefined {
  const [object, key] = tree.positional(call.id);
  const found = chain(object);
  if (!found || typeof key?.value !== "string") return undefined;
  return { region: call.id, root: found.root, path: [...found.path, key.value] };
}

/** The scope that each region runs in. */
export function scopeLookup(tree: RegionTree, scopes: Scopes): (region: Region) => Scope {
  const reads = new Map(scopes.reads.map((read) => [read.region, read.scope]));
  return (region) => {
    const known = reads.get(region.id);
    if (known) return known;
    for (const outer of tree.outwards(region)) {
      const scope = outer === region ? undefined : scopes.byRegion.get(outer.id);
      if (scope) return scope;
    }
    return scopes.module;
  };
}

/** A name or chain of members as a chain from a symbol; undefined for what has no name. */
export function chainOf(
  path: string,
  tree: RegionTree,
  scopeOf: (region: Region) => Scope,
  region: Region | undefined,
): Chain | undefined {
  const parts: string[] = [];
  for (let at = region; at; at = tree.first(at.id, "object")) {
    if (at.kind === "name") {
      const binding = lookUp(at.name ?? "", scopeOf(at));
      return binding && { root: symbolOf(path, binding), path: parts };
    }
    if (at.kind !== "member") return undefined;
    parts.unshift(at.name ?? "");
  }
  return undefined;
}

function sourceOf(
  path: string,
  tree: RegionTree,
  scopes: Scopes,
  binding: Binding,
  definition: Definition,
  chain: (region: Region | undefined) => Chain | undefined,
): Source | undefined {
  const region = tree.at(definition.region);
  switch (definition.by) {
    case "import": {
      const module = tree.parent(region)?.name;
      const name = region.name ?? "";
      if (module !== undefined) return { kind: "import", module, name };
      const aliased = tree.first(region.id, "target") !== undefined;
      return { kind: "import", module: aliased ? name : (name.split(".")[0] ?? name) };
    }
    case "class":
    case "function":
      return { kind: definition.by };
    case "parameter": {
      const receiver = classOfReceiverParameter(tree, scopes, region, binding.scope);
      if (receiver) return { kind: "instance", of: { root: ownerOf(path, receiver), path: [] } };
      const type = chain(tree.first(region.id, "annotation"));
      return type && { kind: "instance", of: type };
    }
    case "assignment": {
      if (region.form === "tuple") return undefined;
      const value = tree.first(region.id, "value");
      const type = chain(tree.first(region.id, "annotation"));
      return (value && valueSource(tree, value, chain)) ?? (type && { kind: "instance", of: type });
    }
    case "with": {
      const value = tree.first(region.id, "value");
      return value && valueSource(tree, value, chain);
    }
    default:
      return undefined;
  }
}

function valueSource(
  tree: RegionTree,
  value: Region,
  chain: (region: Region | undefined) => Chain | undefined,
): Source | undefined {
  let at = tree.bare(value);
  // `Class() if wanted else None`, `Class() or other`: what it is when it is something.
  if (at.kind === "conditional") at = tree.bare(tree.first(at.id, "then") ?? at);
  if (at.kind === "call") {
    const of = chain(tree.first(at.id, "callee"));
    return of && { kind: "instance", of };
  }
  const of = chain(at);
  return of && { kind: "alias", of };
}

function classOfReceiverParameter(
  tree: RegionTree,
  scopes: Scopes,
  parameter: Region,
  scope: Scope,
): Scope | undefined {
  if (scope.parent?.kind !== "class" || scope.kind !== "function") return undefined;
  const [first] = tree.inSlot(scope.region, "parameter");
  if (first?.id !== parameter.id) return undefined;
  const fixed = tree.inSlot(scope.region, "decorator").some((one) => one.name === "staticmethod");
  return fixed ? undefined : (scopes.byRegion.get(scope.parent.region) ?? scope.parent);
}

function functionFact(path: string, tree: RegionTree, scopes: Scopes, region: Region, scope: Scope): FunctionFact {
  const inner = scopes.byRegion.get(region.id);
  let only = false;
  const parameters: FunctionFact["parameters"] = [];
  for (const parameter of tree.inSlot(region.id, "parameter")) {
    const { operator, name = "" } = parameter;
    if (operator === "marker") {
      if (name === "*") only = true;
      continue;
    }
    const kind = operator === "*" ? "rest" : operator === "**" ? "rests" : only ? "only" : "plain";
    if (operator === "*") only = true;
    parameters.push({ name, symbol: `py:${path}#${inner?.path ?? ""}.${name}`, kind });
  }
  const fixed = tree.inSlot(region.id, "decorator").some((one) => one.name === "staticmethod");
  return { parameters, bound: scope.kind === "class" && !fixed };
}
