import type { Closure } from "../closure.js";
import { closureOf } from "../closure.js";
import type { DependencyGraph, DistributionName, Root } from "../model.js";
import known from "./alternatives.json" with { type: "json" };
import type { Alternative, FindWord } from "./model.js";

/** All that is known to take the place of another distribution. */
export const ALTERNATIVES = known as readonly Alternative[];

/** What stands against an alternative, in words; undefined if nothing does. */
export function obstacle(alternative: Alternative, closure: Closure, find: FindWord): string | undefined {
  const { needs, onlyWith, neverWith } = alternative;
  for (const word of neverWith ?? []) {
    const place = find(word);
    if (place !== undefined) return `${place.path}:${place.line} uses ${word}`;
  }
  if (onlyWith !== undefined && !onlyWith.some((word) => find(word))) return `nothing uses ${onlyWith.join(" or ")}`;
  if (needs !== undefined && !needs.some((name) => closure.reached.has(name)))
    return `neither ${needs.join(" nor ")} is installed`;
  return undefined;
}

/** What is installed once an alternative is taken. */
export interface Taken {
  closure: Closure;
  /** What comes in and the graph does not hold, so that neither its size nor what it needs is known. */
  unknown: readonly DistributionName[];
  /** The distribution is installed all the same: a shortest way to it. */
  staysThrough?: readonly DistributionName[];
}

/** Takes an alternative in place of what it replaces; nothing else changes. */
export function taken(alternative: Alternative, { graph, roots }: Closure): Taken {
  const { replaces, kind } = alternative;
  if (kind === "build") return { closure: closureOf(otherBuild(graph, alternative), roots), unknown: [replaces] };
  const added: Root[] = alternative.with.map((name) => ({ name, extras: [] }));
  const closure = closureOf(graph, [...roots.filter(({ name }) => name !== replaces), ...added]);
  const unknown = alternative.with.filter((name) => !graph.distributions.has(name));
  const path = closure.reached.get(replaces)?.path;
  return { closure, unknown, ...(path === undefined ? {} : { staysThrough: path }) };
}

/** The graph with a build of one distribution that asks for less, of a size that is not known. */
function otherBuild(graph: DependencyGraph, { replaces, drops = [] }: Alternative): DependencyGraph {
  const own = graph.distributions.get(replaces);
  if (own === undefined) return graph;
  const isDropped = (name: string) =>
    drops.some((drop) => (drop.endsWith("*") ? name.startsWith(drop.slice(0, -1)) : name === drop));
  const requires = own.requires.filter(({ name }) => !isDropped(name));
  const build = { ...own, requires, download: null, installed: null };
  return { ...graph, distributions: new Map([...graph.distributions, [replaces, build]]) };
}
