import { placeComments } from "./comments.js";
import { addTrait, type Draft, define, draft, fileDraft, refer, subtree } from "./draft.js";
import { scriptStatements } from "./shell.js";
import type { Reading } from "./yaml.js";

const variable = /^(?:export[ ]+)?([A-Za-z_][\w.-]*)[ \t]*(?:\?|:{1,3}|\+)?=[ \t]*/;
const rule = /^([^\s#:=][^:=\n]*?)[ \t]*:(?![:=])[ \t]*/;

interface Line {
  start: number;
  end: number;
  text: string;
}

/** Reads a makefile: variables and rules are settings, a recipe is a script of its own. */
export function analyzeMakefile(text: string, path: string): Reading {
  const comments: { start: number; end: number }[] = [];
  const items: Draft[] = [];
  const lines = logicalLines(text);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!;
    if (/^[ \t]*#/.test(line.text)) {
      const start = line.start + line.text.indexOf("#");
      comments.push({ start, end: line.end });
      continue;
    }
    const assigned = variable.exec(line.text);
    const ruled = assigned ? undefined : rule.exec(line.text);
    if (assigned) items.push(variableDraft(line, assigned));
    else if (ruled) {
      const recipe: Line[] = [];
      while (lines[index + 1]?.text.startsWith("\t")) recipe.push(lines[++index]!);
      items.push(ruleDraft(text, path, line, ruled, recipe));
    } else if (line.text.trim() !== "") items.push(draft("text", "content", line));
  }
  const range = { start: items[0]?.start ?? 0, end: items.at(-1)?.end ?? 0 };
  const root = fileDraft(text, items.length > 0 ? [draft("settings", "body", range, { layout: "lines" }, items)] : []);
  placeComments(root, comments, text, false);
  linkVariables(root, text, path);
  return { root, faults: [] };
}

/** Lines, those that end in a backslash together with the next. */
function logicalLines(text: string): Line[] {
  return [...text.matchAll(/(?:[^\r\n\\\uFEFF]|\\\r?\n|\\)+/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].trimEnd().length,
    text: match[0].trimEnd(),
  }));
}

function variableDraft(line: Line, match: RegExpExecArray): Draft {
  const setting = draft("setting", "entry", line, { name: match[1]! });
  const range = { start: line.start + match[0].length, end: line.end };
  const value = line.text.slice(match[0].length);
  if (value === "") return setting;
  // Several plain words are a list; anything else is one value.
  const words = wordsOf(value, range.start);
  if (words.length > 1 && words.every((word) => /^[\w./-]+$/.test(word.value as string)))
    setting.children.push(draft("list", "value", range, { layout: "words" }, words));
  else setting.children.push(draft("literal", "value", range, { value }));
  return setting;
}

function wordsOf(value: string, start: number): Draft[] {
  return [...value.matchAll(/[^\s\\]+/g)].map((match) =>
    draft(
      "literal",
      "element",
      { start: start + match.index, end: start + match.index + match[0].length },
      { value: match[0] },
    ),
  );
}

function ruleDraft(text: string, path: string, line: Line, match: RegExpExecArray, recipe: Line[]): Draft {
  const names = match[1]!.split(/\s+/);
  const end = recipe.at(-1)?.end ?? line.end;
  const setting = draft("setting", "entry", { start: line.start, end }, { name: names.join(" ") });
  const isList = names[0]!.startsWith(".");
  if (isList) addTrait(setting, "optional");
  else for (const name of names) define(setting, `make:${path}#${name}`);
  const needs = wordsOf(line.text.slice(match[0].length).replace(/[;#].*$/s, ""), line.start + match[0].length);
  for (const word of needs) refer(word, `make:${path}#${word.value}`);
  if (needs.length > 0) {
    const range = { start: needs[0]!.start, end: needs.at(-1)!.end };
    setting.children.push(draft("list", isList ? "value" : "content", range, { layout: "words" }, needs));
  }
  if (recipe.length > 0) setting.children.push(recipeDraft(text, path, recipe, needs.length > 0));
  return setting;
}

/** A recipe; a rule with nothing else goes with all of it. */
function recipeDraft(text: string, path: string, recipe: Line[], hasNeeds: boolean): Draft {
  const start = recipe[0]!.start;
  const range = { start, end: recipe.at(-1)!.end };
  const prefixes = new Map<number, number>();
  const masked = text
    .slice(range.start, range.end)
    .replace(/^(\t[ \t]*)([@+-]+)/gm, (_, space: string, mark: string, at: number) => {
      prefixes.set(start + at + space.length + mark.length, start + at + space.length);
      return space + " ".repeat(mark.length);
    })
    .replace(/\$\(([A-Za-z_]\w*)\)/g, (_, name: string) => `\${${name}}`);
  const statements = scriptStatements(text, path, masked, start);
  const suite = draft(
    "suite",
    hasNeeds ? "content" : "value",
    range,
    {},
    statements ?? [draft("text", "content", range)],
  );
  for (const statement of statements ?? []) {
    const head = prefixes.get(statement.start);
    if (head !== undefined) statement.head = head;
  }
  return suite;
}

/** Links what is put in for `$(NAME)` with the variable, so that one that only a removed rule used goes as well. */
function linkVariables(root: Draft, text: string, path: string): void {
  const variables = new Map<string, Draft[]>();
  for (const item of subtree(root)) {
    const isRule = item.marks.some((mark) => mark.defines) || item.name?.startsWith(".");
    if (item.kind !== "setting" || isRule || item.name === undefined) continue;
    variables.set(item.name, [...(variables.get(item.name) ?? []), item]);
  }
  for (const [name, items] of variables)
    for (const item of items) define(item, `make:${path}#$${name}`, { private: true });
  for (const match of text.matchAll(/\$[({]([A-Za-z_][\w.-]*)/g)) {
    if (!variables.has(match[1]!)) continue;
    const around = [...subtree(root)].filter((item) => item.start <= match.index && match.index < item.end);
    const place = around.filter((item) => item.kind !== "comment").at(-1);
    if (place) refer(place, `make:${path}#$${match[1]}`);
  }
}
