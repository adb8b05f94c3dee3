import { readToml, type TomlValue } from "../../syntax/toml.js";
import { tomlSettings } from "../lists/toml-entries.js";
import type { CommandLine } from "./command-lines.js";

/** Tables and keys whose texts are commands, in dotted form: of runners of tasks, of tools, and of hosts. */
const TASKS =
  /^(?:tool\.(?:poe|taskipy|pixi|pixi\.feature\.[\w-]+)\.tasks|tool\.(?:pdm|rye)\.scripts|(?:tool\.hatch\.)?envs\.[\w-]+\.scripts|scripts|tasks)\.[\w:.-]+$|^(?:tool\.tox\.)?(?:env_run_base|env\.[\w-]+)\.commands$|^processes\.[\w-]+$|^deploy\.(?:release_command|startCommand)$|^(?:build\.command|phases\.[\w-]+\.cmds|start\.cmd)$/;
/** Words of a table that may hold commands: no other text is read whole. */
const MAY_MATCH =
  /^\s*\[+\s*(?:tool\.(?:poe|taskipy|pixi|pdm|rye|hatch|tox)|envs|scripts|tasks|env_run_base|env|processes|deploy|build|phases|start)\b/m;
/** Keys of a task that say something else. */
const OTHER =
  /^(?:help|env|envfile|cwd|working_dir|description|deps|depends|depends_on|uses|args|executor|interpreter)$/;

/** Commands of tasks in TOML: `[tool.poe.tasks]`, hatch's, PDM's and Pipenv's scripts, tox, and what hosts start. */
export function tomlCommands(text: string): CommandLine[] {
  if (!MAY_MATCH.test(text)) return [];
  return tomlSettings(text, readToml(text)).flatMap(({ keys, value }) =>
    TASKS.test(keys.join(".")) && !keys.some((key) => OTHER.test(key)) && value.kind !== "table" ? textsOf(value) : [],
  );
}

/** Texts of a value; a list of texts inside of a list is one command. */
function textsOf(value: TomlValue): CommandLine[] {
  if (typeof value.value === "string") return [{ text: value.value, offset: value.start }];
  return value.items.flatMap((item): CommandLine[] => {
    const words = item.items.map((one) => one.value);
    if (words.length > 0 && words.every((word) => typeof word === "string"))
      return [{ text: words.join(" "), offset: item.start }];
    if (item.kind === "table") return item.entries.flatMap((one) => (OTHER.test(one.key) ? [] : textsOf(one.value)));
    return textsOf(item);
  });
}

/** Commands in JSON: npm's scripts, and keys that end in `Command`, as those of development containers and hosts do. */
export function jsonCommands(text: string): CommandLine[] {
  const scripts = /"scripts"\s*:\s*\{([^{}]*)\}/.exec(text);
  const found: CommandLine[] = [];
  const read = (part: string, start: number, pattern: RegExp) => {
    for (const { 0: whole, 1: written = "", index } of part.matchAll(pattern))
      found.push({
        text: written.replace(/\\(["\\])/g, "$1"),
        offset: start + index + whole.length - written.length - 1,
      });
  };
  if (scripts !== null)
    read(scripts[1]!, scripts.index + scripts[0].length - 1 - scripts[1]!.length, /"[^"]+"\s*:\s*"((?:[^"\\]|\\.)*)"/g);
  read(text, 0, /"\w+Command"\s*:\s*"((?:[^"\\]|\\.)*)"/g);
  return found;
}
