import type { Mention, Range } from "./model.js";

/** A word of a list: letters, digits and what names are joined with, perhaps quoted or in back-ticks. */
const item = "[`'\"*]*[\\p{L}\\p{N}][\\p{L}\\p{N}_.+-]*[`'\"*]*";

/**
 * Takes the target out of a coordinated list of names (`OpenAI, Gemini or Ollama`, `openai/ollama`), so that the
 * sentence still reads right; two items leave one without its conjunction.
 * @returns the new text of the range, or undefined if a mention is not an item of its own in such a list
 */
export function trimList(text: string, range: Range, mentions: readonly Mention[]): string | undefined {
  if (mentions.length === 0) return undefined;
  let result = text.slice(range.start, range.end);
  for (const mention of [...mentions].sort((a, b) => b.start - a.start)) {
    const start = mention.start - range.start;
    const next = withoutItem(result, start, start + mention.text.length);
    if (next === undefined) return undefined;
    result = next;
  }
  return result;
}

function withoutItem(text: string, start: number, end: number): string | undefined {
  // The item with its quotes; a longer name (`ollama-client`) is not the target's name alone.
  let from = start;
  let to = end;
  while (from > 0 && /[`*]/.test(text[from - 1]!)) from--;
  while (to < text.length && /[`*]/.test(text[to]!)) to++;
  if (/[\p{L}\p{N}_-]/u.test(text[from - 1] ?? "") || /[\p{L}\p{N}_]/u.test(text[to] ?? "")) return undefined;
  const before = text.slice(0, from);
  const after = text.slice(to);
  const word = new RegExp(`(${item})$`, "u");
  const wordAfter = new RegExp(`^(${item})`, "u");
  // Last of three or more: "A, B or X" and "A, B, or X" become "A or B".
  let match = before.match(new RegExp(`(${item})(,\\s+)(${item})(,?\\s+(?:or|and)\\s+)$`, "u"));
  if (match) {
    const [whole, first, , second, conjunction] = match;
    return `${before.slice(0, before.length - whole.length)}${first}${conjunction!.replace(/^,/, "")}${second}${after}`;
  }
  // First or middle: "X, A or B", "A, X, B or C".
  match = after.match(new RegExp(`^,\\s+(?=${item}\\s*(?:,|\\s(?:or|and)\\s))`, "u"));
  if (match) return before + after.slice(match[0].length);
  match = before.match(/,\s+$/);
  if (match && new RegExp(`^,?\\s+(?:or|and)\\s+${item}`, "u").test(after)) {
    const listBefore = before.slice(0, before.length - match[0].length);
    const conjunction = after.match(/^,?\s+(?:or|and)\s+/)![0].replace(/^,/, "");
    const more = new RegExp(`${item},\\s+${item}$`, "u").test(listBefore);
    return listBefore + (more ? after : conjunction + after.slice(after.match(/^,?\s+(?:or|and)\s+/)![0].length));
  }
  // "either A or X" would not read right with one of them.
  if (/\b(?:either|both|neither|between)\s+[^.,;]*$/i.test(before)) return undefined;
  // Only commas, in brackets or after a colon: "Engines: A, X, B", "(A, X)".
  const list = new RegExp(`(?:[:(\\[]\\s*)((?:${item},\\s+)*)$`, "u");
  const rest = new RegExp(`^((?:,\\s+${item})*)\\s*(?:[)\\].]|\\r?$|\\n)`, "u");
  if (list.test(before) && rest.test(after)) {
    if (/,\s+$/.test(before)) return before.replace(/,\s+$/, "") + after;
    if (/^,\s+/.test(after)) return before + after.replace(/^,\s+/, "");
  }
  // Two items: "A or X", "X or A".
  match = before.match(/\s+(?:or|and)\s+$/);
  if (match && word.test(before.slice(0, before.length - match[0].length)) && looksLikeNames(before, after))
    return before.slice(0, before.length - match[0].length) + after;
  match = after.match(/^\s+(?:or|and)\s+/);
  if (match && wordAfter.test(after.slice(match[0].length)) && looksLikeNames(before, after))
    return before + after.slice(match[0].length);
  // Slashes and bars without spaces: "openai/ollama".
  if (
    /[/|]$/.test(before) &&
    word.test(before.slice(0, -1)) &&
    !/[/|:]$/.test(before.slice(0, -1)) &&
    !/^[/:.]/.test(after) &&
    !/:\/\/|\.\w*\/$/.test(before.split(/\s/).at(-1)!)
  )
    return before.slice(0, -1) + after;
  return undefined;
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
