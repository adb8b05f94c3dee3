import { isAsked, rootsOfLines } from "../lines/intent.js";
import type { Declared } from "../lists/model.js";
import type { DependencyGraph, DistributionName } from "../model.js";
import { partsOf } from "../parts.js";
import { reachedParts } from "../reach.js";

/**
 * Pins of a list that only hold the version of what another line brings along. What code uses itself, what asks for extras, an
 * address or another machine stays a requirement. Only what the graph says of the very versions that are pinned counts.
 */
export function frozenPins(
  lines: readonly Declared[],
  graph: DependencyGraph,
  isUsed: (name: DistributionName) => boolean,
): Declared[] {
  const pinned = new Map(lines.map(({ name, specification }) => [name, specification.specifier.replace(/^=+\s*/, "")]));
  const same = [...graph.distributions].filter(([name, { version }]) => (pinned.get(name) ?? version) === version);
  const known: DependencyGraph = { ...graph, distributions: new Map(same) };
  const asked = lines.filter((line) => isAsked(line, graph.environment) && known.distributions.has(line.name));
  const { all, roots } = partsOf(known, rootsOfLines(asked, graph.environment));
  const brought = new Set<DistributionName>();
  const bring = (from: readonly number[], own: DistributionName) => {
    for (const number of reachedParts(all, from)) {
      const { name } = all[number]!.distribution;
      if (name !== own) brought.add(name);
    }
  };
  const stays = (line: Declared) =>
    isUsed(line.name) ||
    line.isEditable ||
    line.specification.url !== undefined ||
    line.specification.extras.length > 0;
  asked.forEach((line, index) => {
    if (stays(line)) bring(roots[index]!, line.name);
  });
  // What nothing has brought so far brings its own; of a ring the first stays by itself.
  const kept = new Set<Declared>(asked.filter(stays));
  asked.forEach((line, index) => {
    if (kept.has(line) || brought.has(line.name)) return;
    const isBroughtByOther = asked.some(
      (other, at) => other !== line && !reaches(all, roots[index]!, other.name) && reaches(all, roots[at]!, line.name),
    );
    if (isBroughtByOther) return;
    kept.add(line);
    bring(roots[index]!, line.name);
  });
  return asked.filter((line) => !kept.has(line) && brought.has(line.name) && line.specification.marker === undefined);
}

function reaches(all: ReturnType<typeof partsOf>["all"], from: readonly number[], name: DistributionName): boolean {
  return reachedParts(all, from).some((number) => all[number]!.distribution.name === name);
}
