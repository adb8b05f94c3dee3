import type { Inventory } from "../../engine/model.js";
import type { DeclaredList } from "../lists/model.js";
import { locksOf } from "../locks/belonging.js";
import { readLock } from "../locks/read.js";
import type { DependencyGraph } from "../model.js";
import { markersOf } from "../target.js";
import { DEBIAN_12 } from "../wheels/platform.js";

const TARGET = { environment: markersOf(DEBIAN_12), platform: DEBIAN_12, extras: [], groups: [] };
/** Graphs that were read: several lists may have one lock. */
const graphs = new WeakMap<Inventory, Map<string, DependencyGraph | undefined>>();

/**
 * The graph of the lock file that belongs to a list: the nearest one, in its folder or around it, that holds at least half of
 * what the list asks for; undefined without one.
 */
export function lockedGraph(inventory: Inventory, list: DeclaredList): DependencyGraph | undefined {
  const names = new Set(list.requirements.map(({ name }) => name));
  for (const path of locksOf(list.path, inventory.files.keys())) {
    const graph = graphAt(inventory, path);
    const held = [...names].filter((name) => graph?.distributions.has(name)).length;
    if (graph && graph.distributions.size > 0 && held * 2 >= names.size) return graph;
  }
  return undefined;
}

function graphAt(inventory: Inventory, path: string): DependencyGraph | undefined {
  const known = graphs.get(inventory) ?? new Map<string, DependencyGraph | undefined>();
  graphs.set(inventory, known);
  if (!known.has(path))
    known.set(
      path,
      readable(() => readLock(path, inventory.read(path)?.text ?? "", TARGET)?.graph),
    );
  return known.get(path);
}

/** What cannot be read is no source. */
function readable<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
