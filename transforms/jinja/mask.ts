import type { Tag } from "./lexer.js";

/** Statements that print a value and so stand where a word stands. */
export const VALUE_STATEMENTS = new Set(["url", "static", "trans", "translate", "cycle", "firstof", "now", "media"]);

/**
 * The text with every template tag covered by filler of the same length, so that a parser of pages or scripts sees
 * no tag and all offsets stay. Outputs become a word of `x`, statements become blanks; a statement that stands for
 * a value, or right after `=`, becomes a word. Bodies of `raw` stay.
 */
export function mask(text: string, tags: readonly Tag[]): string {
  let masked = "";
  let at = 0;
  for (const tag of tags) {
    masked += text.slice(at, tag.start);
    const covered = text.slice(tag.start, tag.end);
    const word = tag.kind === "output" || (tag.kind === "statement" && standsForValue(text, tag));
    masked += word ? "x".repeat(covered.length) : covered.replace(/[^\n]/g, " ");
    at = tag.end;
  }
  masked += text.slice(at);
  // A return before a newline and a byte order mark are blanks to both languages; some tokenizers drop them.
  return masked.replace(/\r|^\uFEFF/g, " ");
}

function standsForValue(text: string, tag: Tag): boolean {
  return VALUE_STATEMENTS.has(tag.word) || text[tag.start - 1] === "=";
}
