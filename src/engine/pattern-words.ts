import type { Mention, Range } from "./model.js";

/** A group of a regular expression around a place: where its words stand, and where it ends with what repeats it. */
interface Group {
  open: number;
  words: Range;
  end: number;
  isOptional: boolean;
}

/**
 * A regular expression without the target where it matches with and without it: an alternative of a group goes, and a
 * group that may be left out.
 * @param text holds the expression in `range`
 * @returns undefined if a mention stands anywhere else
 */
export function withoutOptional(text: string, range: Range, mentions: readonly Mention[]): string | undefined {
  let source = text.slice(range.start, range.end);
  for (const mention of [...mentions].reverse()) {
    const place = { start: mention.start - range.start, end: mention.end - range.start };
    if (place.end > source.length) return undefined;
    const group = groupAround(source, place);
    if (!group) return undefined;
    const parts = alternativesIn(source, group.words);
    const at = parts.findIndex((part) => part.start <= place.start && place.end <= part.end);
    if (parts.length > 1 && at >= 0) {
      const from = at === 0 ? parts[0]!.start : parts[at - 1]!.end;
      const to = at === 0 ? parts[1]!.start : parts[at]!.end;
      source = source.slice(0, from) + source.slice(to);
    } else if (group.isOptional) source = source.slice(0, group.open) + source.slice(group.end);
    else return undefined;
  }
  return mentions.length > 0 ? source : undefined;
}

function groupAround(source: string, place: Range): Group | undefined {
  const open: number[] = [];
  for (const { mark, at } of marksOf(source)) {
    if (mark === "(") open.push(at);
    if (mark !== ")") continue;
    const start = open.pop();
    if (start === undefined || start > place.start || at < place.end) continue;
    const kind = /^\((?:\?(?:P?<\w+>|[:!=]))?/.exec(source.slice(start))![0];
    const repeated = /^(?:[?*]|\{0,\d*\})\??/.exec(source.slice(at + 1))?.[0];
    return {
      open: start,
      words: { start: start + kind.length, end: at },
      end: at + 1 + (repeated?.length ?? 0),
      isOptional: repeated !== undefined && !/[!=]$/.test(kind),
    };
  }
  return undefined;
}

/** Parts between the bars of a group, without what stands in groups of it. */
function alternativesIn(source: string, words: Range): Range[] {
  const parts: Range[] = [];
  let depth = 0;
  let start = words.start;
  for (const { mark, at } of marksOf(source)) {
    if (at < words.start || at >= words.end) continue;
    if (mark === "(") depth++;
    else if (mark === ")") depth--;
    else if (depth === 0) {
      parts.push({ start, end: at });
      start = at + 1;
    }
  }
  return [...parts, { start, end: words.end }];
}

/** Parentheses and bars that are no characters to match. */
function marksOf(source: string): { mark: string; at: number }[] {
  return [...source.matchAll(/\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|[()|]/g)]
    .filter(([mark]) => mark.length === 1)
    .map((match) => ({ mark: match[0], at: match.index }));
}
