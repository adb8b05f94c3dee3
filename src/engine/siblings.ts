import type { FileView, Graph } from "./graph.js";
import type { Target } from "./model.js";
import type { Region } from "./region.js";

/** Words that stand beside any name and are no alternative to it. */
const generic = new Set([
  "none",
  "null",
  "true",
  "false",
  "auto",
  "default",
  "other",
  "all",
  "any",
  "local",
  "remote",
  "custom",
  "mock",
  "test",
  "name",
  "type",
  "model",
  "value",
  "key",
  "id",
  "url",
  "host",
  "port",
  "option",
  "provider",
  "status",
  "error",
  "success",
  "message",
  "enabled",
  "disabled",
  "base",
  "config",
  "settings",
]);

/**
 * Finds the alternatives to the target: literals compared with the same selector, members of the same list, keys of
 * the same choice. A definition that names one of them as well is not the target's alone.
 * @returns lower-case words
 */
export function findSiblings(graph: Graph, target: Target): Set<string> {
  const found = new Set<string>();
  const add = (value: string) => {
    if (/^[A-Za-z][A-Za-z0-9_-]{2,30}$/.test(value) && !target.matches(value) && !generic.has(value.toLowerCase()))
      found.add(value.toLowerCase());
  };
  for (const view of graph.files.values()) {
    for (const region of view.facts.regions) {
      if (region.kind === "entry" && region.name !== undefined && target.names.includes(region.name.toLowerCase())) {
        // A choice by name: a few entries beside the target's.
        const entries = view.children[region.parent]!.filter((one) => one.kind === "entry" && one !== region);
        if (entries.length < 20) for (const entry of entries) add(entry.name ?? "");
      } else if (region.kind === "literal" && isName(region, target)) {
        for (const other of neighbours(view, region)) if (typeof other.value === "string") add(other.value.trim());
      }
    }
  }
  if (target.successor) found.add(target.successor.toLowerCase());
  return found;
}

const isName = (region: Region, target: Target) =>
  typeof region.value === "string" && target.names.includes(region.value.trim().toLowerCase());

/** Literals that stand in for `region` in a choice. */
function* neighbours(view: FileView, region: Region): Generator<Region> {
  const parent = view.parent(region);
  if (!parent) return;
  if (parent.kind === "sequence" || parent.kind === "union")
    for (const other of view.children[parent.id]!) if (other.kind === "literal" && other !== region) yield other;
  if (parent.kind !== "compare") return;
  let arm = view.parent(parent);
  while (arm && arm.kind !== "arm" && arm.kind !== "suite") arm = view.parent(arm);
  const branch = arm?.kind === "arm" ? view.parent(arm) : undefined;
  if (!branch) return;
  const selector = view.children[parent.id]!.find((child) => child.kind !== "literal");
  for (const other of view.slot(branch, "arm")) {
    const test = view.one(other, "test");
    if (!test || test === parent) continue;
    if (
      test.kind !== "compare" ||
      view.children[test.id]!.find((child) => child.kind !== "literal")?.name !== selector?.name
    )
      continue;
    for (const child of view.children[test.id]!) if (child.kind === "literal") yield child;
  }
}
