import type { Graph, Place } from "./graph.js";
import type { Judging } from "./judge/context.js";
import type { Judged } from "./judge/judge.js";
import type { Blocked, Cause, Mention, SymbolName, Target } from "./model.js";
import type { Rules } from "./rules.js";

/** What marking starts from; it never changes while marks spread. */
export interface Ground {
  graph: Graph;
  target: Target;
  siblings: ReadonlySet<string>;
  force: boolean;
  text(path: string): string;
  mentions(path: string): readonly Mention[];
  frozen(path: string): string | undefined;
  seed(path: string): boolean;
  /** True for a file of tests. */
  test(path: string): boolean;
  rules: Rules;
  /** Listed files that no transform reads, by the symbols that lead to them. */
  loose: ReadonlySet<SymbolName>;
  /** Symbols whose definition is only kept for stored data, with the cause that would have ended them. */
  tombstones: Map<SymbolName, Cause>;
}

/** Regions that must stay, with the reason, by path and region. */
export type Holds = ReadonlyMap<string, ReadonlyMap<number, string>>;

/** How far marks have spread. */
export interface Spread {
  ground: Ground;
  holds: Holds;
  judged: Map<string, Judged>;
  judging: Map<string, Judging>;
  gone: Map<SymbolName, Cause>;
  /** Regions that go because only removed code used them, by path. */
  swept: Map<string, Map<number, Cause>>;
  /** Names that only removed code used: of a region that binds several, which ones. */
  unused: Set<SymbolName>;
}

/** A region that goes because only removed code used it, as an independent check found. */
export interface Sweep {
  path: string;
  region: number;
  symbol?: SymbolName;
}

/** The state once marks no longer spread. */
export interface Marks {
  judged: Map<string, Judged>;
  judging: Map<string, Judging>;
  gone: Map<SymbolName, Cause>;
  /** Places that cannot leave cleanly, of regions that stay. */
  blocked: Blocked[];
}

/** True if the region at a place goes with something. */
export function isDead({ judged }: Pick<Spread, "judged">, { path, region }: Pick<Place, "path" | "region">): boolean {
  return judged.get(path)?.dead.has(region) ?? false;
}

/** Notes that a region goes. */
export function addSwept(
  { swept, unused }: Spread,
  { path, region }: Pick<Place, "path" | "region">,
  cause: Cause,
): void {
  const list = swept.get(path) ?? new Map<number, Cause>();
  swept.set(path, list.set(region, cause));
  if (cause.symbol !== undefined) unused.add(cause.symbol);
}
