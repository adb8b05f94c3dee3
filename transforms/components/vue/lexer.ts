import type { Range } from "../../../src/engine/model.js";
import type { Tag } from "../../jinja/lexer.js";

/** A piece of a template that is no text. */
export interface Piece extends Range {
  kind: "output" | "start" | "end" | "comment";
  /** Tag name as it is written. */
  name: string;
  selfClosing: boolean;
}

const NAME = /[A-Za-z][^\s/>]*/y;

/**
 * Cuts a template of Vue into tags, comments and outputs, the way its own tokenizer does: signs of an output count in
 * text alone, and what stands between them holds no tags.
 */
export function* pieces(text: string, from: number, to: number): Generator<Piece> {
  for (let at = from; at < to; ) {
    const start = nextSign(text, at, to);
    if (start < 0) return;
    const piece = pieceAt(text, start, to);
    if (piece) yield piece;
    at = piece ? piece.end : start + 1;
  }
}

function nextSign(text: string, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    if (text[at] === "<" && /[A-Za-z/!]/.test(text[at + 1] ?? "")) return at;
    if (text[at] === "{" && text[at + 1] === "{") return at;
  }
  return -1;
}

function pieceAt(text: string, start: number, to: number): Piece | undefined {
  const upTo = (sign: string, kind: Piece["kind"]): Piece | undefined => {
    const close = text.indexOf(sign, start);
    return close < 0 || close >= to
      ? undefined
      : { kind, start, end: close + sign.length, name: "", selfClosing: false };
  };
  if (text[start] === "{") return upTo("}}", "output");
  if (text.startsWith("<!--", start)) return upTo("-->", "comment");
  if (text[start + 1] === "!") return upTo(">", "comment");
  const isEnd = text[start + 1] === "/";
  NAME.lastIndex = start + (isEnd ? 2 : 1);
  const name = NAME.exec(text)?.[0];
  if (name === undefined) return undefined;
  const end = endOfTag(text, NAME.lastIndex, to);
  return { kind: isEnd ? "end" : "start", start, end, name, selfClosing: text[end - 2] === "/" };
}

/** Index after the `>` of a tag; quotes hide one. */
function endOfTag(text: string, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const sign = text[at]!;
    if (sign === ">") return at + 1;
    if ((sign === '"' || sign === "'") && /=\s*$/.test(text.slice(from, at))) {
      const close = text.indexOf(sign, at + 1);
      if (close < 0 || close >= to) return to;
      at = close;
    }
  }
  return to;
}

/** An output as a tag of a page. */
export function outputTag(text: string, { start, end }: Range): Tag {
  const inner = { start: start + 2, end: end - 2 };
  while (inner.start < inner.end && /\s/.test(text[inner.start]!)) inner.start++;
  while (inner.end > inner.start && /\s/.test(text[inner.end - 1]!)) inner.end--;
  const keyword = { start: inner.start, end: inner.start };
  return { kind: "output", start, end, inner, word: "", keyword, rest: inner, opening: "{{", closing: "}}" };
}
