import { DEFAULT_SECRET, hiddenIn } from "./find.js";

/** What stands where a value was. */
export const HIDDEN = "[hidden]";
/** A shorter value is not looked for elsewhere in its file: it would be found inside of words. */
const SHORTEST = 6;
/** A shorter value is not looked for in other texts. */
const SHORTEST_ELSEWHERE = 8;

/** Hides the secrets of one file, also where later steps or other views repeat them. */
export interface Mask {
  /** The text without its values. Line ends stay, so lines keep their numbers. */
  (text: string): string;
  /** True if there is nothing to hide. */
  readonly isEmpty: boolean;
  /** What other texts must not show either; a default such as `password` is a word like others there. */
  readonly values: readonly string[];
}

/**
 * Makes the mask of a file from its text at base.
 *
 * @throws Error if the rules are not loaded
 */
export function maskOf(path: string, text: string): Mask {
  const hidden = hiddenIn(path, text);
  // Lines of a key of several lines are values of their own: a row of the ledger shows one.
  const values = [...new Set(hidden.flatMap(({ start, end }) => text.slice(start, end).split(/\r?\n/)))]
    .map((value) => value.trim())
    .filter((value) => value.length >= SHORTEST && !value.startsWith("-----"))
    .sort((a, b) => b.length - a.length);
  const mask = (other: string): string => {
    const places = hiddenIn(path, other).map(({ start, end }) => ({ start, end }));
    for (const value of values)
      for (let at = other.indexOf(value); at >= 0; at = other.indexOf(value, at + value.length))
        places.push({ start: at, end: at + value.length });
    return withoutPlaces(other, places);
  };
  const defaults = new Set(
    hidden.filter(({ rule }) => rule === DEFAULT_SECRET).map(({ start, end }) => text.slice(start, end)),
  );
  return Object.assign(mask, {
    isEmpty: hidden.length === 0,
    values: values.filter((value) => value.length >= SHORTEST_ELSEWHERE && !defaults.has(value)),
  });
}

/** A text without values that are known from elsewhere. */
export function hideValues(text: string, values: readonly string[]): string {
  return values.reduce((shown, value) => shown.replaceAll(value, HIDDEN), text);
}

function withoutPlaces(text: string, places: { start: number; end: number }[]): string {
  let result = "";
  let at = 0;
  for (const { start, end } of places.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (end <= at) continue;
    result += text.slice(at, Math.max(start, at));
    const gone = text.slice(Math.max(start, at), end);
    const hidden = gone.replace(/[^\r\n]+/g, HIDDEN);
    // A value that overlaps the one before it is one with it.
    result += start < at && result.endsWith(HIDDEN) ? hidden.replace(/^\[hidden\]/, "") : hidden;
    at = end;
  }
  return result + text.slice(at);
}
