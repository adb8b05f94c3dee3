import type { DependencyGraph, DistributionName, MarkerEnvironment, Root } from "../model.js";
import type { Platform } from "../wheels/platform.js";

/** What to read a lock file for. */
export interface LockTarget {
  environment: MarkerEnvironment;
  /** Machine whose wheels are taken; its Python should be that of the environment. */
  platform: Platform;
  /** Extras and groups of the project that are installed, where the lock makes choices by them. */
  extras: readonly string[];
  groups: readonly string[];
}

/** A requirement of the locked project itself. */
export interface LockedRoot extends Root {
  /** Project that asks for it: a lock may be of several. */
  project: DistributionName;
  /** Extra or group of the project that it belongs to; null if it is always installed. */
  extra: string | null;
  group: string | null;
}

/** What a lock file does not tell, or tells in a way that is not understood. */
export type LockNote =
  /** Several versions, and nothing in the file decides between them: the newest with a wheel for the target is taken. */
  | { kind: "several versions"; name: DistributionName; versions: string[] }
  | { kind: "requirement not understood"; name: DistributionName; text: string }
  | { kind: "marker not understood"; name: DistributionName; text: string }
  /** No wheel runs on the target: it would be built from its sources there. */
  | { kind: "no wheel for the target"; name: DistributionName }
  | { kind: "entry without a name or version"; index: number };

/** What a lock file tells. */
export interface Lock {
  graph: DependencyGraph;
  /** The project's own requirements that hold for the target; empty where the file does not tell them. */
  roots: LockedRoot[];
  notes: LockNote[];
}
