/**
 * Where words begin and end inside identifiers. Words split at everything that is neither letter nor
 * digit, at case changes (`globalOllama`), before the last capital of a run (`GEOIPDb`), and between
 * letters and digits (`ollama3`).
 */

const OTHER = 0;
const DIGIT = 1;
const LOWER = 2;
const UPPER = 3;
/** A letter of a script without case, such as Chinese: its words show no edge, so every place is one. */
const UNCASED = 4;

type CharacterClass = typeof OTHER | typeof DIGIT | typeof LOWER | typeof UPPER | typeof UNCASED;

function classOf(codePoint: number | undefined): CharacterClass {
  if (codePoint === undefined) return OTHER;
  if (codePoint < 128) {
    if (codePoint >= 97 && codePoint <= 122) return LOWER;
    if (codePoint >= 65 && codePoint <= 90) return UPPER;
    return codePoint >= 48 && codePoint <= 57 ? DIGIT : OTHER;
  }
  const character = String.fromCodePoint(codePoint);
  if (/\p{Ll}/u.test(character)) return LOWER;
  if (/\p{Lu}|\p{Lt}/u.test(character)) return UPPER;
  // A combining mark belongs to the letter before it, and a modifier letter to its word.
  if (/\p{M}|\p{Lm}/u.test(character)) return LOWER;
  if (/\p{L}/u.test(character)) return UNCASED;
  return /\p{N}/u.test(character) ? DIGIT : OTHER;
}

function codePointBefore(text: string, index: number): number | undefined {
  if (index <= 0) return undefined;
  const unit = text.charCodeAt(index - 1);
  const isLowSurrogate = unit >= 0xdc00 && unit <= 0xdfff;
  return isLowSurrogate && index > 1 ? text.codePointAt(index - 2) : unit;
}

function widthOf(codePoint: number): number {
  return codePoint > 0xffff ? 2 : 1;
}

/** True if the text has a word edge just before `index`: the character there begins a word, or one ends before it. */
export function isWordEdge(text: string, index: number): boolean {
  const before = classOf(codePointBefore(text, index));
  const codePoint = text.codePointAt(index);
  const after = classOf(codePoint);
  if (before === OTHER || after === OTHER || before === UNCASED || after === UNCASED) return true;
  if (before === DIGIT || after === DIGIT) return before !== after;
  if (after === LOWER) return false;
  if (before === LOWER) return true;
  return classOf(text.codePointAt(index + widthOf(codePoint ?? 0))) === LOWER;
}

/** Letters that stand for one character, or one class of them, after a backslash in strings and patterns. */
const ESCAPE_LETTERS = "abefnrtvBDdSsWw";

/** True if what stands just before `index` is an escape (`\n`, `\b`, `%2F`), whose letters belong to no word. */
export function followsEscape(text: string, index: number): boolean {
  if (/^%[0-9a-f]{2}$/i.test(text.slice(Math.max(0, index - 3), index))) return true;
  if (index < 2 || !ESCAPE_LETTERS.includes(text[index - 1]!)) return false;
  let backslashes = 0;
  while (text[index - 2 - backslashes] === "\\") backslashes++;
  return backslashes % 2 === 1;
}

/** Splits an identifier, a path or a text into its words, as they stand. */
export function wordsOf(text: string): string[] {
  return (
    text.match(/\p{Lu}+(?![\p{Ll}])\p{M}*|[\p{Lu}\p{Lt}]?[\p{Ll}\p{M}\p{Lm}]+|[\p{Lu}\p{Lt}]|\p{Lo}+|\p{N}+/gu) ?? []
  );
}
