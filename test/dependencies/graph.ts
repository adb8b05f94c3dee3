import type { DependencyGraph, Distribution } from "../../src/dependencies/model.js";
import { parseSpecification } from "../../src/dependencies/specification.js";
import { markersOf } from "../../src/dependencies/target.js";
import { DEBIAN_12 } from "../../src/dependencies/wheels/platform.js";

/** A graph of version 1.0 of distributions, from their requirements as metadata writes them. */
export function graphOf(
  requirements: Record<string, string[]>,
  bytes: Record<string, number | null> = {},
): DependencyGraph {
  const distributions = Object.entries(requirements).map(([name, requires]): [string, Distribution] => [
    name,
    {
      name,
      version: "1.0",
      requires: requires.map((text) => parseSpecification(text)!),
      download: bytes[name] ?? null,
      installed: null,
    },
  ]);
  return { source: "test", environment: markersOf(DEBIAN_12), distributions: new Map(distributions) };
}
