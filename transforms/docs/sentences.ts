import type { Range } from "../../src/engine/model.js";

/** Short forms whose full stop ends no sentence. */
const short = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|approx|resp|incl|no|nr|v|z\.B|bzw|ca)\.$/i;

/** Cuts the words of a paragraph into sentences, code and links left whole. White space between them is in none. */
export function sentencesOf(text: string, range: Range): Range[] {
  const found: Range[] = [];
  const source = text.slice(range.start, range.end);
  // Code, links and addresses hold no end of a sentence.
  const masked = source.replace(/`+[^`]*`+|\]\([^)]*\)|https?:\/\/\S+[^\s.,;:!?)]/g, (match) =>
    "x".repeat(match.length),
  );
  let start = 0;
  const push = (end: number) => {
    const words = source.slice(start, end);
    const lead = words.length - words.trimStart().length;
    if (words.trim() !== "")
      found.push({ start: range.start + start + lead, end: range.start + start + words.trimEnd().length });
    start = end;
  };
  for (const match of masked.matchAll(/[.!?]+[)"'*_]*(?=\s+[^\s\p{Ll}])|[。！？]+|(?: {2,}|\\)\r?\n/gu)) {
    const end = match.index + match[0].length;
    if (/^\./.test(match[0]) && short.test(masked.slice(start, match.index + 1))) continue;
    push(end);
  }
  push(source.length);
  return found;
}

/** True if a sentence announces what follows: it ends in a colon. */
export function announces(text: string, sentence: Range): boolean {
  return /[:：][*_]*$/.test(text.slice(sentence.start, sentence.end));
}
