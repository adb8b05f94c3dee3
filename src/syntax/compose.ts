import { diffArrays } from "diff";
import type { Edit } from "../engine/model.js";

/** A part of an edited text: taken from the original, or new. */
type Part = { start: number; end: number } | { text: string };

/**
 * Edits that make of an original what two sets of edits make of it one after the other.
 *
 * @param text the original
 * @param first edits of the original, in order, not overlapping
 * @param second edits of what the first ones give, in order, not overlapping
 */
export function composeEdits(text: string, first: readonly Edit[], second: readonly Edit[]): Edit[] {
  if (second.length === 0) return [...first];
  const found: Edit[] = [];
  let at = 0;
  let fresh = "";
  for (const part of changeParts(partsOf(text, first), second)) {
    if ("text" in part) {
      fresh += part.text;
      continue;
    }
    if (part.start > at || fresh !== "") found.push({ start: at, end: part.start, text: fresh });
    at = part.end;
    fresh = "";
  }
  if (at < text.length || fresh !== "") found.push({ start: at, end: text.length, text: fresh });
  return found;
}

function partsOf(text: string, edits: readonly Edit[]): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const edit of edits) {
    if (edit.start > at) parts.push({ start: at, end: edit.start });
    if (edit.text !== "") parts.push({ text: edit.text });
    at = edit.end;
  }
  if (at < text.length) parts.push({ start: at, end: text.length });
  return parts;
}

function changeParts(parts: readonly Part[], edits: readonly Edit[]): Part[] {
  const changed: Part[] = [];
  const open = [...parts].reverse();
  let at = 0;
  /** Takes so many characters off the front, and keeps them if they stay. */
  const take = (count: number, stays: boolean) => {
    while (count > 0) {
      const part = open.pop()!;
      const length = "text" in part ? part.text.length : part.end - part.start;
      const size = Math.min(count, length);
      const [head, tail] = cut(part, size);
      if (stays) changed.push(head);
      if (size < length) open.push(tail);
      count -= size;
    }
  };
  for (const edit of edits) {
    take(edit.start - at, true);
    take(edit.end - edit.start, false);
    if (edit.text !== "") changed.push({ text: edit.text });
    at = edit.end;
  }
  return [...changed, ...open.reverse()];
}

function cut(part: Part, size: number): [Part, Part] {
  if ("text" in part) return [{ text: part.text.slice(0, size) }, { text: part.text.slice(size) }];
  return [
    { start: part.start, end: part.start + size },
    { start: part.start + size, end: part.end },
  ];
}

/** Edits that turn one text into another, between words: a word that stays, stays where it was. */
export function tokenEdits(before: string, after: string): Edit[] {
  if (before === after) return [];
  const split = (text: string) => text.match(/[^\S\n]+|[\p{L}\p{M}\p{N}_]+|[\s\S]/gu) ?? [];
  const edits: Edit[] = [];
  let at = 0;
  for (const { added, removed, value } of diffArrays(split(before), split(after))) {
    const text = value.join("");
    if (!added && !removed) {
      at += text.length;
      continue;
    }
    const last = edits.at(-1);
    if (last?.end === at) {
      last.end += removed ? text.length : 0;
      last.text += added ? text : "";
    } else edits.push({ start: at, end: at + (removed ? text.length : 0), text: added ? text : "" });
    if (removed) at += text.length;
  }
  return edits;
}
