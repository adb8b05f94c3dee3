import type { Range } from "../../src/engine/model.js";

/** A token of an expression inside a tag. */
export interface Token extends Range {
  kind: "name" | "number" | "string" | "sign" | "bad" | "end";
  text: string;
}

const SPACE = /\s+/y;
const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const NUMBER = /\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /(?:[rRbBuU](?=["']))?(?:"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*')/y;
const SIGN = /==|!=|<=|>=|\/\/|\*\*|[-+*/%~<>=|.,:()[\]{};]/y;

/**
 * Tokens of the expression in a range, closed by an `end` token. What is no token becomes `bad`, which no rule of
 * the parser accepts.
 */
export function tokenize(text: string, range: Range): Token[] {
  const tokens: Token[] = [];
  let at = range.start;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    return found !== undefined && at + found.length <= range.end ? found : undefined;
  };
  while (at < range.end) {
    const blank = take(SPACE);
    if (blank) {
      at += blank.length;
      continue;
    }
    let kind: Token["kind"] = "string";
    let found = take(STRING);
    if (found === undefined) [kind, found] = ["name", take(NAME)];
    if (found === undefined) [kind, found] = ["number", take(NUMBER)];
    if (found === undefined) [kind, found] = ["sign", take(SIGN)];
    if (found === undefined) [kind, found] = ["bad", text[at]!];
    tokens.push({ kind, text: found, start: at, end: at + found.length });
    at += found.length;
  }
  tokens.push({ kind: "end", text: "", start: range.end, end: range.end });
  return tokens;
}

/** Value of a string token: without its prefix, quotes and escapes. */
export function unquote(text: string): string {
  return text
    .slice(text.search(/["']/) + 1, -1)
    .replace(/\\([\s\S])/g, (_, char: string) => (char === "n" ? "\n" : char === "t" ? "\t" : char));
}
