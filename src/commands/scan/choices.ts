import { frontierOf } from "../../dependencies/frontier/frontier.js";
import type { Change, Choice, FindWord, Step } from "../../dependencies/frontier/model.js";
import { deletionOf } from "../../dependencies/lines/deletion.js";
import type { DistributionName } from "../../dependencies/model.js";
import type { ScanChoice, ScanDeletion, ScanStep } from "../../report/dependencies-document.js";
import type { Bill } from "./bill.js";
import { scanLoad } from "./loads.js";

/** So many places are listed. */
const PLACES = 5;
const WAYS = 5;

/** What the deletion of lines saves below what a person asks for. */
export function scanDeletion(
  { main, flat }: Bill,
  names: readonly DistributionName[],
  by: ScanDeletion["by"],
): ScanDeletion {
  const deletion = deletionOf(main.closure, flat, names);
  return {
    by,
    names: [...deletion.names],
    before: scanLoad(deletion.before),
    saves: scanLoad(deletion.freed),
    freed: [...deletion.freed.distributions],
    savesAlone: scanLoad(deletion.freedAlone),
    leftBehind: [...deletion.leftBehind],
    noOps: deletion.noOps.map(({ name, paths, below }) => ({
      name,
      heldBy: paths.length,
      comesBackThrough: paths.slice(0, WAYS).map((path) => [...path]),
      below: [...below],
    })),
  };
}

/** Which choices reach which size, each with the places that use what goes. */
export function scanFrontier(
  { main, graph }: Bill,
  unused: readonly DistributionName[],
  find: FindWord,
  usedBy: (name: DistributionName) => readonly string[],
): ScanStep[] {
  if (graph.requirementsUnknown || main.closure.reached.size === 0) return [];
  const isKnown = [...main.closure.reached.values()].some(({ distribution }) => distribution.download !== null);
  const steps = frontierOf(main.closure, unused, find, isKnown ? "download" : "installed");
  const drawn = (choice: Choice) => scanChoice(choice, usedBy);
  return steps.map((step: Step) => ({
    ...drawn(step),
    instead: step.instead.map(drawn),
    refused: step.refused.map(({ alternative: { change }, reason }) => ({ change, reason })),
  }));
}

function scanChoice(
  { change, load, unknown }: Choice,
  usedBy: (name: DistributionName) => readonly string[],
): ScanChoice {
  const { words, kind, removes, adds, changesVectors, remark } = described(change);
  return {
    change: words,
    kind,
    removes,
    adds,
    notKnown: [...unknown],
    usedBy: removes.flatMap((name) => usedBy(name)).slice(0, PLACES),
    changesVectors,
    remark,
    ...scanLoad(load),
  };
}

function described(
  change: Change,
): Pick<ScanChoice, "kind" | "removes" | "adds" | "changesVectors" | "remark"> & { words: string } {
  const none = { removes: [], adds: [], changesVectors: false, remark: "" };
  switch (change.kind) {
    case "as it is":
      return { words: "as it is", ...none, kind: change.kind };
    case "unused":
      return { words: "without what nothing uses", ...none, kind: change.kind, removes: [...change.names] };
    case "without":
      return { words: `without ${change.name}`, ...none, kind: change.kind, removes: [change.name] };
    case "alternative": {
      const { kind, change: words, replaces, with: adds, changesVectors = false, remark } = change.alternative;
      return { words, kind, removes: kind === "build" ? [] : [replaces], adds: [...adds], changesVectors, remark };
    }
  }
}
