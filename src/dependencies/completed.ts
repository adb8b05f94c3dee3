import type { DependencyGraph, Distribution, DistributionName } from "./model.js";

/**
 * A graph with what another source tells of the same versions where it does not tell it itself: an environment knows
 * bytes on disk, a lock file those of the download. Nothing is taken from other versions.
 */
export function completedBy(graph: DependencyGraph, other: DependencyGraph): DependencyGraph {
  const distributions = new Map<DistributionName, Distribution>();
  for (const [name, own] of graph.distributions) {
    const theirs = other.distributions.get(name);
    distributions.set(name, theirs?.version === own.version ? completed(own, theirs) : own);
  }
  return { ...graph, distributions };
}

function completed(own: Distribution, theirs: Distribution): Distribution {
  return {
    ...theirs,
    ...own,
    download: own.download ?? theirs.download,
    installed: own.installed ?? theirs.installed,
  };
}
