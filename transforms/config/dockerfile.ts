import { type DockerInstruction, readDockerfile } from "../../src/syntax/dockerfile.js";
import { placeComments } from "./comments.js";
import { type Draft, define, draft, fileDraft } from "./draft.js";
import { referencesIn } from "./references.js";
import { scriptStatements } from "./shell.js";
import type { Reading } from "./yaml.js";

/** Reads a Dockerfile: variables are settings, what `RUN` runs is a script. */
export function analyzeDockerfile(text: string, path: string): Reading {
  const { instructions, comments, faults } = readDockerfile(text);
  const root = fileDraft(
    text,
    instructions.map((one) => instructionDraft(one, text, path)),
  );
  const own = comments.filter(
    (comment) => !instructions.some((one) => one.start < comment.start && comment.end <= one.end),
  );
  placeComments(root, own, text, false);
  return { root, faults };
}

function instructionDraft(instruction: DockerInstruction, text: string, path: string): Draft {
  const statement = draft("expressionStatement", "body", instruction);
  const { keyword } = instruction;
  if (keyword === "ENV" || keyword === "ARG") statement.children.push(variables(instruction, text));
  else if (keyword === "RUN") statement.children.push(...runDraft(instruction, text, path));
  else if (keyword === "COPY" || keyword === "ADD") statement.children.push(copyDraft(instruction));
  else
    statement.children.push(
      draft(
        "expression",
        "value",
        instruction,
        {},
        instruction.words.map((word) => draft("literal", "value", word, { value: word.text })),
      ),
    );
  return statement;
}

/** `ENV A=1 B=2`, or `ENV A 1`. */
function variables({ keyword, words, end }: DockerInstruction, text: string): Draft {
  const first = words[0];
  const isOld = keyword === "ENV" && first !== undefined && !first.text.includes("=");
  const parts = isOld
    ? [{ start: first.start, end, name: first.text, at: words[1]?.start ?? end }]
    : words.map((word) => {
        const sign = text.slice(word.start, word.end).indexOf("=");
        const name = text.slice(word.start, sign < 0 ? word.end : word.start + sign);
        return { start: word.start, end: word.end, name, at: sign < 0 ? word.end : word.start + sign + 1 };
      });
  const settings = parts.map((part) => {
    const setting = draft("setting", "entry", part, { name: part.name });
    if (keyword === "ENV") define(setting, `env:${part.name}`, { private: true });
    if (part.at < part.end) {
      const value = text.slice(part.at, part.end).replace(/^(["'])(.*)\1$/s, "$2");
      const literal = draft("literal", "value", { start: part.at, end: part.end }, { value });
      referencesIn(literal, value);
      setting.children.push(literal);
    }
    return setting;
  });
  const range = { start: parts[0]?.start ?? end, end };
  return draft("settings", "value", range, { layout: "words" }, settings);
}

/** What a `RUN` runs, if it is one command or one chain of them. */
function runDraft({ start, end, words }: DockerInstruction, text: string, path: string): Draft[] {
  const from = words[0]?.start;
  const whole = draft("expression", "value", { start: from ?? start, end });
  if (from === undefined || text[from] === "[" || text.slice(from, end).includes("<<")) return [whole];
  // A comment between continued lines is no part of the command.
  const masked = text
    .slice(from, end)
    .replaceAll("\\\r\n", " \\\n")
    .replaceAll("\r\n", " \n")
    .replace(/\n[ \t]*#[^\n]*(?=\n)/g, (comment) => ` ${" ".repeat(comment.length - 1)}`)
    .replace(/(?<=\\\r?\n[ \t]*) +\n/g, (blank) => " ".repeat(blank.length));
  const statements = scriptStatements(text, path, masked, from);
  const only = statements?.length === 1 ? statements[0]! : undefined;
  if (only?.kind !== "expressionStatement") return [whole];
  for (const part of only.children) part.slot = "value";
  return only.children;
}

/** Sources of a copy go one by one, the copy with the last; where it is copied to is only a name. */
function copyDraft({ words, start, end }: DockerInstruction): Draft {
  const paths = words.filter((word) => !word.text.startsWith("--"));
  const call = draft("call", "value", { start: words[0]?.start ?? start, end }, { name: "COPY" });
  const sources = paths.slice(0, -1);
  if (sources.length === 0 || paths[0]!.text.startsWith("[")) return { ...call, kind: "expression" };
  const range = { start: sources[0]!.start, end: sources.at(-1)!.end };
  const members = sources.map((word) => draft("literal", "element", word, { value: word.text }));
  const list = draft("list", "value", range, { layout: "words" }, members);
  call.children.push(draft("argument", "argument", range, {}, [list]));
  call.children.push(
    draft("expression", "argument", paths.at(-1)!, {}, [
      draft("literal", "value", paths.at(-1)!, { value: paths.at(-1)!.text }),
    ]),
  );
  return call;
}
