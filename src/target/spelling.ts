import type { Mention } from "../engine/model.js";
import { followsEscape, isWordEdge } from "./words.js";

/** One way to find a spelling of the target in texts. */
export interface Spelling {
  /** Finds it whatever stands around it. Global and sticky-free; `lastIndex` is the caller's. */
  pattern: RegExp;
  /** Tells if what the pattern found stands alone. */
  accepts(text: string, start: number, end: number): boolean;
}

/** What may stand between the words of a name that has several: `llama-cpp`, `llama_cpp`, `llama.cpp`, `Llama Cpp`. */
const JOINTS = "-_. ";

/**
 * A name: whole words, in every case form and joint. A name with a joint matches with any other joint or none.
 * A name in camel case (`HipChat`) matches with `-` and `_` as well.
 */
export function nameSpelling(name: string): Spelling {
  const parts = name.split(/[-_.\s]/).filter((part) => part !== "");
  const source = parts.map((part) => camelParts(part).map(escaped).join("[-_]?")).join(`[${JOINTS}]?`);
  return {
    // Without the flag `u` unless it is needed: case folding of all of Unicode is slower.
    pattern: new RegExp(source, isAscii(name) ? "gi" : "giu"),
    accepts: (text, start, end) =>
      (isWordEdge(text, start) || followsEscape(text, start)) &&
      (isWordEdge(text, end) || endsInAcronym(text, start, end)),
  };
}

/**
 * A package or module: as it is written, with `-`, `_` and `.` alike (as package indexes do), and not as a part
 * of a longer identifier, because `raven` in `ravenous_count` or `x.raven` is something else.
 */
export function packageSpelling(name: string): Spelling {
  const source = name.split(/[-_.]/).map(escaped).join("[-_.]");
  return {
    pattern: new RegExp(source, isAscii(name) ? "gi" : "giu"),
    accepts: (text, start, end) =>
      !/[\p{L}\p{N}_.@-]$/u.test(text.slice(Math.max(0, start - 2), start)) &&
      !/^(?:[\p{L}\p{N}_]|-[\p{L}\p{N}])/u.test(text.slice(end, end + 3)),
  };
}

/** An environment variable, or a glob over them (`ACME_*`); case counts, as it does for the system. */
export function variableSpelling(glob: string): Spelling {
  return {
    pattern: new RegExp(glob.split("*").map(escaped).join("[A-Za-z0-9_]*"), "g"),
    accepts: (text, start, end) =>
      !/[\p{L}\p{N}_]$/u.test(text.slice(Math.max(0, start - 2), start)) &&
      !/^[\p{L}\p{N}_]/u.test(text.slice(end, end + 2)),
  };
}

/** A spelling that counts only beside a mention (a port, a host, a model): as it is, in any case, standing alone. */
export function weakSpelling(literal: string): Spelling {
  return {
    pattern: new RegExp(escaped(literal), isAscii(literal) ? "gi" : "giu"),
    accepts: (text, start, end) =>
      !/[\p{L}\p{N}_]$/u.test(text.slice(Math.max(0, start - 2), start)) &&
      !/^[\p{L}\p{N}_]/u.test(text.slice(end, end + 2)),
  };
}

/** The places where a spelling stands alone. */
export function occurrences(spelling: Spelling, text: string): Mention[] {
  return collect(spelling.pattern, text, (start, end) => spelling.accepts(text, start, end));
}

/** The places where the letters of a spelling stand, whatever is around them. */
export function plainOccurrences(spelling: Spelling, text: string): Mention[] {
  return collect(spelling.pattern, text, () => true);
}

function collect(pattern: RegExp, text: string, accepts: (start: number, end: number) => boolean): Mention[] {
  const found: Mention[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const start = match.index;
    const end = start + match[0].length;
    if (end > start && accepts(start, end)) found.push({ start, end, text: match[0] });
    // A refused place may hide another that overlaps it.
    else pattern.lastIndex = start + 1;
  }
  return found;
}

/** Puts mentions of several spellings in text order; of those that overlap the first stays, then the longest. */
export function merge(mentions: Mention[]): Mention[] {
  mentions.sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: Mention[] = [];
  let end = 0;
  for (const mention of mentions) {
    if (mention.start < end) continue;
    merged.push(mention);
    end = mention.end;
  }
  return merged;
}

/** `HipChat` gives `Hip` and `Chat`; a name in one case is one part. */
function camelParts(part: string): string[] {
  return part.split(/(?<=\p{Ll})(?=\p{Lu})/u);
}

/**
 * True for `OpenAI` in `OpenAIAPI`: the name's own capitals end it, so that the run of capitals after it says
 * nothing about where its words split.
 */
function endsInAcronym(text: string, start: number, end: number): boolean {
  return /\p{Ll}.*\p{Lu}$/su.test(text.slice(start, end)) && /^\p{Lu}/u.test(text.slice(end, end + 2));
}

function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII begins with them
  return /^[\x00-\x7f]*$/.test(text);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
