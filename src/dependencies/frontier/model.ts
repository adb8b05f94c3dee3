import type { Load } from "../lines/costs.js";
import type { DistributionName } from "../model.js";

/** What could take the place of a distribution. Data, see `alternatives.json`; `docs/dependencies.md` says what it means. */
export interface Alternative {
  id: string;
  /** In words: what → what. */
  change: string;
  replaces: DistributionName;
  /**
   * - `build`: the same distribution from another index, which needs less
   * - `distribution`: others that are installed in its place
   * - `service`: nothing is installed in its place but what is needed to call a service
   */
  kind: "build" | "distribution" | "service";
  /** What comes in its place: names to install. */
  with: DistributionName[];
  /** What the other build does not ask for; `*` stands for any end. */
  drops?: string[];
  /** One of these must be installed already: the service is called through it. */
  needs?: DistributionName[];
  /** Words of which the program must use one, and words of which it may use none, for the change to be possible. */
  onlyWith?: string[];
  neverWith?: string[];
  /** Stored vectors do not fit any more: collections are to be made anew. */
  changesVectors?: boolean;
  /** It takes about as much room; why it is listed all the same says `remark`. */
  isNoSaving?: boolean;
  /** What has to be done or known, in one sentence. */
  remark: string;
  /** Where the facts come from. */
  source: string;
}

/** Whether and where the program uses a word. */
export type FindWord = (word: string) => { path: string; line: number } | undefined;

/** What was chosen at a step. */
export type Change =
  | { kind: "as it is" }
  /** Nothing uses them. */
  | { kind: "unused"; names: readonly DistributionName[] }
  /** A requirement that is used goes: what uses it has to be written anew, or goes as well. */
  | { kind: "without"; name: DistributionName }
  | { kind: "alternative"; alternative: Alternative };

/** What is installed after a change. */
export interface Choice {
  change: Change;
  load: Load;
  /** What comes in and is not known: the load is without it, and without what it needs. */
  unknown: readonly DistributionName[];
}

/** An alternative that is not a choice here, and why. */
export interface Refused {
  alternative: Alternative;
  reason: string;
}

/** One step: what was chosen, what else could have been in its place, and what could not. */
export interface Step extends Choice {
  /** Other choices for the same requirement, each on top of the steps before. */
  instead: readonly Choice[];
  refused: readonly Refused[];
}
