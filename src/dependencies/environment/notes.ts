import type { DistributionName } from "../model.js";

/** What is unusual about an environment, and what the sizes read from it do or do not count. */
export type EnvironmentNote =
  /** A folder `~name` that a broken removal left: counted nowhere. */
  | { kind: "stale folder"; path: string }
  /** Several versions of one distribution: `chosen` is taken. */
  | { kind: "several versions"; name: DistributionName; chosen: string; others: string[] }
  /** Files that a second distribution also claims: counted once, for the first by name. */
  | { kind: "claimed twice"; name: DistributionName; by: DistributionName; files: number; bytes: number }
  /** Contents that have further names, as uv links them from its cache: counted here in full. */
  | { kind: "hard links"; files: number; bytes: number }
  /** Installed from a folder of sources, which is not counted. */
  | { kind: "editable"; name: DistributionName; location: string | null }
  /** Its files are not recorded, so its size is not known. */
  | { kind: "no record"; name: DistributionName; path: string }
  /** Recorded files that are not there: altered after they were installed. */
  | { kind: "files missing"; name: DistributionName; files: number }
  /** Recorded files that lie outside of the environment: not counted. */
  | { kind: "files outside"; name: DistributionName; files: number }
  /** Metadata without a name or version, or none: left out. */
  | { kind: "not readable"; path: string }
  /** A requirement that does not follow the rules: left out. */
  | { kind: "requirement not understood"; name: DistributionName; text: string };
