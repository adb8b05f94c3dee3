import type { Range } from "./model.js";

/**
 * Directives of a Content Security Policy whose value is a list of sources (CSP Level 3, section 6), up to the end of the
 * directive or of the string: several strings may stand one after the other.
 */
const directive = (quote: string) =>
  new RegExp(`(?<![\\w-])((?:[a-z]+-)+src(?:-elem|-attr)?|form-action|frame-ancestors)(?=\\s)([^;${quote}]*)`, "g");

/**
 * Takes sources of the target's out of the directives of a security policy: each with the space before it.
 * @param text what the string stands in
 * @param range the string with its quotes
 * @param mentions of the target in the string, in order
 * @returns the string without them; "empty" if a directive would be left without sources; undefined if it is no policy,
 * is escaped, or names the target elsewhere too
 */
export function trimPolicy(text: string, range: Range, mentions: readonly Range[]): string | "empty" | undefined {
  const source = text.slice(range.start, range.end);
  const quote = /^\w*("""|'''|"|'|`)/.exec(source);
  if (!quote || source.includes("\\")) return undefined;
  const inner = source.slice(quote[0].length, source.length - quote[1]!.length);
  const places = mentions.map((mention) => mention.start - range.start - quote[0].length);
  let covered = 0;
  let isEmpty = false;
  const trimmed = inner.replace(directive(quote[1]![0]!), (whole, name: string, sources: string, offset: number) => {
    const at = offset + name.length;
    let kept = 0;
    const left = sources.replace(/\s+(\S+)/g, (word: string, _source: string, start: number) => {
      const inside = places.filter((place) => at + start <= place && place < at + start + word.length).length;
      covered += inside;
      if (inside > 0) return "";
      kept++;
      return word;
    });
    if (left !== sources && kept === 0) isEmpty = true;
    return left === sources ? whole : name + left;
  });
  if (covered === 0 || covered < mentions.length) return undefined;
  return isEmpty ? "empty" : quote[0] + trimmed + quote[1]!;
}
