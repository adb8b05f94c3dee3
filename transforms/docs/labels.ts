import type { Range } from "../../src/engine/model.js";

/** What parts the label of an item from what it says of it. */
const separator = /[*_`\])]*(?::[*_]*(?=\s|$)|：|\s+(?:[-–—→=|]|->|=>|--)(?=\s))/g;

/**
 * The label that begins an item: `**Ollama**: …`, `Ollama - …`, `[Ollama](…) – …`.
 * @returns undefined if the words have none, or are nothing but one
 */
export function labelOf(text: string, words: Range): Range | undefined {
  const source = text.slice(words.start, words.end);
  const masked = source.replace(/`+[^`]*`+|\]\([^)]*\)|https?:\/\/\S+/g, (match) => match.replace(/[^`)\]]/g, "x"));
  separator.lastIndex = 0;
  const match = separator.exec(masked);
  if (!match || match.index === 0) return undefined;
  const end = match.index + (match[0].length - match[0].replace(/^[*_`\])]*/, "").length);
  const after = match.index + match[0].length;
  if (source.slice(after).trim() === "" || /[.!?]\s/.test(masked.slice(0, end))) return undefined;
  return { start: words.start, end: words.start + end };
}

/** The first thing an item names, if it is code or a link: `services/ollama.py` in "`services/ollama.py` talks to …". */
export function leadingCode(text: string, words: Range): Range | undefined {
  const source = text.slice(words.start, words.end);
  const match = /^[*_]*(`[^`\n]+`|\[[^\]\n]+\]\([^)\s]+\))[*_]*/.exec(source);
  return match ? { start: words.start, end: words.start + match[0].length } : undefined;
}
