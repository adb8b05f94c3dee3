import type { FileView, Graph } from "./graph.js";
import type { Hold } from "./hold-places.js";
import type { Region } from "./region.js";
import { isStanding } from "./rules.js";
import type { Marks } from "./spread.js";

/**
 * Gives every place that is held for another the reason of the place that asked first, so that both ends of a chain
 * say the same. A held place passes its reason to the definitions that it refers to, and a held definition to the
 * places that refer to it.
 * @returns the same holds in the same order, with the reasons settled
 */
export function settleReasons(graph: Graph, marks: Marks, holds: readonly Hold[]): Hold[] {
  const settled = new Map<Hold, string>();
  const byFile = new Map<string, Hold[]>();
  for (const hold of holds) byFile.set(hold.path, [...(byFile.get(hold.path) ?? []), hold]);
  const open: Hold[] = [];
  // Nothing else stays for the reason that somebody wanted one place to stay.
  for (const hold of holds) if (isStanding(hold.reason)) settled.set(hold, hold.reason);
  const settle = (hold: Hold, reason: string) => {
    if (settled.has(hold)) return;
    settled.set(hold, reason);
    open.push(hold);
  };
  const spread = () => {
    for (let hold = open.shift(); hold; hold = open.shift()) {
      const reason = settled.get(hold)!;
      for (const other of neighbours(graph, marks, hold, byFile)) settle(other, reason);
    }
  };
  // What could not leave is a better reason than an import that names it.
  const ranks = [
    (hold: Hold) => hold.first === "blocked",
    (hold: Hold) => hold.first === "asked",
    (hold: Hold) => !hold.definition,
  ];
  for (const rank of ranks) {
    for (const hold of holds) if (rank(hold) && !isStanding(hold.reason)) settle(hold, hold.reason);
    spread();
  }
  return holds.map((hold) => ({ ...hold, reason: settled.get(hold) ?? hold.reason }));
}

/** Holds at the other end of the links of what lies in a hold: what it refers to, then what refers to it. */
function neighbours(graph: Graph, marks: Marks, hold: Hold, byFile: ReadonlyMap<string, Hold[]>): Hold[] {
  const view = graph.files.get(hold.path)!;
  const found: Hold[] = referred(graph, marks, byFile, hold);
  if (!hold.definition) return found;
  for (const occurrence of view.occurrences(view.region(hold.region))) {
    if (!occurrence.defines) continue;
    for (const place of graph.references.get(occurrence.symbol) ?? [])
      if (!place.weak) found.push(...covering(graph, byFile, place));
  }
  return found;
}

/** Holds of the definitions that a place refers to, also through the names it imports. */
function referred(
  graph: Graph,
  marks: Marks,
  byFile: ReadonlyMap<string, Hold[]>,
  from: { path: string; region: number },
): Hold[] {
  const found: Hold[] = [];
  const view = graph.files.get(from.path)!;
  const dead = marks.judged.get(from.path)?.dead;
  for (const part of view.subtree(view.region(from.region))) {
    if (dead?.has(part.id)) continue;
    for (const occurrence of view.occurrences(part)) {
      if (occurrence.defines || occurrence.weak) continue;
      for (const place of graph.definitions.get(occurrence.symbol) ?? []) {
        if (place.region === 0) continue;
        found.push(...covering(graph, byFile, place));
        const isImport = graph.files.get(place.path)!.region(place.region).kind === "importName";
        if (isImport && part.kind !== "importName") found.push(...referred(graph, marks, byFile, place));
      }
    }
  }
  return found;
}

/** Holds on a place itself, else on the closest region around it that has one, else on parts of it. */
function covering(graph: Graph, byFile: ReadonlyMap<string, Hold[]>, place: { path: string; region: number }): Hold[] {
  const list = byFile.get(place.path);
  const view = graph.files.get(place.path);
  if (!list || !view) return [];
  const region = view.region(place.region);
  for (let at: Region | undefined = region; at; at = view.parent(at)) {
    const found = list.filter((hold) => hold.region === at!.id);
    if (found.length > 0) return found;
  }
  return holdsInside(view, list, region);
}

/** Holds of a file that lie in a region, so that the region stays around them. */
export function holdsInside(view: FileView, holds: readonly Hold[], region: Region): Hold[] {
  return holds.filter((hold) => {
    if (hold.path !== view.path) return false;
    const inner = view.region(hold.region);
    return inner.start >= region.start && inner.end <= region.end;
  });
}
