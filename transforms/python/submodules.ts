import type { Occurrence } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { symbolOf } from "./occurrences.js";
import { type Binding, lookUp, type Scopes } from "./scopes.js";
import type { RegionTree } from "./tree.js";

/** An import that binds the first name of a module's path: `import a.b`. */
interface Part {
  region: number;
  module: string;
}

/**
 * `import a.b` and `import a.c` both bind `a`, but each is there for what is read through it: they get a symbol each, to
 * which `a.b.x` refers by the longest path that fits. A read that tells none (`f(a)`) refers to all. `import a as x`
 * beside `import a.b` is read through as `x.b`.
 * @param known occurrences by name: they tell which imports are private
 */
export function submoduleOccurrences(
  path: string,
  tree: RegionTree,
  scopes: Scopes,
  known: readonly Occurrence[],
): Occurrence[] {
  const found: Occurrence[] = [];
  const groups = new Map<Binding, Part[]>();
  const symbol = (binding: Binding, part: Part) => `${symbolOf(path, binding)}/${part.module.replaceAll(".", "/")}`;
  for (const scope of scopes.all)
    for (const binding of scope.names.values()) {
      const parts = partsOf(tree, binding);
      if (!parts.some(({ module }) => module.includes("."))) continue;
      groups.set(binding, parts);
      if (parts.length < 2) continue;
      for (const part of parts) {
        const own = known.find((one) => one.defines && one.region === part.region);
        const definition: Occurrence = { symbol: symbol(binding, part), defines: true, region: part.region };
        found.push(own?.private ? { ...definition, private: true } : definition);
      }
    }
  if (groups.size === 0) return found;
  for (const read of scopes.reads) {
    const binding = lookUp(read.name, read.scope);
    if (!binding) continue;
    const chain = chainOf(tree, tree.at(read.region));
    const refer = (owner: Binding, part: Part, region: number) =>
      found.push({ symbol: symbol(owner, part), defines: false, region });
    const group = groups.get(binding);
    if (group && group.length > 1) {
      const fit = chain.length > 1 ? longest(group, binding.name, chain) : undefined;
      if (fit) refer(binding, fit.part, fit.region);
      else for (const part of group) refer(binding, part, read.region);
    }
    const module = aliasedModule(tree, binding);
    if (module === undefined || chain.length < 2) continue;
    for (const [owner, parts] of groups) {
      const fit = longest(parts, module, chain);
      if (!fit || fit.part.module === module) continue;
      found.push({ symbol: symbolOf(path, owner), defines: false, region: fit.region });
      if (parts.length > 1) refer(owner, fit.part, fit.region);
    }
  }
  return found;
}

/** The imports of a name, if nothing else binds it and each imports a module by its own path. */
function partsOf(tree: RegionTree, binding: Binding): Part[] {
  const parts = binding.definitions.map(({ by, region }) => {
    const item = tree.at(region);
    const plain = by === "import" && tree.parent(item)?.name === undefined && !tree.first(region, "target");
    return plain ? { region, module: item.name ?? "" } : undefined;
  });
  const modules = new Set(parts.map((part) => part?.module));
  return parts.every((part) => part !== undefined) && modules.size === parts.length ? parts : [];
}

/** The module that a name stands for by `import a.b as name`. */
function aliasedModule(tree: RegionTree, binding: Binding): string | undefined {
  const [only, other] = binding.definitions;
  if (!only || other || only.by !== "import" || !tree.first(only.region, "target")) return undefined;
  const item = tree.at(only.region);
  return tree.parent(item)?.name === undefined ? item.name : undefined;
}

/** A name and the members read through it, from the inside out. */
function chainOf(tree: RegionTree, name: Region): Region[] {
  const chain = [name];
  for (let at = name; ; ) {
    const outer = tree.parent(at);
    if (outer?.kind !== "member" || at.slot !== "object") return chain;
    chain.push(outer);
    at = outer;
  }
}

/** The import of the longest module that a chain reads through, its first name standing for `root`. */
function longest(
  parts: readonly Part[],
  root: string,
  chain: readonly Region[],
): { part: Part; region: number } | undefined {
  for (let length = chain.length; length > 0; length--) {
    const module = [root, ...chain.slice(1, length).map((one) => one.name)].join(".");
    const part = parts.find((one) => one.module === module);
    if (part) return { part, region: chain[length - 1]!.id };
  }
  return undefined;
}
