import type { Options } from "yargs";
import type { Context, Outcome } from "./context.js";
import type { GuardFormat } from "./guard.js";
import {
  OFFLOAD_OPTIONS,
  offloadFlags,
  PLAN_OPTIONS,
  planFlags,
  REBUILD_OPTIONS,
  REVERT_OPTIONS,
  rebuildFlags,
  SCAN_OPTIONS,
  SHOW_OPTIONS,
  scanFlags,
  showFlags,
  text,
  WRITE_OPTIONS,
  writeFlags,
} from "./options.js";

/** Arguments as yargs gives them. */
export type Values = Record<string, unknown>;

/** A command as the command line sees it. What it needs is loaded when it runs. */
export interface CommandEntry {
  usage: string;
  describe: string;
  examples: string[];
  options: Record<string, Options>;
  run(context: Context, values: Values): Promise<Outcome>;
}

/** All commands by name, in the order of the work. */
export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  scan: {
    usage: "scan [target]",
    describe: "what mentions the target, what the repository weighs, what is wrong around it; reads only",
    examples: [
      "unpick scan ollama",
      "unpick scan --without torch,transformers",
      "unpick scan --environment ../venv --json",
      "unpick scan --compare unpick/ollama",
    ],
    options: { ...SCAN_OPTIONS, all: SHOW_OPTIONS.all!, json: REBUILD_OPTIONS.json! },
    run: async (context, values) => {
      const { scanCommand } = await import("./scan.js");
      return scanCommand(context, scanFlags(values));
    },
  },
  plan: {
    usage: "plan [target]",
    describe: "decide what happens to every mention, and preview it; changes nothing",
    examples: [
      "unpick plan ollama --successor openai",
      "unpick plan hipchat --term 'hip chat' --skip docs",
      "unpick plan ollama --format patch -o ollama.patch",
    ],
    options: {
      ...PLAN_OPTIONS,
      ...SHOW_OPTIONS,
      check: { type: "boolean", default: false, describe: "exit 1 if there is anything to change or to review" },
    },
    run: async (context, values) => {
      const { planCommand } = await import("./plan.js");
      return planCommand(context, planFlags(values), { ...showFlags(values), check: values.check === true });
    },
  },
  show: {
    usage: "show [step]",
    describe: "draw the saved plan again, whole or one step",
    examples: ["unpick show", "unpick show javascript", "unpick show --format patch | git apply --check"],
    options: {
      ...SHOW_OPTIONS,
      target: { type: "string", requiresArg: true, describe: "whose plan (default: the one saved last)" },
    },
    run: async (context, values) => {
      const { showCommand } = await import("./show.js");
      return showCommand(context, text(values.step), text(values.target), showFlags(values));
    },
  },
  apply: {
    usage: "apply [target]",
    describe: "write the plan as a branch, one commit per step; your checkout stays as it is",
    examples: [
      "unpick apply ollama --successor openai",
      "unpick apply ollama --skip css --branch remove-ollama",
      "unpick apply ollama --in-place",
    ],
    options: { ...PLAN_OPTIONS, ...WRITE_OPTIONS },
    run: async (context, values) => {
      const { applyCommand } = await import("./apply.js");
      return applyCommand(context, planFlags(values), writeFlags(values));
    },
  },
  status: {
    usage: "status",
    describe: "what is on the branch: steps, exclusions, people's commits on top",
    examples: ["unpick status", "unpick status --branch unpick/ollama --json"],
    options: { branch: REBUILD_OPTIONS.branch!, json: REBUILD_OPTIONS.json! },
    run: async (context, values) => {
      const { statusCommand } = await import("./status.js");
      return statusCommand(context, text(values.branch), values.json === true);
    },
  },
  revert: {
    usage: "revert [steps..]",
    describe: "plan again without these steps and rebuild the branch",
    examples: ["unpick revert javascript", "unpick revert javascript --dry-run", "unpick revert css --onto main"],
    options: { ...REBUILD_OPTIONS, ...REVERT_OPTIONS },
    run: async (context, values) => {
      const { rebuildCommand } = await import("./rebuild.js");
      return rebuildCommand(context, "revert", rebuildFlags(values));
    },
  },
  restore: {
    usage: "restore [steps..]",
    describe: "take the exclusion of steps back and rebuild the branch",
    examples: ["unpick restore javascript", "unpick restore --all"],
    options: REBUILD_OPTIONS,
    run: async (context, values) => {
      const { rebuildCommand } = await import("./rebuild.js");
      return rebuildCommand(context, "restore", rebuildFlags(values));
    },
  },
  verify: {
    usage: "verify [commit]",
    describe: "check the branch, or any commit, against its base with independent tools",
    examples: ["unpick verify", "unpick verify --run 'pytest -q'", "unpick verify --types"],
    options: {
      branch: REBUILD_OPTIONS.branch!,
      run: { type: "string", describe: "run the application's own command on a copy (default: from unpick.yaml)" },
      types: { type: "boolean", describe: "also pyright, and tsc with a tsconfig.json, over the whole tree" },
      json: REBUILD_OPTIONS.json!,
    },
    run: async (context, values) => {
      const { verifyCommand } = await import("./verify.js");
      const [branch, commit, run] = [text(values.branch), text(values.commit), text(values.run)];
      return verifyCommand(context, {
        ...(branch === undefined ? {} : { branch }),
        ...(commit === undefined ? {} : { commit }),
        ...(run === undefined ? {} : { run }),
        types: values.types === true,
        json: values.json === true,
      });
    },
  },
  why: {
    usage: "why <place>",
    describe: "the chain of links that removed or kept a line, given as PATH:LINE",
    examples: ["unpick why app.py:47", "unpick why static/chat.js:12 --json"],
    options: { branch: REBUILD_OPTIONS.branch!, json: REBUILD_OPTIONS.json! },
    run: async (context, values) => {
      const { whyCommand } = await import("./why.js");
      const branch = text(values.branch);
      return whyCommand(context, text(values.place) ?? "", {
        ...(branch === undefined ? {} : { branch }),
        json: values.json === true,
      });
    },
  },
  guard: {
    usage: "guard [target]",
    describe: "for CI and pre-commit: exit 1 if the target is mentioned again",
    examples: [
      "unpick guard ollama",
      "unpick guard ollama --staged",
      "unpick guard ollama --since origin/main --format github",
    ],
    options: {
      term: PLAN_OPTIONS.term!,
      keep: PLAN_OPTIONS.keep!,
      since: { type: "string", requiresArg: true, describe: "only mentions that this commit did not have" },
      staged: { type: "boolean", default: false, describe: "look at what the next commit would hold" },
      format: {
        choices: ["terminal", "json", "sarif", "github"] as const,
        default: "terminal",
        describe: "how to print the findings",
      },
      json: REBUILD_OPTIONS.json!,
    },
    run: async (context, values) => {
      const { guardCommand } = await import("./guard.js");
      return guardCommand(context, planFlags(values), {
        since: text(values.since),
        staged: values.staged === true,
        format: values.json === true ? "json" : (values.format as GuardFormat),
      });
    },
  },
  offload: {
    usage: "offload <path> <destination>",
    describe: "put a folder's files into a store that speaks S3, proven byte for byte; or fetch them",
    examples: [
      "unpick offload uploads s3://my-bucket/uploads --dry-run",
      "unpick offload uploads s3://my-bucket/uploads",
      "unpick offload uploads s3://my-bucket/uploads --restore",
    ],
    options: OFFLOAD_OPTIONS,
    run: async (context, values) => {
      const { offloadCommand } = await import("./offload.js");
      return offloadCommand(context, offloadFlags(values));
    },
  },
};
