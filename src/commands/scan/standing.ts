import { isAsked, type JudgedLine, rootsOfLines } from "../../dependencies/lines/intent.js";
import type { Declared } from "../../dependencies/lists/model.js";
import type { DependencyGraph, DistributionName } from "../../dependencies/model.js";
import { partsOf } from "../../dependencies/parts.js";
import { reachedParts } from "../../dependencies/reach.js";
import { admits } from "../../dependencies/versions.js";

/**
 * Why each line is in its list: something uses it, another line brings it along, or neither. Where what needs what is
 * not known, a line that nothing uses is `unknown` if it looks like one of many pins. It is known where the graph holds all
 * that its list pins, in those very versions.
 *
 * @param isPin whether a line may be there only to hold a version
 */
export function judgeLines(
  lines: readonly Declared[],
  graph: DependencyGraph | undefined,
  isUsed: (line: Declared) => boolean,
  isPin: (line: Declared) => boolean,
): JudgedLine[] {
  const brought = graph === undefined || graph.requirementsUnknown ? undefined : broughtAlong(lines, graph, isUsed);
  const told = graph === undefined ? new Set<string>() : listsTold(lines, graph);
  return lines.map((declared): JudgedLine => {
    if (declared.audience.kind === "constraint") return { declared, standing: "frozen" };
    if (isUsed(declared)) return { declared, standing: "root" };
    if (brought === undefined) return { declared, standing: isPin(declared) ? "unknown" : "unused" };
    if (brought.has(declared.name)) return { declared, standing: "frozen" };
    // Another version of a line may need this one.
    return { declared, standing: isPin(declared) && !told.has(declared.path) ? "unknown" : "unused" };
  });
}

/** Paths of lists all of whose lines the graph has in a version that they admit. */
function listsTold(lines: readonly Declared[], graph: DependencyGraph): Set<string> {
  const told = new Set(lines.map(({ path }) => path));
  for (const line of lines) {
    const found = graph.distributions.get(line.name);
    const isHeld = found !== undefined && admits(line.specification.specifier, found.version);
    if (isAsked(line, graph.environment) && !isHeld) told.delete(line.path);
  }
  return told;
}

/** Names of lines without a use that another line brings along; of a ring of them the first stays by itself. */
function broughtAlong(
  lines: readonly Declared[],
  graph: DependencyGraph,
  isUsed: (line: Declared) => boolean,
): Set<DistributionName> {
  const asked = lines.filter((line) => isAsked(line, graph.environment));
  const { all, roots } = partsOf(graph, rootsOfLines(asked, graph.environment));
  const brought = new Set<DistributionName>();
  const bring = (from: readonly number[], own?: DistributionName) => {
    for (const number of reachedParts(all, from)) {
      const { name } = all[number]!.distribution;
      if (name !== own) brought.add(name);
    }
  };
  bring(asked.flatMap((line, index) => (isUsed(line) ? roots[index]! : [])));
  asked.forEach((line, index) => {
    // A line that came earlier is brought along by this one, too.
    if (!isUsed(line) && !brought.has(line.name)) bring(roots[index]!, line.name);
  });
  return brought;
}
