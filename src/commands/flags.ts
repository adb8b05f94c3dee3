/** Flags that shape a plan, as the command line gives them. */
export interface PlanFlags {
  target?: string;
  base?: string;
  successor?: string;
  term: string[];
  only: string[];
  skip: string[];
  keep: string[];
  scope: string[];
  cleanup: boolean;
  /** Left out: no. */
  untrackData?: boolean;
  /** Left out: no. */
  catalogues?: boolean;
  force: boolean;
  /** Whether the transforms that `unpick.yaml` names may run; left out: as agreed before, or ask. */
  allowTransforms?: boolean;
}

/** Flags of `unpick scan`. */
export interface ScanFlags {
  target: string | undefined;
  /** Print lists whole. */
  all: boolean;
  json: boolean;
  /** Names whose lines would be deleted. */
  without: string[];
  /** Path of an environment to read. */
  environment?: string;
  /** Ask uv or pip what the lists come to. */
  resolve: boolean;
  /** Branch whose sizes are put beside those of the commit. */
  compare?: string;
}

/** How a plan is shown. */
export interface ShowFlags {
  format: "terminal" | "patch" | "json" | "markdown";
  stat: boolean;
  all: boolean;
  /** File to write instead of standard output. */
  output?: string;
}

/** How a branch is written. */
export interface WriteFlags {
  branch?: string;
  split: string;
  maxLines?: string;
  signoff: boolean;
  inPlace: boolean;
  /** Left out: no. */
  interactive?: boolean;
  yes: boolean;
  json: boolean;
}

/** Flags of `revert` and `restore`. */
export interface RebuildFlags {
  steps: string[];
  branch?: string;
  alone: boolean;
  onto?: string;
  all: boolean;
  dryRun: boolean;
  yes: boolean;
  json: boolean;
}

/** Writes plan flags as a person types them after a command. */
export function flagText(flags: Omit<PlanFlags, "target">): string {
  const parts: string[] = [];
  if (flags.base !== undefined) parts.push("--base", flags.base);
  if (flags.successor !== undefined) parts.push("--successor", flags.successor);
  for (const name of ["term", "only", "skip", "keep", "scope"] as const) {
    for (const value of flags[name]) parts.push(`--${name}`, value);
  }
  if (flags.cleanup) parts.push("--cleanup");
  if (flags.untrackData) parts.push("--untrack-data");
  if (flags.catalogues) parts.push("--catalogues");
  if (flags.force) parts.push("--force");
  if (flags.allowTransforms !== undefined)
    parts.push(flags.allowTransforms ? "--allow-transforms" : "--no-allow-transforms");
  return parts.map(quoted).join(" ");
}

/** A word as a shell takes it. */
export function quoted(word: string): string {
  return /^[\w./:@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Flags of `offload`. */
export interface OffloadFlags {
  /** The folder or file, from where the command runs. */
  path: string;
  /** `s3://bucket/prefix`. */
  destination: string;
  /** Address of a store that is not AWS. */
  endpoint?: string;
  region?: string;
  restore: boolean;
  dryRun: boolean;
  deleteLocal: boolean;
  force: boolean;
  yes: boolean;
  json: boolean;
}
