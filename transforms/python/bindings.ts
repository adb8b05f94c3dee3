import type { Region } from "../../src/engine/region.js";
import type { RegionTree } from "./tree.js";

/** A name that a region binds. */
export interface Found {
  name: string;
  /** What must go for the binding to be gone. */
  region: number;
  /** What spells the name. */
  at: number;
  by:
    | "assignment"
    | "update"
    | "import"
    | "function"
    | "class"
    | "parameter"
    | "loop"
    | "with"
    | "except"
    | "walrus"
    | "pattern"
    | "del";
  /** True if it is bound in the scope that the region opens (parameters, targets of comprehensions). */
  inside: boolean;
}

/** The names that one region binds itself; those of regions below it are their own. */
export function* bindings(tree: RegionTree, region: Region): Generator<Found> {
  const name = region.name ?? "";
  switch (region.kind) {
    case "function":
    case "class":
      yield { name, region: region.id, at: region.id, by: region.kind, inside: false };
      if (region.kind === "function") yield* parameters(tree, region);
      return;
    case "lambda":
      yield* parameters(tree, region);
      return;
    case "importName": {
      const alias = tree.first(region.id, "target");
      const bound = importedName(tree, tree.parent(region) ?? region, region);
      yield { name: bound, region: region.id, at: alias?.id ?? region.id, by: "import", inside: false };
      return;
    }
    case "assignment": {
      const by = region.operator === undefined ? "assignment" : "update";
      // An annotation alone makes the name local, but gives it no value.
      const bare = region.operator === undefined && !tree.first(region.id, "value");
      yield* targets(tree, region, region.id, bare ? "del" : by, false);
      return;
    }
    case "loop":
      yield* targets(tree, region, region.id, "loop", false);
      return;
    case "comprehension":
      yield* targets(tree, region, region.id, "loop", true);
      return;
    case "withItem":
      yield* targets(tree, region, region.id, "with", false);
      return;
    case "handler":
      yield* targets(tree, region, region.id, "except", false);
      return;
    case "case":
      for (const child of tree.children(region.id)) {
        if (tree.at(child).slot === "body" || tree.at(child).slot === "test") continue;
        for (const inner of tree.inwards(child))
          if (inner.kind === "name" && inner.slot === "target")
            yield { name: inner.name ?? "", region: region.id, at: inner.id, by: "pattern", inside: false };
      }
      return;
    case "expression":
      if (name === ":=") yield* targets(tree, region, region.id, "walrus", false);
      return;
    case "statement":
      if (name !== "del") return;
      for (const value of tree.inSlot(region.id, "value"))
        if (value.kind === "name")
          yield { name: value.name ?? "", region: region.id, at: value.id, by: "del", inside: false };
      return;
    default:
  }
}

function* parameters(tree: RegionTree, region: Region): Generator<Found> {
  for (const parameter of tree.inSlot(region.id, "parameter"))
    if (parameter.operator !== "marker")
      yield { name: parameter.name ?? "", region: parameter.id, at: parameter.id, by: "parameter", inside: true };
}

function* targets(tree: RegionTree, region: Region, goes: number, by: Found["by"], inside: boolean): Generator<Found> {
  for (const target of tree.inSlot(region.id, "target"))
    if (target.kind === "name") yield { name: target.name ?? "", region: goes, at: target.id, by, inside };
}

/** The name that an item of an import binds. */
export function importedName(tree: RegionTree, statement: Region, item: Region): string {
  const name = item.name ?? "";
  const alias = tree.first(item.id, "target");
  return alias?.name ?? (statement.name === undefined ? (name.split(".")[0] ?? name) : name);
}

/** True for a name that an expression binds where it stands: by `:=`, or in a pattern of a case. */
export function bindsInExpression(tree: RegionTree, name: Region): boolean {
  if (tree.parent(name)?.name === ":=") return true;
  for (const outer of tree.outwards(name)) {
    if (outer.slot === "pattern") return true;
    if (outer.kind === "suite") return false;
  }
  return false;
}
