import { respell } from "../target/respell.js";
import type { Mention, Range } from "./model.js";

/** An aside that gives nothing but one name as an example, with the white space before it. */
const aside =
  /\s*\((?:e\.\s?g\.,?|eg,?|for example,?|for instance,?|such as|like)\s+["'`*_]*([^()"'`*_,;]+)["'`*_]*\)/giu;

/**
 * Takes the target out of asides that name it as the one example: `choose a provider (e.g., Ollama)`. The successor
 * takes its place; without one the aside goes.
 * @returns the new text of the range, or undefined if a mention stands anywhere else
 */
export function trimExamples(
  text: string,
  range: Range,
  mentions: readonly Mention[],
  successor: string | undefined,
): string | undefined {
  if (mentions.length === 0) return undefined;
  const left = new Set(mentions.map((mention) => mention.start - range.start));
  const result = text.slice(range.start, range.end).replace(aside, (found, name: string, at: number) => {
    const start = at + found.lastIndexOf(name);
    const mention = mentions.find((one) => one.start - range.start === start);
    if (!mention || mention.text !== name.trim()) return found;
    left.delete(start);
    return successor === undefined ? "" : found.replace(mention.text, () => respell(mention.text, successor));
  });
  return left.size === 0 ? result : undefined;
}
