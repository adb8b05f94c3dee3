import { type Closure, closureOf } from "../../dependencies/closure.js";
import { sharesOf } from "../../dependencies/holders.js";
import { type Costs, costsOf, loadOf } from "../../dependencies/lines/costs.js";
import { isAsked, type JudgedLine, rootsOfIntent, rootsOfLines } from "../../dependencies/lines/intent.js";
import type { Lock } from "../../dependencies/locks/lock.js";
import type { DependencyGraph, DistributionName, Root } from "../../dependencies/model.js";
import type { ScanDependencies, ScanLoad, ScanRequirement } from "../../report/dependencies-document.js";
import { scanHolders, scanLoad } from "./loads.js";

/** What more requirements than these hold together is there whatever goes. */
const TOGETHER = 8;

/** What is installed for the application, and for those who work on it as well. */
export interface Bill {
  graph: DependencyGraph;
  /** For what a person asks for, in lists for whoever installs the application. */
  main: Costs;
  /** The same with all other lists. */
  all: Costs;
  /** For every line of the lists for whoever installs the application. */
  flat: Closure;
}

/** Follows what lists ask for through a graph, and what the lock says is asked for beside them. */
export function billOf(graph: DependencyGraph, lines: readonly JudgedLine[], lock: Lock | undefined): Bill {
  const { environment } = graph;
  const main = lines.filter(({ declared }) => declared.audience.kind === "main");
  const inLists = new Set(lines.map(({ declared }) => declared.name));
  const locked = (of: (root: Lock["roots"][number]) => boolean): Root[] =>
    (lock?.roots ?? []).filter((root) => of(root) && !inLists.has(root.name));
  const isMain = ({ extra, group }: Lock["roots"][number]) => extra === null && group === null;
  const intent = complete(graph, [...rootsOfIntent(main, environment), ...locked(isMain)], main);
  const others = [
    ...rootsOfIntent(
      lines.filter(({ declared }) => declared.audience.kind !== "main"),
      environment,
    ),
    ...locked((root) => !isMain(root)),
  ];
  const declared = rootsOfLines(
    main.map((line) => line.declared),
    environment,
  );
  const own = costsOf(closureOf(graph, intent));
  return {
    graph,
    main: own,
    all: others.length === 0 ? own : costsOf(closureOf(graph, [...intent, ...others])),
    flat: closureOf(graph, [...declared, ...locked(isMain)]),
  };
}

/** Roots with the lines that they do not bring along after all: what brings those may be in a list for others. */
function complete(graph: DependencyGraph, roots: readonly Root[], lines: readonly JudgedLine[]): Root[] {
  const { reached } = closureOf(graph, roots);
  const apart = lines.map(({ declared }) => declared).filter(({ name }) => !reached.has(name));
  return [...roots, ...rootsOfLines(apart, graph.environment)];
}

/** What the graph tells of one line. */
export function lineCosts(
  { graph, main, all }: Bill,
  { declared }: JudgedLine,
): Pick<ScanRequirement, "version" | "isForTarget" | "retained" | "ifRemoved"> {
  const { name, audience } = declared;
  const costs = audience.kind === "main" ? main : all;
  const cost = costs.of.get(name);
  const version = graph.distributions.get(name)?.version ?? null;
  const isForTarget = audience.kind === "constraint" || isAsked(declared, graph.environment);
  if (cost === undefined || graph.requirementsUnknown || !isForTarget || audience.kind === "constraint")
    return { version, isForTarget, retained: null, ifRemoved: null };
  return {
    version,
    isForTarget,
    retained: scanLoad(cost.retained),
    ifRemoved: { saves: scanLoad(cost.freed), ...scanHolders(costs.holders, name) },
  };
}

/** Sums of what is installed, what development adds, and what nobody asked for. */
export function totalsOf(bill: Bill): Pick<ScanDependencies, "packages" | "bytes" | "development" | "unasked"> {
  const { graph, main, all, flat } = bill;
  const inGraph = [...graph.distributions.values()];
  // Where it is not known what needs what, or what is asked for, all that the source lists is installed.
  const isFollowed = !graph.requirementsUnknown && all.closure.roots.length + flat.roots.length > 0;
  const { packages, ...bytes } = scanLoad(loadOf(isFollowed ? installedBy(main.closure, flat) : inGraph));
  const added = [...all.closure.reached.values()].filter(
    ({ distribution: { name } }) => !main.closure.reached.has(name) && !flat.reached.has(name),
  );
  const development: ScanLoad | null =
    all === main || !isFollowed ? null : scanLoad(loadOf(added.map(({ distribution }) => distribution)));
  const isAskedFor = (name: DistributionName) => all.closure.reached.has(name) || flat.reached.has(name);
  const unasked = isFollowed
    ? inGraph.filter(({ name, installed }) => installed !== null && !isAskedFor(name)).map(({ name }) => name)
    : [];
  return { packages, bytes, development, unasked };
}

function installedBy(main: Closure, flat: Closure) {
  return [...new Map([...main.reached, ...flat.reached]).values()].map(({ distribution }) => distribution);
}

/** Packages that several requirements hold together, the biggest first. */
export function setsOf({ main, graph }: Bill): ScanDependencies["sets"] {
  if (graph.requirementsUnknown) return [];
  return sharesOf(main.closure)
    .filter(({ roots }) => roots.length > 1 && roots.length <= TOGETHER)
    .map((share) => ({ requirements: [...share.roots], names: [...share.distributions], ...scanLoad(share) }));
}
