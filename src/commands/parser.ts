import yargs, { type Argv, type Options } from "yargs";
import { UserError } from "../errors.js";
import { closest } from "../target/suggest.js";
import type { Context, Outcome } from "./context.js";
import {
  PLAN_OPTIONS,
  planFlags,
  REBUILD_OPTIONS,
  REVERT_OPTIONS,
  rebuildFlags,
  SHOW_OPTIONS,
  showFlags,
  text,
  WRITE_OPTIONS,
  writeFlags,
} from "./options.js";

type Values = Record<string, unknown>;

/** A command as the command line sees it. What it needs is loaded when it runs. */
interface CommandEntry {
  usage: string;
  describe: string;
  examples: string[];
  options: Record<string, Options>;
  run(context: Context, values: Values): Promise<Outcome>;
}

const COMMANDS: Readonly<Record<string, CommandEntry>> = {
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
    examples: ["unpick verify", "unpick verify --run 'pytest -q'"],
    options: {
      branch: REBUILD_OPTIONS.branch!,
      run: { type: "string", describe: "run the application's own command on a copy (default: from unpick.yaml)" },
      json: REBUILD_OPTIONS.json!,
    },
    run: async (context, values) => {
      const { verifyCommand } = await import("./verify.js");
      const [branch, commit, run] = [text(values.branch), text(values.commit), text(values.run)];
      return verifyCommand(context, {
        ...(branch === undefined ? {} : { branch }),
        ...(commit === undefined ? {} : { commit }),
        ...(run === undefined ? {} : { run }),
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
};

/** Flags that every command takes. */
const COMMON: Record<string, Options> = {
  color: { type: "boolean", describe: "colour, whatever the terminal says; --no-color for none" },
  pager: { type: "boolean", default: true, describe: "long reports through the pager; --no-pager for not" },
};

/**
 * Runs the command that the words of a command line name.
 *
 * @throws UserError (exit 2) for an unknown command or flag, with the nearest
 */
export async function runCommand(words: readonly string[], context: Context): Promise<Outcome> {
  const [name] = words;
  if (name === undefined) {
    const { workflowCommand } = await import("./workflow.js");
    return workflowCommand(context);
  }
  if (name === "help" || name === "--help" || name === "-h") {
    const topic = words[1];
    return { output: await helpText(topic === undefined ? [] : [topic]), notes: [], exitCode: 0 };
  }
  checkCommand(name);
  let outcome: Outcome | undefined;
  const parser = makeParser(async (entry, values) => {
    outcome = await entry.run(context, values);
  });
  let help = "";
  await parser.parseAsync([...words], {}, (_error, _values, output) => {
    help = output;
  });
  return outcome ?? { output: `${help}\n`, notes: [], exitCode: 0 };
}

async function helpText(words: readonly string[]): Promise<string> {
  if (words[0] !== undefined) checkCommand(words[0]);
  let help = "";
  await makeParser(async () => {}).parseAsync([...words, "--help"], {}, (_error, _values, output) => {
    help = output;
  });
  return `${help}\n`;
}

function makeParser(run: (entry: CommandEntry, values: Values) => Promise<void>): Argv {
  let parser = yargs()
    .scriptName("unpick")
    .locale("en")
    .parserConfiguration({
      "dot-notation": false,
      "greedy-arrays": false,
      "parse-numbers": false,
      "parse-positional-numbers": false,
    })
    .usage(
      "Examples:\n  unpick plan ollama --successor openai\n  unpick apply ollama\n\nUsage: unpick COMMAND [options]",
    )
    .options(COMMON)
    .strict()
    .exitProcess(false)
    .version(false)
    .help()
    .alias("help", "h")
    .wrap(100)
    .showHelpOnFail(false)
    .fail((message, error) => {
      throw error ?? usageError(message);
    });
  for (const entry of Object.values(COMMANDS)) {
    parser = parser.command(
      entry.usage,
      entry.describe,
      (command: Argv) =>
        command
          .usage(`Examples:\n${entry.examples.map((line) => `  ${line}\n`).join("")}\nUsage: unpick ${entry.usage}`)
          .options(entry.options),
      (values: Values) => run(entry, values),
    );
  }
  return parser;
}

function checkCommand(name: string): void {
  if (Object.hasOwn(COMMANDS, name)) return;
  if (name.startsWith("-")) throw new UserError(`Unknown flag ${name}.`, "unpick --help lists commands and flags.");
  const [suggestion] = closest(name, Object.keys(COMMANDS), 1);
  throw new UserError(
    `Unknown command "${name}".`,
    suggestion ? `Did you mean unpick ${suggestion}?` : `Commands: ${Object.keys(COMMANDS).join(", ")}.`,
  );
}

/** Turns a complaint of yargs into an error with a suggestion. */
function usageError(message: string): UserError {
  const unknown = /^Unknown arguments?: (.*)$/s.exec(message)?.[1];
  if (unknown === undefined)
    return new UserError(message.replace(/\s*\n\s*/g, " ").trim(), "See unpick COMMAND --help.");
  const [first = ""] = unknown.split(", ");
  const flags = new Set([COMMON, ...Object.values(COMMANDS).map((entry) => entry.options)].flatMap(Object.keys));
  const [suggestion] = closest(first, flags, 1);
  const hint = suggestion ? `Did you mean --${suggestion}?` : "See unpick COMMAND --help.";
  return new UserError(`Unknown argument: ${unknown}.`, hint);
}
