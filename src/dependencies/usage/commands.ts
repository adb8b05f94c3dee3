import type { DependencyGraph, DistributionName } from "../model.js";
import { normaliseName } from "../names.js";
import { type CommandLine, commandLines } from "./command-lines.js";
import table from "./commands.json" with { type: "json" };
import { lineAt, type UsageFile } from "./files.js";
import type { Use } from "./model.js";
import { chosenNeeds } from "./rules.js";

const COMMANDS: ReadonlyMap<string, readonly DistributionName[]> = new Map(Object.entries(table.commands));
const OPTIONS = table.options.map((one) => ({ ...one, regexp: new RegExp(one.pattern) }));

/** What stands before a command without being one: variables, and programs that run another. */
const BEFORE =
  /^(?:[({!]\s+|\{\{[^}]*\}\}\s+|\$\{\w+\}\s+|\w+=(?:"[^"]*"|'[^']*'|\S*)\s+|(?:exec|sudo|nohup|time|env|then|do|else|if|while|nice|tini|dumb-init|--|@)\s+|(?:poetry|uv|pipenv|pdm|hatch|rye)\s+run\s+(?:--?[\w-]+(?:=\S+)?\s+)*|(?:docker[ -]compose)\s+(?:(?:-f|--file|-p)[\s=]\S+\s+)*(?:exec|run)\s+(?:(?:-e|-u|-w|--env|--user|--workdir)[\s=]\S+\s+|--?\w[\w=-]*\s+)*[\w-]+\s+)/;
/** A module or a script that Python runs. */
const PYTHON = /^(?:\S*\/)?python[\d.]*\s+(?:-[^m\s]\S*\s+)*(?:-m\s+)?/;

/**
 * What commands use: in Procfiles, Dockerfiles, compose files, makefiles, workflows, scripts, units and sessions of tox and
 * nox, and settings of pytest. One place for each distribution and file.
 *
 * @param known names that the lists or the graph have; of several that would do, those are taken
 * @param graph its distributions tell their commands, which counts before the table
 */
export function commandUses(
  files: Iterable<UsageFile>,
  known: ReadonlySet<DistributionName>,
  graph?: DependencyGraph,
): Use[] {
  const installed = new Map<string, DistributionName[]>();
  for (const { name, commands } of graph?.distributions.values() ?? [])
    for (const command of commands ?? []) installed.set(command, [...(installed.get(command) ?? []), name]);
  const uses: Use[] = [];
  for (const { path, text, isDevelopment } of files) {
    const seen = new Set<string>();
    const add = (needs: readonly DistributionName[], offset: number, one: Pick<Use, "kind" | "text" | "evidence">) => {
      for (const distribution of chosenNeeds(needs, known)) {
        if (seen.has(distribution)) continue;
        seen.add(distribution);
        uses.push({ distribution, path, line: lineAt(text, offset), isOptional: false, isDevelopment, ...one });
      }
    };
    for (const line of commandLines(path, text))
      for (const { name, words } of commandsOf(line)) {
        const needs = installed.get(name) ?? COMMANDS.get(name) ?? ownName(name, known);
        if (needs.length > 0) add(needs, line.offset, { kind: "command", text: name, evidence: "" });
        for (const option of OPTIONS)
          if (option.commands.includes(name) && option.regexp.test(words))
            add(option.needs, line.offset, {
              kind: "plugin",
              text: option.regexp.exec(words)![0].trim(),
              evidence: option.evidence,
            });
      }
    for (const { text: words, offset, needs, evidence } of pytestSettings(path, text))
      add(needs, offset, { kind: "plugin", text: words, evidence });
  }
  return uses;
}

/** A command that has the name of something in the lists. */
function ownName(name: string, known: ReadonlySet<DistributionName>): readonly DistributionName[] {
  const normal = normaliseName(name);
  return known.has(normal) ? [normal] : [];
}

/** The commands of a line, each with its words. */
function commandsOf({ text }: CommandLine): { name: string; words: string }[] {
  // A variable of make is none of a shell's commands.
  return text
    .replace(/\$\((\w+)\)/g, (_, name) => `\${${name}}`)
    .split(/&&|\|\|?|;|\n|\$\(/)
    .flatMap((part) => {
      let words = part.trim().replace(/^["']/, "");
      for (let before = BEFORE.exec(words); before !== null; before = BEFORE.exec(words))
        words = words.slice(before[0].length);
      words = words.replace(/^-m\s+/, "").replace(PYTHON, "");
      const name = /^["']?(?:\S*\/bin\/|\$\{\w+\}\/)?([A-Za-z][\w.-]*)(?=["'\s]|$)/.exec(words)?.[1];
      if (name === undefined) return [];
      // `coverage run -m pytest` is two commands.
      const inner = name === "coverage" ? /\s-m\s+(([\w.-]+).*)/.exec(words) : null;
      return [{ name, words }, ...(inner === null ? [] : [{ name: inner[2]!, words: inner[1]! }])];
    });
}

const PYTEST = /(?:^|\/)(?:pytest\.ini|\.pytest\.ini|tox\.ini|setup\.cfg|pyproject\.toml)$/;

/** Settings of pytest that a plug-in reads, and options that it is always run with. */
function pytestSettings(path: string, text: string) {
  if (!PYTEST.test(path)) return [];
  const section =
    /^\[(?:tool:pytest|pytest|tool\.pytest(?:\.ini_options)?)\][^\n]*\n((?:(?!\[[\w.:-]+\]).*\n?)*)/m.exec(text);
  if (section === null) return [];
  const [whole, body = ""] = section;
  const start = section.index + whole.length - body.length;
  const found = table.settings.flatMap(({ name, needs, evidence }) => {
    const place = new RegExp(`^${name}[ \\t]*=`, "m").exec(body);
    return place === null ? [] : [{ text: name, offset: start + place.index, needs, evidence }];
  });
  const options = /^addopts[ \t]*=[ \t]*(.*(?:\n[ \t]+.*|\n[ \t]*["'\]].*)*)/m.exec(body);
  if (options === null) return found;
  const words = options[1]!.replace(/["',[\]]/g, " ").replace(/^[ \t]*#.*$/gm, "");
  for (const { commands, regexp, needs, evidence } of OPTIONS) {
    const option = commands.includes("pytest") ? regexp.exec(words) : null;
    if (option !== null) found.push({ text: option[0].trim(), offset: start + options.index, needs, evidence });
  }
  return found;
}
