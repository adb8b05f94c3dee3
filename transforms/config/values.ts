import type { Slot } from "../../src/engine/region.js";
import { type Draft, draft } from "./draft.js";

/** Several plain words with commas between them. */
const list = /^[\w.@-]+(?:[ \t]*,[ \t]*[\w.@-]+)+$/;

/** A value as it is written: one word or text, or several words with commas between them. */
export function valueDraft(source: string, start: number, value: string, slot: Slot): Draft {
  const range = { start, end: start + source.length };
  const at = source.indexOf(value);
  if (!list.test(value) || at < 0) return draft("literal", slot, range, { value });
  const members = [...value.matchAll(/[\w.@-]+/g)].map((match) => {
    const from = start + at + match.index;
    return draft("literal", "element", { start: from, end: from + match[0].length }, { value: match[0] });
  });
  return draft("list", slot, range, { layout: "commas" }, members);
}
