import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ALTERNATIVES } from "../../../dependencies/frontier/alternatives.js";
import type { Declared } from "../../../dependencies/lists/model.js";
import type { DependencyGraph, Distribution, DistributionName } from "../../../dependencies/model.js";
import type { Platform } from "../../../dependencies/wheels/platform.js";
import { exportCommit } from "../../../git/export.js";
import type { Repository } from "../../../git/repository.js";
import { findResolver, type Resolution, type Resolver } from "./resolver.js";

/**
 * Asks a resolver what the lists for whoever installs the application come to, and what known alternatives would bring.
 * Of several places with lists the one nearest to the top is taken.
 *
 * @returns without a graph, but with the reason, if it cannot be resolved
 */
export async function resolveLines(
  repository: Repository,
  base: string,
  lines: readonly Declared[],
  platform: Platform,
): Promise<Resolution> {
  const { paths, notes } = listsToResolve(lines);
  if (paths.length === 0) return { failure: "There is no list of requirements to resolve.", notes };
  const folder = await mkdtemp(join(tmpdir(), "unpick-resolve-"));
  try {
    await exportCommit(repository, base, folder);
    const resolver = await findResolver(folder, platform);
    if (resolver === undefined) return { failure: "Neither uv nor pip is there to resolve the lists.", notes };
    const resolution = await resolver.lists(paths);
    const { graph } = resolution;
    if (graph === undefined) return { ...resolution, notes: [...notes, ...resolution.notes] };
    const further = await alternatives(resolver, graph);
    return { graph: further.graph, notes: [...notes, ...resolution.notes, ...further.notes] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function listsToResolve(lines: readonly Declared[]): { paths: string[]; notes: string[] } {
  const lists = [...new Set(lines.filter(({ audience }) => audience.kind === "main").map(({ path }) => path))];
  const folderOf = (path: string) => path.slice(0, path.lastIndexOf("/") + 1);
  const [nearest] = lists.map(folderOf).sort((a, b) => a.split("/").length - b.split("/").length || (a < b ? -1 : 1));
  const paths = lists.filter((path) => folderOf(path) === nearest);
  const others = lists.filter((path) => folderOf(path) !== nearest);
  return { paths, notes: others.length === 0 ? [] : [`not resolved, because they lie deeper: ${others.join(", ")}`] };
}

/** The graph with what alternatives would bring to it; those that cannot be resolved with it are told. */
async function alternatives(
  resolver: Resolver,
  graph: DependencyGraph,
): Promise<{ graph: DependencyGraph; notes: string[] }> {
  const distributions = new Map<DistributionName, Distribution>(graph.distributions);
  const notes: string[] = [];
  for (const { replaces, with: names } of ALTERNATIVES) {
    if (!graph.distributions.has(replaces) || names.every((name) => distributions.has(name))) continue;
    const resolution = await resolver.names(names, graph);
    if (resolution.graph === undefined)
      notes.push(`${names.join(" and ")} cannot be resolved beside the rest: ${resolution.failure}`);
    for (const [name, one] of resolution.graph?.distributions ?? [])
      if (!distributions.has(name)) distributions.set(name, one);
  }
  return { graph: { ...graph, distributions }, notes };
}
