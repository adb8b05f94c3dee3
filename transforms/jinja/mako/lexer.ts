import type { Range } from "../../../src/engine/model.js";
import type { Lexed, Tag } from "../lexer.js";
import { afterWords, signAt } from "./python-text.js";

const OPENING = /(?<=^|\n)\uFEFF?[ \t]*(?:%(?!%)|##)|<%(?!%)|<\/%|\$\{/g;
const LINE = /(?:\\\r?\n|[^\r\n])*/y;
const CONTROL = /^(end)?(if|elif|else|for|while|try|except|finally|with)\b\s*/;
const TAG = /<%([\w.:]+)((?:\s+\w+|\s*=\s*|"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|\s*,\s*)*)\s*(\/)?>/y;
const ENDING = /<\/%[ \t]*([\w.:]+)[ \t]*>/y;
const ATTRIBUTE = /(\w+)\s*=\s*(?:'((?:[^'\\]|\\[\s\S])*)'|"((?:[^"\\]|\\[\s\S])*)")/g;

/** Tags of Mako that mean what a statement of Jinja means: its keyword, and the attribute that it is said of. */
const MEANING: Record<string, { word: string; said: string; quoted?: boolean }> = {
  def: { word: "macro", said: "name" },
  block: { word: "block", said: "name" },
  call: { word: "call", said: "expr" },
  inherit: { word: "extends", said: "file", quoted: true },
  include: { word: "include", said: "file", quoted: true },
};

/**
 * Cuts a page of Mako into the tags that Jinja's lexer gives: lines of control, tags, outputs, blocks of Python and
 * comments. What a page of Jinja says as well has Jinja's keyword; what only Mako has
 * begins with `mako:`.
 * Source: Mako's own lexer (https://docs.makotemplates.org/en/latest/syntax.html).
 */
export function lexMako(text: string): Lexed {
  const lexed: Lexed = { tags: [], faults: [] };
  for (let at = 0; ; ) {
    OPENING.lastIndex = at;
    const found = OPENING.exec(text);
    if (!found) return lexed;
    const start = found.index + found[0].length - found[0].trimStart().length;
    const sign = found[0].trimStart();
    const tags = read(text, start, sign);
    if (tags.length === 0) {
      if (sign === "<%" || sign === "${") lexed.faults.push({ offset: start, message: "tag is not closed" });
      at = start + sign.length;
      continue;
    }
    lexed.tags.push(...tags);
    at = tags.at(-1)!.end;
  }
}

function read(text: string, start: number, sign: string): Tag[] {
  if (sign === "%" || sign === "##") {
    LINE.lastIndex = start;
    const end = start + LINE.exec(text)![0].trimEnd().length;
    if (sign === "##") return [tagOf("comment", { start, end }, { start: start + 2, end })];
    const tag = control(text, { start, end });
    return tag ? [tag] : [];
  }
  if (sign === "${") return output(text, start);
  if (sign === "</%") return ending(text, start);
  TAG.lastIndex = start;
  const tag = TAG.exec(text);
  return tag ? element(text, tag) : python(text, start);
}

/** A tag; the keyword is empty and stands where the rest begins, unless it is given. */
function tagOf(kind: Tag["kind"], range: Range, rest: Range, word = "", keyword?: Range): Tag {
  const inner = keyword ? { start: keyword.start, end: rest.end } : rest;
  const at = { start: rest.start, end: rest.start };
  return { kind, ...range, inner, word, keyword: keyword ?? at, rest, opening: "", closing: "" };
}

/** `% if ready:  # a comment` */
function control(text: string, line: Range): Tag | undefined {
  const start = line.start + /^%[ \t]*/.exec(text.slice(line.start, line.end))![0].length;
  const [all, end = "", name] = CONTROL.exec(text.slice(start, line.end)) ?? [];
  if (all === undefined || name === undefined) return undefined;
  const word = end + name;
  const keyword = { start, end: start + word.length };
  const from = start + all.length;
  const colon = end === "" ? signAt(text, from, [":"], line.end) : -1;
  const to = colon < 0 ? keyword.end : colon;
  return tagOf("statement", line, trimmed(text, { start: Math.min(from, to), end: to }), word, keyword);
}

function trimmed(text: string, range: Range): Range {
  const said = text.slice(range.start, range.end);
  const start = range.start + said.length - said.trimStart().length;
  return { start, end: Math.max(start, range.start + said.trimEnd().length) };
}

/** `${value | filter, filter}`: the filters are no part of the value. */
function output(text: string, start: number): Tag[] {
  const from = start + 2;
  const stop = signAt(text, from, ["|", "}"]);
  const close = stop >= 0 && text[stop] === "|" ? signAt(text, stop + 1, ["}"]) : stop;
  if (close < 0) return [];
  return [tagOf("output", { start, end: close + 1 }, trimmed(text, { start: from, end: stop }))];
}

/** `<% … %>` and `<%! … %>` */
function python(text: string, start: number): Tag[] {
  const from = start + (text[start + 2] === "!" ? 3 : 2);
  let close = from;
  // Brackets say nothing here: the code may open one in a string that only Python's own tokens tell.
  while (close < text.length && !text.startsWith("%>", close)) close = Math.max(close + 1, afterWords(text, close));
  if (close >= text.length) return [];
  return [tagOf("statement", { start, end: close + 2 }, { start: from, end: close }, "mako:python")];
}

/** `<%def name="row(item)">`, and everything up to its end where no tag is read: `<%doc>`, `<%text>`. */
function element(text: string, match: RegExpExecArray): Tag[] {
  const [all, name = "", given = "", closed] = match;
  const range = { start: match.index, end: match.index + all.length };
  const keyword = { start: range.start + 2, end: range.start + 2 + name.length };
  if (name === "doc" || name === "text") return literal(text, range, name, keyword);
  const attributes = attributesIn(given, keyword.end);
  const meaning = MEANING[name];
  const value = meaning && attributes.find((one) => one.name === meaning.said)?.value;
  const quotes = meaning?.quoted ? 1 : 0;
  const everything = trimmed(text, { start: keyword.end, end: keyword.end + given.length });
  const none = { start: keyword.end, end: keyword.end };
  const rest = meaning ? (value ? { start: value.start - quotes, end: value.end + quotes } : none) : everything;
  const tag = { ...tagOf("statement", range, rest, meaning?.word ?? `mako:${name}`, keyword), attributes };
  return [closed ? { ...tag, whole: true } : tag];
}

function literal(text: string, range: Range, name: string, keyword: Range): Tag[] {
  const close = text.indexOf(`</%${name}>`, range.end);
  if (close < 0) return [];
  const inside = { start: range.end, end: close };
  const end = close + name.length + 4;
  if (name === "doc") return [{ ...tagOf("comment", { start: range.start, end }, inside), block: true }];
  const none = { start: keyword.end, end: keyword.end };
  return [
    tagOf("statement", range, none, "raw", keyword),
    tagOf("statement", { start: close, end }, { start: end - 1, end: end - 1 }, "endraw"),
  ];
}

function ending(text: string, start: number): Tag[] {
  ENDING.lastIndex = start;
  const match = ENDING.exec(text);
  if (!match) return [];
  const end = start + match[0].length;
  return [
    tagOf(
      "statement",
      { start, end },
      { start: end - 1, end: end - 1 },
      `end${MEANING[match[1]!]?.word ?? `mako:${match[1]}`}`,
    ),
  ];
}

function attributesIn(given: string, offset: number): { name: string; value: Range }[] {
  return [...given.matchAll(ATTRIBUTE)].map((match) => {
    const length = (match[2] ?? match[3] ?? "").length;
    const start = offset + match.index + match[0].length - 1 - length;
    return { name: match[1]!, value: { start, end: start + length } };
  });
}
