import type { ProposedPlace } from "../../engine/model.js";
import type { Declared } from "../lists/model.js";
import type { DependencyGraph, DistributionName } from "../model.js";

/** Where PyTorch publishes its builds for processors alone. @see https://pytorch.org/get-started/locally/ */
export const CPU_INDEX = "https://download.pytorch.org/whl/cpu";
/** How projects name that index. */
export const CPU_INDEX_NAME = "pytorch-cpu";

const BUILDS: ReadonlySet<DistributionName> = new Set(["torch", "torchvision", "torchaudio"]);
/** What the CUDA build of torch pins itself, under markers for Linux: the CPU build asks for none of it. */
const OF_CUDA_BUILD = /^(?:nvidia-.+-cu\d+|triton)$/;

/** The requirements that PyTorch publishes in builds of their own, for whoever installs the application. */
export function torchOf(requirements: readonly Declared[]): Declared[] {
  return requirements.filter(({ name, audience }) => BUILDS.has(name) && isForProduction(audience));
}

/** Pins that are there for the CUDA build alone. */
export function cudaPinsOf(requirements: readonly Declared[]): Declared[] {
  return requirements.filter(({ name, audience }) => OF_CUDA_BUILD.test(name) && isForProduction(audience));
}

function isForProduction({ kind, isDevelopment }: Declared["audience"]): boolean {
  return kind !== "constraint" && !isDevelopment;
}

/** What the change saves, as far as a lock file tells. */
export function savingOf(graph: DependencyGraph | undefined): string {
  const torch = graph?.distributions.get("torch");
  const gone = new Set((torch?.requires ?? []).map(({ name }) => name).filter((name) => OF_CUDA_BUILD.test(name)));
  const sizes = [...gone].flatMap((name) => graph?.distributions.get(name)?.download ?? []);
  if (graph === undefined || sizes.length === 0) return "bytes saved: not known, no lock file tells them";
  const sum = sizes.reduce((total, size) => total + size, 0);
  return `saves at least ${sum} bytes of download (${sizes.length} packages of CUDA that torch asks for in ${graph.source}); the difference of torch itself is not known`;
}

/** The step's risk, for people. */
export const RISK =
  "risk: without CUDA nothing runs on a graphics processor; PyTorch publishes +cpu builds for Linux and Windows, not for macOS";

/** A row for a requirement that stays as it is. */
export function refused(declared: Declared, reason: string): ProposedPlace {
  return { ...declared.range, fate: "review", reason };
}
