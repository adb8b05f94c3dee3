import type { Inventory } from "../../engine/model.js";
import { lockRank, readLock } from "../locks/read.js";
import type { DependencyGraph } from "../model.js";
import { markersOf } from "../target.js";
import { DEBIAN_12 } from "../wheels/platform.js";

/** The graph of the lock file that tells most, the one nearest to the root first; undefined without one. */
export function lockedGraph(inventory: Inventory): DependencyGraph | undefined {
  const target = { environment: markersOf(DEBIAN_12), platform: DEBIAN_12, extras: [], groups: [] };
  const paths = [...inventory.files.keys()].flatMap((path) => {
    const rank = lockRank(path);
    return rank === undefined ? [] : [{ path, rank, depth: path.split("/").length }];
  });
  paths.sort((a, b) => a.depth - b.depth || a.rank - b.rank);
  for (const { path } of paths) {
    const graph = readable(() => readLock(path, inventory.read(path)?.text ?? "", target)?.graph);
    if (graph && graph.distributions.size > 0) return graph;
  }
  return undefined;
}

/** What cannot be read is no source. */
function readable<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
