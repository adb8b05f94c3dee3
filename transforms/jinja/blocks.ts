import type { Range } from "../../src/engine/model.js";
import type { Lexed, Tag } from "./lexer.js";

/** A tag that stands alone: an output, a comment, a statement without an end tag. */
export interface Single extends Range {
  type: "single";
  tag: Tag;
}

/** From one tag of a block up to the next tag of the same block. */
export interface Section {
  tag: Tag;
  body: Range;
  items: Item[];
}

/** A statement with its end tag; `if` and the like have several sections. */
export interface Block extends Range {
  type: "block";
  sections: Section[];
  ending: Tag;
}

export type Item = Single | Block;

/** The blocks of a text, and tags that do not fit. */
export interface Structure {
  items: Item[];
  faults: { offset: number; message: string }[];
}

const PAIRS = new Set(
  "if for block macro call filter autoescape with ifequal ifnotequal ifchanged raw verbatim unless while".split(" "),
);
const SECTIONS = new Set(["elif", "elseif", "elsif", "else", "empty", "plural", "pluralize", "except", "finally"]);
const CONDITIONS = new Set(["elif", "elseif", "elsif"]);

interface Open {
  word: string;
  sections: Section[];
  parent: Item[];
}

/**
 * Pairs the statements of a text into blocks. A statement that is not known opens a block if its end tag occurs
 * anywhere in the text, and stands alone otherwise.
 */
export function structure(text: string, lexed: Lexed): Structure {
  const ends = new Set(lexed.tags.filter((tag) => tag.word.startsWith("end")).map((tag) => tag.word));
  const faults = [...lexed.faults];
  const root: Item[] = [];
  const stack: Open[] = [];
  let items = root;
  for (const tag of lexed.tags) {
    const top = stack.at(-1);
    if (tag.kind !== "statement") items.push({ type: "single", tag, start: tag.start, end: tag.end });
    else if (top && SECTIONS.has(tag.word) && takesSections(top.word)) {
      const last = top.sections.at(-1)!;
      const ended = top.word !== "try" && (last.tag.word === "else" || last.tag.word === "empty");
      if (ended) faults.push({ offset: tag.start, message: `${tag.word} after ${last.tag.word}` });
      if (CONDITIONS.has(tag.word) && top.word !== "if")
        faults.push({ offset: tag.start, message: `${tag.word} outside of if` });
      last.body.end = tag.start;
      items = [];
      top.sections.push({ tag, body: { start: tag.end, end: tag.end }, items });
    } else if (SECTIONS.has(tag.word)) {
      faults.push({ offset: tag.start, message: `${tag.word} outside of a block` });
    } else if (/^end/.test(tag.word) && closes(tag.word, top?.word, ends)) {
      if (!top || (tag.word !== `end${top.word}` && tag.word !== "end")) {
        faults.push({
          offset: tag.start,
          message: top ? `${tag.word} closes ${top.word}` : `${tag.word} closes nothing`,
        });
        continue;
      }
      stack.pop();
      top.sections.at(-1)!.body.end = tag.start;
      items = top.parent;
      const start = top.sections[0]!.tag.start;
      items.push({ type: "block", sections: top.sections, ending: tag, start, end: tag.end });
    } else if (opens(text, tag, ends)) {
      const body: Item[] = [];
      stack.push({
        word: tag.word,
        parent: items,
        sections: [{ tag, body: { start: tag.end, end: tag.end }, items: body }],
      });
      items = body;
    } else items.push({ type: "single", tag, start: tag.start, end: tag.end });
  }
  for (const open of stack) faults.push({ offset: open.sections[0]!.tag.start, message: `${open.word} is not closed` });
  return { items: root, faults };
}

function takesSections(word: string): boolean {
  return word !== "block" && word !== "macro" && word !== "call" && word !== "filter" && word !== "autoescape";
}

/** A tag named `ender` is no end tag; one that nothing opens is a fault all the same. */
function closes(word: string, open: string | undefined, ends: Set<string>): boolean {
  return word === `end${open}` || word === "end" || ends.has(word);
}

function opens(text: string, tag: Tag, ends: Set<string>): boolean {
  if (tag.whole) return false;
  if (PAIRS.has(tag.word)) return true;
  const rest = text.slice(tag.rest.start, tag.rest.end);
  if (tag.word === "set") return !rest.includes("=") && ends.has("endset");
  if (tag.word === "trans" || tag.word === "translate") return ends.has(`end${tag.word}`) && !/^\s*["']/.test(rest);
  return ends.has(`end${tag.word}`);
}
