import type { Place } from "./places.js";

/** A text, list or dictionary that is written out in Python, with its place. */
export type Literal =
  | ({ kind: "text"; value: string /** Without quotes. */; inner: Place } & Place)
  | ({ kind: "list"; items: Literal[] } & Place)
  | ({ kind: "dictionary"; entries: { key: Extract<Literal, { kind: "text" }>; value: Literal }[] } & Place);

const BLANK = /(?:\s|\\\r?\n|#[^\n]*)*/y;
const TEXT = /[rRuU]?("""|'''|"|')/y;

/**
 * Reads a literal of texts, lists, tuples and dictionaries that begins at a place.
 *
 * @returns undefined if something else stands there: names, calls, sums, formatted or joined texts
 */
export function literalAt(text: string, from: number): Literal | undefined {
  const start = skipBlank(text, from);
  const opening = text[start];
  if (opening === "[" || opening === "(") return listAt(text, start, opening === "[" ? "]" : ")");
  if (opening === "{") return dictionaryAt(text, start);
  return textAt(text, start);
}

/** Past white space and comments. */
export function skipBlank(text: string, from: number): number {
  BLANK.lastIndex = from;
  return from + BLANK.exec(text)![0].length;
}

function textAt(text: string, start: number): Extract<Literal, { kind: "text" }> | undefined {
  TEXT.lastIndex = start;
  const match = TEXT.exec(text);
  if (match === null) return undefined;
  const quote = match[1]!;
  const inner = start + match[0].length;
  const close = text.indexOf(quote, inner);
  const value = text.slice(inner, close);
  // Escapes, and a text on several lines, are no requirement as people write them.
  if (close < 0 || /[\\\n]/.test(value)) return undefined;
  const end = close + quote.length;
  TEXT.lastIndex = skipBlank(text, end);
  return TEXT.test(text) ? undefined : { kind: "text", value, inner: { start: inner, end: close }, start, end };
}

function listAt(text: string, start: number, close: string): Literal | undefined {
  const items: Literal[] = [];
  const end = membersAt(text, start, close, (at) => {
    const item = literalAt(text, at);
    if (item !== undefined) items.push(item);
    return item?.end;
  });
  return end === undefined ? undefined : { kind: "list", items, start, end };
}

function dictionaryAt(text: string, start: number): Literal | undefined {
  const entries: Extract<Literal, { kind: "dictionary" }>["entries"] = [];
  const end = membersAt(text, start, "}", (at) => {
    const key = textAt(text, at);
    const colon = key && skipBlank(text, key.end);
    if (key === undefined || colon === undefined || text[colon] !== ":") return undefined;
    const value = literalAt(text, colon + 1);
    if (value !== undefined) entries.push({ key, value });
    return value?.end;
  });
  return end === undefined ? undefined : { kind: "dictionary", entries, start, end };
}

/** Reads members up to the closing bracket. @returns the place after it, or undefined if a member is none */
function membersAt(
  text: string,
  start: number,
  close: string,
  member: (at: number) => number | undefined,
): number | undefined {
  for (let at = skipBlank(text, start + 1); ; ) {
    if (text[at] === close) return at + 1;
    const end = member(at);
    if (end === undefined) return undefined;
    at = skipBlank(text, end);
    if (text[at] === ",") at = skipBlank(text, at + 1);
    else if (text[at] !== close) return undefined;
  }
}
