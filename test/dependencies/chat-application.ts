import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { DependencyGraph, Distribution, MarkerEnvironment, Root } from "../../src/dependencies/model.js";
import { parseSpecification } from "../../src/dependencies/specification.js";

/** What is installed for some roots of the chat application. */
export interface Scenario {
  about: string;
  /** Names with blanks between. */
  roots: string;
  packages: number;
  bytes: number;
  /** Names of which the data has no size. */
  unknown: string[];
  /** Names with blanks between, with `==VERSION` where the version differs from the one of the packages. */
  names: string;
}

interface Data {
  environment: MarkerEnvironment;
  packages: { name: string; version: string; bytes: number | null; requires: string[] }[];
  scenarios: Record<string, Scenario>;
  retainedByIntent: Record<string, [bytes: number, packages: number]>;
  retainedByPins: Record<string, [bytes: number, packages: number]>;
}

/** Packages, scenarios and retained sizes that public lock files give. */
export const chat: Data = JSON.parse(
  readFileSync(fileURLToPath(new URL("data/chat-application.json", import.meta.url)), "utf8"),
);

/** The graph of all packages of the chat application. */
export function chatGraph(): DependencyGraph {
  const distributions = chat.packages.map(({ name, version, bytes, requires }): [string, Distribution] => [
    name,
    { name, version, requires: requires.map((text) => parseSpecification(text)!), download: bytes, installed: null },
  ]);
  return { source: "uv.lock", environment: chat.environment, distributions: new Map(distributions) };
}

/** The graph as PyTorch's index for CPUs makes it: another wheel of torch, of unknown size, without CUDA. */
export function cpuGraph(): DependencyGraph {
  const graph = chatGraph();
  const torch = graph.distributions.get("torch")!;
  const requires = torch.requires.filter(({ name }) => name !== "triton" && !name.startsWith("nvidia-"));
  const cpu: Distribution = { ...torch, version: `${torch.version}+cpu`, requires, download: null };
  return { ...graph, distributions: new Map([...graph.distributions, ["torch", cpu]]) };
}

/** Roots by their names, with blanks between, without extras. */
export function rootsOf(names: string): Root[] {
  return names.split(" ").map((name) => ({ name, extras: [] }));
}
