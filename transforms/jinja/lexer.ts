import type { Range } from "../../src/engine/model.js";

/** A template tag as it stands in the text. Everything between tags is page text. */
export interface Tag extends Range {
  kind: "statement" | "output" | "comment";
  /** What stands between the delimiters, without marks of whitespace control and without outer blanks. */
  inner: Range;
  /** Keyword of a statement as Jinja spells it; empty for outputs and comments. */
  word: string;
  /** Where the keyword stands; empty if the tag has none. */
  keyword: Range;
  /** What the keyword is said of, or all of an output. */
  rest: Range;
  /** Opening delimiter with its mark: `{%`, `{%-`, `{%+`, `{{`, `{{-`, `{#`. */
  opening: string;
  /** Closing delimiter with its mark. */
  closing: string;
  /** Comments only: true if page text stands inside (`{% comment %} … {% endcomment %}`). */
  block?: boolean;
  /** What the tag is given by name, in languages whose tags have attributes: without the quotes. */
  attributes?: { name: string; value: Range }[];
  /** The tag closes itself: it stands alone, though its word opens a block elsewhere. */
  whole?: boolean;
}

/** Tags of a text and what the lexer could not make sense of. */
export interface Lexed {
  tags: Tag[];
  faults: { offset: number; message: string }[];
}

const RAW = new Set(["raw", "verbatim"]);
const KEYWORD = /[A-Za-z_][\w.-]*/y;

/**
 * Cuts a text into template tags. Quotes inside tags hide delimiters, the bodies of `raw` and `verbatim` hold no
 * tags, and an output may hold braces of its own.
 * @param text the whole file
 */
export function lex(text: string): Lexed {
  const tags: Tag[] = [];
  const faults: Lexed["faults"] = [];
  let at = 0;
  while (at < text.length) {
    const open = nextOpening(text, at);
    if (open < 0) break;
    const tag = readTag(text, open);
    if (!tag) {
      // A lone `{#` or `{{` is common in scripts and styles of plain pages; a lone `{%` never is.
      if (text[open + 1] === "%") faults.push({ offset: open, message: "tag is not closed" });
      at = open + 2;
      continue;
    }
    if (tag.kind === "statement" && tag.word === "comment") {
      const end = findStatement(text, tag.end, "endcomment");
      if (end) {
        tags.push({ ...tag, kind: "comment", end: end.end, inner: { start: tag.end, end: end.start }, block: true });
        at = end.end;
        continue;
      }
    }
    tags.push(tag);
    at = tag.end;
    if (tag.kind === "statement" && RAW.has(tag.word)) {
      const end = findStatement(text, at, `end${tag.word}`);
      if (end) {
        tags.push(end);
        at = end.end;
      }
    }
  }
  return { tags, faults };
}

function nextOpening(text: string, from: number): number {
  for (let at = text.indexOf("{", from); at >= 0; at = text.indexOf("{", at + 1)) {
    const next = text[at + 1];
    if (next === "%" || next === "{" || next === "#") return at;
  }
  return -1;
}

/** The next statement with this keyword; everything before it is taken as it is. */
function findStatement(text: string, from: number, word: string): Tag | undefined {
  for (let at = text.indexOf("{%", from); at >= 0; at = text.indexOf("{%", at + 2)) {
    const tag = readTag(text, at);
    if (tag?.word === word) return tag;
  }
  return undefined;
}

function readTag(text: string, start: number): Tag | undefined {
  const sign = text[start + 1];
  const kind = sign === "%" ? "statement" : sign === "{" ? "output" : "comment";
  const mark = text[start + 2] === "-" || (text[start + 2] === "+" && kind === "statement") ? text[start + 2]! : "";
  const opening = text.slice(start, start + 2) + mark;
  const close = closingAt(text, start + opening.length, kind);
  if (close < 0) return undefined;
  let innerEnd = close;
  const last = text[close - 1];
  const marked = close - 1 >= start + opening.length && (last === "-" || (last === "+" && kind === "statement"));
  if (marked) innerEnd--;
  const closing = text.slice(innerEnd, close + 2);
  let innerStart = start + opening.length;
  while (innerStart < innerEnd && /\s/.test(text[innerStart]!)) innerStart++;
  while (innerEnd > innerStart && /\s/.test(text[innerEnd - 1]!)) innerEnd--;
  let word = "";
  if (kind === "statement") {
    KEYWORD.lastIndex = innerStart;
    const match = KEYWORD.exec(text);
    if (match && match.index + match[0].length <= innerEnd) word = match[0];
  }
  const inner = { start: innerStart, end: innerEnd };
  const wordEnd = innerStart + word.length;
  const keyword = { start: innerStart, end: wordEnd };
  return { kind, start, end: close + 2, inner, word, keyword, rest: { ...inner, start: wordEnd }, opening, closing };
}

function closingAt(text: string, from: number, kind: Tag["kind"]): number {
  if (kind === "comment") return text.indexOf("#}", from);
  const sign = kind === "statement" ? "%}" : "}}";
  const plain = text.indexOf(sign, from);
  if (plain < 0) return -1;
  const careful = carefulClosing(text, from, sign);
  // An apostrophe that opens no string (`{% note don't %}`) must not swallow the lines that follow.
  if (careful < 0 || (careful !== plain && text.slice(plain, careful).includes("\n{%"))) return plain;
  return careful;
}

function carefulClosing(text: string, from: number, sign: string): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text[at]!;
    if (char === '"' || char === "'") {
      at = endOfString(text, at, char) - 1;
      continue;
    }
    if (depth <= 0 && text.startsWith(sign, at)) return at;
    if (char === "{") depth++;
    else if (char === "}") depth--;
  }
  return -1;
}

/** Index after the closing quote, or the end of the text. */
function endOfString(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === quote) return at + 1;
  }
  return text.length;
}
