import { applyEdits } from "../syntax/edits.js";
import type { Edit, Mention, Range } from "./model.js";

/** A word of a list: letters, digits and what names are joined with, perhaps quoted or in back-ticks. */
const item = "[`'\"*]*[\\p{L}\\p{N}][\\p{L}\\p{N}_.+-]*[`'\"*]*";

/** What joins the last two of a list, in the languages that documents and translations are mostly written in. */
const conjunction = "(?:or|and|und|oder|ou|et|o|y)";

/** What may stand before a name in a list and goes with it: "a key, local Ollama or a proxy" has no such item. */
const adjective = "(?:(?:local|optional|self-hosted)\\s+)?";

/**
 * Takes the target out of a coordinated list of names (`OpenAI, Gemini or Ollama`, `openai/ollama`), so that the
 * sentence still reads right; two items leave one without its conjunction. A link counts as the name it shows.
 * @param isAlternative tells names from other words where only that parts a list (`openai/ollama`) from a path
 * @returns the new text of the range, or undefined if a mention is not an item of its own in such a list
 */
export function trimList(
  text: string,
  range: Range,
  mentions: readonly Mention[],
  isAlternative: (word: string) => boolean = () => true,
): string | undefined {
  if (mentions.length === 0) return undefined;
  let result = text.slice(range.start, range.end);
  const starts = mentions.map((mention) => ({
    start: mention.start - range.start,
    end: mention.start - range.start + mention.text.length,
  }));
  for (let index = starts.length - 1; index >= 0; index--) {
    const mention = starts[index]!;
    const link = linksIn(result).find((one) => one.start <= mention.start && mention.end <= one.end);
    // All mentions in one link are one item, if the link shows nothing but the name.
    while (link && index > 0 && starts[index - 1]!.start >= link.start) index--;
    if (link && !showsOnly(result, link, starts[index]!)) return undefined;
    const edits = withoutItem(shadow(result), link?.start ?? mention.start, link?.end ?? mention.end, isAlternative);
    if (edits === undefined) return undefined;
    result = applyEdits(result, edits);
  }
  return result;
}

/** Links of Markdown: `[words](address)` and `[words][label]`. */
function linksIn(text: string): Range[] {
  return [...text.matchAll(/(?<!!)\[[^[\]]*\](?:\([^()\s]*\)|\[[^[\]]*\])/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** True if the words of a link are the mention alone. */
function showsOnly(text: string, link: Range, mention: Range): boolean {
  const words = text.slice(link.start + 1, text.indexOf("]", link.start));
  return words.replace(/[`*_]/g, "").trim() === text.slice(mention.start, mention.end);
}

/** The text with every link written as one long name of its length. */
function shadow(text: string): string {
  let result = text;
  for (const { start, end } of linksIn(text))
    result = `${result.slice(0, start)}X${"x".repeat(end - start - 1)}${result.slice(end)}`;
  return result;
}

/** What takes one item out of its list, conjunction and separators included; undefined if it is in none. */
function withoutItem(
  text: string,
  start: number,
  end: number,
  isAlternative: (word: string) => boolean,
): Edit[] | undefined {
  // The item with its quotes; a longer name (`ollama-client`) is not the target's name alone.
  let from = start;
  let to = end;
  while (from > 0 && /[`*'"]/.test(text[from - 1]!) && text[to] === text[from - 1]) {
    from--;
    to++;
  }
  if (/[\p{L}\p{N}_-]/u.test(text[from - 1] ?? "") || /[\p{L}\p{N}_-]/u.test(text[to] ?? "")) return undefined;
  const before = text.slice(0, from);
  const after = text.slice(to);
  if (isCounted(before)) return undefined;
  const cut = (cutFrom: number, cutTo: number, put = ""): Edit => ({ start: cutFrom, end: cutTo, text: put });
  // Last of three or more: "A, B or X" and "A, B, or X" become "A or B".
  let match = before.match(new RegExp(`(${item})(,\\s+)(${item})(,?\\s+${conjunction}\\s+)$`, "u"));
  if (match && !/\b(?:either|both|neither|between)\b[^.;]*$/i.test(before)) {
    const [whole, first, comma, second, joint] = match;
    const comma0 = before.length - whole.length + first!.length;
    const second0 = comma0 + comma!.length;
    // Of four or more, an Oxford comma stays one; of three there is nothing left to list.
    const more = new RegExp(`${item},\\s+$`, "u").test(before.slice(0, before.length - whole.length));
    return [cut(comma0, second0, more ? joint : joint!.replace(/^,/, "")), cut(second0 + second!.length, to)];
  }
  // First or middle: "X, A or B", "A, X, B or C".
  match = after.match(new RegExp(`^,\\s+(?=${item}\\s*(?:,|\\s${conjunction}\\s))`, "u"));
  if (match) {
    const word = before.match(new RegExp(`${adjective}$`, "u"))![0];
    const edits = [cut(from - word.length, to + match[0].length)];
    // "X, A, and B" keeps two: no comma before the conjunction.
    const two = after.slice(match[0].length).match(new RegExp(`^${item},(?=\\s+${conjunction}\\s)`, "u"));
    if (two && !/,\s+$/.test(before.slice(0, from - word.length))) {
      const comma = to + match[0].length + two[0].length - 1;
      edits.push(cut(comma, comma + 1));
    }
    return edits;
  }
  match = before.match(new RegExp(`,\\s+${adjective}$`, "u"));
  if (match && new RegExp(`^,?\\s+${conjunction}\\s+${item}`, "u").test(after)) {
    const more = new RegExp(`${item},\\s+${item}$`, "u").test(before.slice(0, -match[0].length));
    // "A, X, and B" keeps two: no comma before the conjunction.
    return [cut(from - match[0].length, !more && after.startsWith(",") ? to + 1 : to)];
  }
  // "either A or X" would not read right with one of them.
  if (/\b(?:either|both|neither|between|compar\w+|difference\w*)\s+[^.,;]*$/i.test(before)) return undefined;
  // Only commas, in brackets or after a colon: "Engines: A, X, B", "(A, X)".
  const list = new RegExp(`(?:[:(\\[][\\s*_]*)((?:${item},\\s+)*)${adjective}$`, "u");
  const rest = new RegExp(`^((?:,\\s+${item})*)\\s*(?:[)\\].]|(?:,\\s+)?etc\\b|\\r?$|\\n)`, "u");
  if (list.test(before) && rest.test(after)) {
    const comma = before.match(new RegExp(`,\\s+${adjective}$`, "u"));
    if (comma) return [cut(from - comma[0].length, to)];
    const word = before.match(new RegExp(`${adjective}$`, "u"))![0];
    if (/^,\s+/.test(after)) return [cut(from - word.length, to + after.match(/^,\s+/)![0].length)];
  }
  // Two items: "A or X", "X or A". As the subject of a sentence one of them wants another verb.
  if (isSubject(before, after) || isPlural(after)) return undefined;
  match = before.match(/\s+(?:or|and)\s+$/);
  if (match && new RegExp(`${item}$`, "u").test(before.slice(0, -match[0].length)) && looksLikeNames(before, after))
    return [cut(from - match[0].length, to)];
  match = after.match(/^\s+(?:or|and)\s+/);
  if (match && new RegExp(`^${item}`, "u").test(after.slice(match[0].length)) && looksLikeNames(before, after))
    return [cut(from, to + match[0].length)];
  return withoutSeparated(text, from, to, isAlternative);
}

/** Lists by another sign than a comma: `openai/ollama`, `OpenAI / Ollama / Gemini`, `a|b`, `A + B + C`. */
function withoutSeparated(
  text: string,
  from: number,
  to: number,
  isAlternative: (word: string) => boolean,
): Edit[] | undefined {
  const before = text.slice(0, from);
  const after = text.slice(to);
  const word = new RegExp(`${item}$`, "u");
  // Slashes and bars without spaces, but no path and no address.
  if (/[/|]$/.test(before)) {
    const first = before.slice(0, -1);
    const path = /[/|:]$/.test(first) || /^[/:.]\S/.test(after) || /:\/\/|\.\w*\/$/.test(before.split(/\s/).at(-1)!);
    const neighbour = word.exec(first)?.[0] ?? "";
    const isName = /^[`'"*]*\p{Lu}/u.test(neighbour) || isAlternative(neighbour);
    return neighbour !== "" && isName && !path ? [{ start: from - 1, end: to, text: "" }] : undefined;
  }
  // "A + Ollama local + B": the item is longer than the name.
  if (!/^\s*(?:$|[/|+·)\]）」.,;:，。；：\r\n*_])/u.test(after)) return undefined;
  const spaced = /[\p{L}\p{N}`'"*)）]\s+([/|+·])\s+$/u.exec(before);
  if (spaced) return [{ start: from - spaced[0].length + 1, end: to, text: "" }];
  const next = /^\s+([/|+·])\s+(?=[\p{L}\p{N}`'"*])/u.exec(after);
  if (next && (/[:(（「\][,]\s*$/u.test(before) || /^[\s*_]*$/.test(before)))
    return [{ start: from, end: to + next[0].length, text: "" }];
  const uncased = /[、，]\s*$/u.exec(before);
  if (uncased && /^\s*[、，。)）]/u.test(after)) return [{ start: from - uncased[0].length, end: to, text: "" }];
  return undefined;
}

/** "Three engines: A, B": a number that counts the items would be wrong without one. */
function isCounted(before: string): boolean {
  const number = "(?:\\d+|two|three|four|five|six|seven|eight|nine|ten|both)";
  const words = "(?:\\s*[\\p{L}-]+){1,3}";
  // What another item of a list says counts nothing here.
  const own = before.split(/\n[ \t]*(?:[-*+•]|\d+[.)])\s/).at(-1)!;
  return new RegExp(`\\b${number}${words}\\s*(?:[:(（—–]|-\\s)[^.;]*$`, "iu").test(own);
}

/** "A and X websites": what is said of two is said in the plural. */
function isPlural(after: string): boolean {
  return new RegExp(`^(?:\\s+(?:or|and)\\s+${item})?\\s+(?:\\p{Ll}+\\s+)?\\p{Ll}+s\\b`, "u").test(after);
}

/** True for "X and A are …" and "A and X are …": two names begin the sentence, and words follow. */
function isSubject(before: string, after: string): boolean {
  const first = new RegExp(`(?:^|[.!?:;]\\s+)\\W*(?:${item}\\s+(?:or|and)\\s+)?$`, "u");
  const words = new RegExp(`^(?:\\s+(?:or|and)\\s+${item})?\\s+\\p{Ll}`, "u");
  return first.test(before) && words.test(after);
}

/** "A or X" joins names only if the neighbour is written like one: capital, code or lower-case identifier in brackets. */
function looksLikeNames(before: string, after: string): boolean {
  const neighbour =
    before.match(new RegExp(`(${item})\\s+(?:or|and)\\s+$`, "u"))?.[1] ??
    after.match(new RegExp(`^\\s+(?:or|and)\\s+(${item})`, "u"))?.[1];
  return (
    neighbour !== undefined &&
    /^[`'"*]*(\p{Lu}|[`'"])/u.test(neighbour) &&
    !/^(The|A|An|It|We|You|This|That|If|When|Use|Set|Please|Either)$/.test(neighbour)
  );
}
