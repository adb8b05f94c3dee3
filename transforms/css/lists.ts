import type { Range } from "../../src/engine/model.js";
import type { Reading } from "./build.js";

/** A pair of a map: `"small": 1rem`. */
interface Pair extends Range {
  key: Range;
  value: Range;
}

/**
 * Adds a map in parentheses with its pairs, each of which can leave.
 * @param variable that holds the map; of a map inside of another none
 * @param addValue adds what a value refers to
 * @returns false if the value is no map
 */
export function addMap(
  reading: Reading,
  variable: string | undefined,
  value: Range,
  parent: number,
  addValue: (range: Range, parent: number) => void,
): boolean {
  const pairs = pairsOf(reading, value);
  if (!pairs) return false;
  const source = reading.slice(value);
  const close = value.start + source.lastIndexOf(")");
  const map = reading.add("mapping", "value", { start: value.start, end: close + 1 }, parent);
  for (const pair of pairs) {
    const name = reading.slice(pair.key).replace(/^(["'])(.*)\1$/, "$2");
    const entry = reading.add("entry", "entry", pair, map, { name });
    if (variable !== undefined) reading.offer(entry, keyOf(variable, name));
    if (!addMap(reading, undefined, pair.value, entry, addValue)) addValue(pair.value, entry);
  }
  return true;
}

/** The symbol of a key of a map. */
export const keyOf = (variable: string, key: string) => `style:${variable}#${key}`;

function pairsOf(reading: Reading, value: Range): Pair[] | undefined {
  if (!/^\([\s\S]*\)\s*(?:!\w+\s*)*$/.test(reading.slice(value))) return undefined;
  const close = value.start + reading.slice(value).lastIndexOf(")");
  const pairs: Pair[] = [];
  for (const part of partsOf(reading.text, { start: value.start + 1, end: close }, ",")) {
    const [key, rest, more] = partsOf(reading.text, part, ":");
    if (!key || !rest || more || reading.isFilled(key)) return undefined;
    pairs.push({ ...part, key, value: rest });
  }
  return pairs.length > 0 ? pairs : undefined;
}

/** Adds a list of words, `for` loops go through it; each word that is a name can leave. */
export function addWords(reading: Reading, range: Range, parent: number): void {
  const words = partsOf(reading.text, range, ",");
  const list = reading.add("sequence", "iterable", range, parent, { form: "list" });
  for (const word of words) {
    const name = /^(["']?)([\w-]+)\1$/.exec(reading.slice(word))?.[2];
    if (name === undefined || reading.isFilled(word)) reading.add("expression", "element", word, list);
    else reading.add("name", "element", word, list, { name });
  }
}

/** Parts between separators that stand outside of brackets and strings; what is empty is left out. */
export function partsOf(text: string, range: Range, separator: string): Range[] {
  const parts: Range[] = [];
  let depth = 0;
  let from = range.start;
  const close = (end: number) => {
    const source = text.slice(from, end).replace(/\/\*[\s\S]*?\*\//g, (comment) => " ".repeat(comment.length));
    const start = from + source.length - source.trimStart().length;
    if (source.trim() !== "") parts.push({ start, end: from + source.trimEnd().length });
    from = end + 1;
  };
  const token = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|\/\*[\s\S]*?\*\/|[()[\]{},:]/g;
  token.lastIndex = range.start;
  for (let match = token.exec(text); match && match.index < range.end; match = token.exec(text)) {
    const [mark] = match;
    if (/^[([{]$/.test(mark)) depth++;
    else if (/^[)\]}]$/.test(mark)) depth--;
    else if (mark === separator && depth === 0) close(match.index);
  }
  close(range.end);
  return parts;
}
