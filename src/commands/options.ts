import type { Options } from "yargs";
import type { OffloadFlags, PlanFlags, RebuildFlags, ScanFlags, ShowFlags, WriteFlags } from "./flags.js";

type Arguments = Record<string, unknown>;
type Group = Record<string, Options>;

/** Flags that shape a plan. */
export const PLAN_OPTIONS: Group = {
  successor: { type: "string", requiresArg: true, describe: "what takes the target's place in defaults and examples" },
  term: { type: "string", array: true, requiresArg: true, describe: "a further spelling of the target" },
  only: { type: "string", array: true, requiresArg: true, describe: "take only these steps" },
  skip: { type: "string", array: true, requiresArg: true, describe: "leave these steps out" },
  keep: { type: "string", array: true, requiresArg: true, describe: "paths or symbols that stay, as globs" },
  scope: { type: "string", array: true, requiresArg: true, describe: "edit nothing outside of these paths" },
  cleanup: {
    type: "boolean",
    default: false,
    describe: "run the clean-ups as well, but for those that change what is installed: name them",
  },
  "untrack-data": {
    type: "boolean",
    default: false,
    describe: "take tracked data out of the tree, in a last step of its own",
  },
  catalogues: {
    type: "boolean",
    default: false,
    describe: "take messages out of translations that a tool collects as well",
  },
  force: { type: "boolean", default: false, describe: "plan although the application depends on the target" },
  "allow-transforms": {
    type: "boolean",
    describe:
      "run the transforms that unpick.yaml names: code of this repository; --no-allow-transforms leaves them out",
  },
  base: { type: "string", requiresArg: true, describe: "plan from this commit (default: HEAD)" },
};

/** Flags that say how a plan is shown. */
export const SHOW_OPTIONS: Group = {
  format: {
    type: "string",
    requiresArg: true,
    choices: ["terminal", "patch", "json", "markdown"],
    describe: "how to show it (default: terminal)",
  },
  json: { type: "boolean", default: false, describe: "the same as --format json" },
  output: { alias: "o", type: "string", requiresArg: true, describe: "write to this file" },
  stat: { type: "boolean", default: false, describe: "files and sizes in place of the diff" },
  all: { type: "boolean", default: false, describe: "print lists whole" },
};

/** Flags of `scan` alone. */
export const SCAN_OPTIONS: Group = {
  without: {
    type: "string",
    array: true,
    requiresArg: true,
    describe: "say what it saves to delete the lines of these packages, and what brings them back",
  },
  environment: { type: "string", requiresArg: true, describe: "read what is installed in this environment" },
  resolve: {
    type: "boolean",
    default: false,
    describe: "ask uv or pip what the requirements come to, as they are set up; uses the network",
  },
  compare: { type: "string", requiresArg: true, describe: "weigh a branch beside this commit: tree, clones, images" },
};

/** Flags of `apply` beyond those of `plan`. */
export const WRITE_OPTIONS: Group = {
  branch: { type: "string", requiresArg: true, describe: "name of the branch (default: unpick/TARGET)" },
  split: {
    type: "string",
    requiresArg: true,
    default: "step",
    describe: "one commit for each step, file, dir or owner",
  },
  "max-lines": { type: "string", requiresArg: true, describe: "part commits of more changed lines, by files" },
  signoff: { type: "boolean", default: false, describe: "add Signed-off-by to the commits" },
  "in-place": { type: "boolean", default: false, describe: "write the working tree; no branch, no commits" },
  interactive: { alias: "i", type: "boolean", default: false, describe: "ask step by step what to take" },
  yes: { alias: "y", type: "boolean", default: false, describe: "ask nothing" },
  json: { type: "boolean", default: false, describe: "one JSON value on standard output" },
};

/** Flags of `revert` and `restore`. */
export const REBUILD_OPTIONS: Group = {
  branch: { type: "string", requiresArg: true, describe: "the branch (default: the current one if it is ours)" },
  all: { type: "boolean", default: false, describe: "every step" },
  "dry-run": { alias: "n", type: "boolean", default: false, describe: "only tell what would happen" },
  yes: { alias: "y", type: "boolean", default: false, describe: "ask nothing" },
  json: { type: "boolean", default: false, describe: "one JSON value on standard output" },
};

/** Flags of `revert` alone. */
export const REVERT_OPTIONS: Group = {
  alone: { type: "boolean", default: false, describe: "leave the other steps as they are, and tell what dangles" },
  onto: { type: "string", requiresArg: true, describe: "undo on a branch that the stack was merged into" },
};

/** Flags of `offload`. */
export const OFFLOAD_OPTIONS: Group = {
  restore: { type: "boolean", default: false, describe: "fetch what is stored there" },
  endpoint: { type: "string", requiresArg: true, describe: "address of a store that speaks S3 and is not AWS" },
  region: { type: "string", requiresArg: true, describe: "region of the bucket (default: as the machine is set up)" },
  "delete-local": {
    type: "boolean",
    default: false,
    describe: "delete the files here once the store is proven to hold them all; databases stay",
  },
  force: { type: "boolean", default: false, describe: "replace what differs on the other side" },
  "dry-run": { alias: "n", type: "boolean", default: false, describe: "only tell what would happen" },
  yes: { alias: "y", type: "boolean", default: false, describe: "ask nothing" },
  json: { type: "boolean", default: false, describe: "one JSON value on standard output" },
};

/** Reads the flags that shape a plan. */
export function planFlags(values: Arguments): PlanFlags {
  return {
    ...optional("target", text(values.target)),
    ...optional("base", text(values.base)),
    ...optional("successor", text(values.successor)),
    term: texts(values.term),
    only: names(values.only),
    skip: names(values.skip),
    keep: texts(values.keep),
    scope: texts(values.scope),
    cleanup: values.cleanup === true,
    untrackData: values["untrack-data"] === true,
    catalogues: values.catalogues === true,
    force: values.force === true,
    ...(typeof values["allow-transforms"] === "boolean" ? { allowTransforms: values["allow-transforms"] } : {}),
  };
}

/** Reads the flags that say how a plan is shown. */
export function showFlags(values: Arguments): ShowFlags {
  const format = values.json === true ? "json" : (text(values.format) ?? "terminal");
  return {
    format: format as ShowFlags["format"],
    stat: values.stat === true,
    all: values.all === true,
    ...optional("output", text(values.output)),
  };
}

/** Reads the flags of `scan`. */
export function scanFlags(values: Arguments): ScanFlags {
  return {
    target: text(values.target),
    all: values.all === true,
    json: values.json === true,
    without: names(values.without),
    resolve: values.resolve === true,
    ...optional("environment", text(values.environment)),
    ...optional("compare", text(values.compare)),
  };
}

/** Reads what is to be stored, and where. */
export function offloadFlags(values: Arguments): OffloadFlags {
  return {
    path: text(values.path) ?? "",
    destination: text(values.destination) ?? "",
    ...optional("endpoint", text(values.endpoint)),
    ...optional("region", text(values.region)),
    restore: values.restore === true,
    dryRun: values["dry-run"] === true,
    deleteLocal: values["delete-local"] === true,
    force: values.force === true,
    yes: values.yes === true,
    json: values.json === true,
  };
}

/** Reads the flags that say how a branch is written. */
export function writeFlags(values: Arguments): WriteFlags {
  return {
    ...optional("branch", text(values.branch)),
    split: text(values.split) ?? "step",
    ...optional("maxLines", text(values["max-lines"])),
    signoff: values.signoff === true,
    inPlace: values["in-place"] === true,
    interactive: values.interactive === true,
    yes: values.yes === true,
    json: values.json === true,
  };
}

/** Reads the flags of `revert` and `restore`. */
export function rebuildFlags(values: Arguments): RebuildFlags {
  return {
    steps: names(values.steps),
    ...optional("branch", text(values.branch)),
    alone: values.alone === true,
    ...optional("onto", text(values.onto)),
    all: values.all === true,
    dryRun: values["dry-run"] === true,
    yes: values.yes === true,
    json: values.json === true,
  };
}

/** The value of a flag; the last one if it was given twice. */
export function text(value: unknown): string | undefined {
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return last === undefined || last === null ? undefined : String(last);
}

function texts(value: unknown): string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

/** Names of steps or packages; `--skip a,b` and `--skip a --skip b` are the same. */
function names(value: unknown): string[] {
  return texts(value).flatMap((item) => item.split(",").filter((name) => name !== ""));
}

function optional<Key extends string>(key: Key, value: string | undefined): { [key in Key]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [key in Key]: string });
}
