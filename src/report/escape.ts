/**
 * Names and contents come from a repository that nobody trusts. What a terminal would obey, or what
 * would show another order of characters than the file has, is written as an escape.
 */

/** Controls, invisible formatting (bidirectional controls among it), line separators, lone surrogates. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Joiners that Persian, Indic scripts and emoji need; they move nothing. */
const HARMLESS = new Set(["\u200c", "\u200d", "\u00ad"]);

function escaped(character: string): string {
  const code = character.codePointAt(0)!;
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  if (character === "\t") return "\\t";
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
}

/** A line of a file, safe to show: tabs stay, everything that acts on a terminal does not. */
export function escapeLine(text: string): string {
  return text.replace(UNSAFE, (character) =>
    character === "\t" || HARMLESS.has(character) ? character : escaped(character),
  );
}

/** A name of a file, branch or symbol, safe to show on one line. */
export function escapeName(name: string): string {
  return name.replace(UNSAFE, escaped);
}

/** Several lines, safe to show; line feeds stay. */
export function escapeBlock(text: string): string {
  return text.split("\n").map(escapeLine).join("\n");
}

/** A value as JSON in which nothing acts on a terminal either; parsing gives the same value back. */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value, null, 2);
  return `${json.replace(UNSAFE, (character) => (character === "\n" ? character : unicodeEscapes(character)))}\n`;
}

function unicodeEscapes(character: string): string {
  let result = "";
  for (let at = 0; at < character.length; at++) {
    result += `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`;
  }
  return result;
}
