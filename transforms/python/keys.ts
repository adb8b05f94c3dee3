import type { Occurrence } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { symbolOf } from "./occurrences.js";
import { type Binding, lookUp, type Scopes } from "./scopes.js";
import type { RegionTree } from "./tree.js";

/**
 * Keys of dictionaries that the file itself builds, as `key:PATH#name[key]`: `found["north"] = …` and an entry of
 * `found = {…}` define one, `found["north"]` needs one. `found.get("north")` can do without and is not here.
 */
export function keyOccurrences(path: string, tree: RegionTree, scopes: Scopes): Occurrence[] {
  const found: Occurrence[] = [];
  const symbol = (binding: Binding, key: Region | undefined) =>
    typeof key?.value === "string" ? `key:${symbolOf(path, binding).slice("py:".length)}[${key.value}]` : undefined;
  const add = (name: string | undefined, defines: boolean, region: Region) => {
    if (name) found.push({ symbol: name, defines, region: region.id });
  };
  for (const scope of scopes.all)
    for (const binding of scope.names.values())
      for (const built of buildersOf(tree, binding) ?? [])
        for (const entry of tree.inSlot(built.id, "entry"))
          add(symbol(binding, tree.first(entry.id, "key")), true, entry);
  for (const read of scopes.reads) {
    const name = tree.at(read.region);
    const index = tree.parent(name);
    const binding = lookUp(read.name, read.scope);
    if (index?.kind !== "index" || name.slot !== "object" || !binding || !buildersOf(tree, binding)) continue;
    const around = tree.parent(index)!;
    const written = index.slot === "target" && around.kind === "assignment";
    const only = written && around.operator === undefined && tree.inSlot(around.id, "target").length === 1;
    add(symbol(binding, tree.first(index.id, "key")), written && around.operator === undefined, only ? around : index);
  }
  return found;
}

/** The dictionaries that a name is bound to, undefined if it is bound to anything else or in a class. */
function buildersOf(tree: RegionTree, { definitions, scope }: Binding): Region[] | undefined {
  if (scope.kind === "class") return undefined;
  const built: Region[] = [];
  for (const { by, region } of definitions) {
    const assignment = tree.at(region);
    const value = by === "assignment" && assignment.kind === "assignment" ? tree.first(region, "value") : undefined;
    if (value?.kind !== "mapping" || tree.inSlot(region, "target").length !== 1) return undefined;
    // `{**others}` may bring any key.
    if (tree.inSlot(value.id, "entry").some((entry) => entry.kind === "spread")) return undefined;
    built.push(value);
  }
  return built.length > 0 ? built : undefined;
}
