import { evaluateMarker } from "./evaluate.js";
import type {
  DependencyGraph,
  Distribution,
  DistributionName,
  MarkerEnvironment,
  Root,
  Specification,
} from "./model.js";

/**
 * What can be asked of a distribution by itself: the distribution, or one of its extras. `uvicorn[standard]` is the part
 * `standard` of uvicorn, which needs the part "" of it, and what that extra adds.
 */
export interface Part {
  distribution: Distribution;
  /** Empty for the distribution itself. */
  extra: string;
  /** Numbers of the parts that it needs. */
  needs: number[];
}

/** What is asked for and not in the graph. */
export interface Missing {
  name: DistributionName;
  /** What asks for it; null for a root. */
  requiredBy: DistributionName | null;
}

/** All parts that roots reach in a graph. */
export interface Parts {
  all: Part[];
  /** Numbers of the parts that each root asks for, in the order of the roots; empty if it is missing. */
  roots: number[][];
  missing: Missing[];
}

/**
 * Follows requirements from the roots, with the extras that they ask for, for the environment of the graph. Ends with
 * cycles and extras that ask for their own distribution, because each part is followed once.
 */
export function partsOf(graph: DependencyGraph, roots: readonly Root[]): Parts {
  const all: Part[] = [];
  const numbers = new Map<string, number>();
  const missing = new Map<string, Missing>();

  const miss = (name: DistributionName, requiredBy: DistributionName | null) => {
    const key = `${name} ${requiredBy ?? ""}`;
    if (!missing.has(key)) missing.set(key, { name, requiredBy });
  };
  const ask = (distribution: Distribution, extra: string): number => {
    const key = `${distribution.name}[${extra}]`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, all.length);
    all.push({ distribution, extra, needs: [] });
    return all.length - 1;
  };
  const askAll = (root: Root, requiredBy: DistributionName | null): number[] => {
    const distribution = graph.distributions.get(root.name);
    if (distribution === undefined) {
      miss(root.name, requiredBy);
      return [];
    }
    return ["", ...root.extras].map((extra) => ask(distribution, extra));
  };

  const asked = roots.map((root) => askAll(root, null));
  // The list grows while it is walked: what a part needs is followed in its turn.
  for (const part of all) {
    const { distribution, extra } = part;
    const needs = new Set<number>();
    if (extra !== "") needs.add(ask(distribution, ""));
    for (const specification of activeRequirements(distribution, extra, graph.environment))
      for (const number of askAll(specification, distribution.name)) needs.add(number);
    part.needs = [...needs];
  }
  return { all, roots: asked, missing: [...missing.values()] };
}

/** Requirements of one part: of an extra those that hold with it, of the distribution those that hold without any. */
function activeRequirements(
  distribution: Distribution,
  extra: string,
  environment: MarkerEnvironment,
): Specification[] {
  return distribution.requires.filter(({ marker }) => {
    if (marker === undefined) return extra === "";
    return evaluateMarker(marker, environment, extra);
  });
}
