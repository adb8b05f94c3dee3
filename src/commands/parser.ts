import yargs, { type Argv, type Options } from "yargs";
import { UserError } from "../errors.js";
import { closest } from "../target/suggest.js";
import { COMMANDS, type CommandEntry, type Values } from "./command-table.js";
import type { Context, Outcome } from "./context.js";

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
  return outcome ?? { output: withExamples(name, help), notes: [], exitCode: 0 };
}

async function helpText(words: readonly string[]): Promise<string> {
  if (words[0] !== undefined) checkCommand(words[0]);
  let help = "";
  await makeParser(async () => {}).parseAsync([...words, "--help"], {}, (_error, _values, output) => {
    help = output;
  });
  return withExamples(words[0], help);
}

/** Help starts with examples, which yargs would put last and without their indentation. */
function withExamples(name: string | undefined, help: string): string {
  const entry = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  const examples = entry?.examples ?? Object.values(COMMANDS).map(({ examples: [first = ""] }) => first);
  return `Examples:\n${examples.map((line) => `  ${line}\n`).join("")}\n${help}\n`;
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
      (command: Argv) => command.usage(`Usage: unpick ${entry.usage} [options]`).options(entry.options),
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
