import { lineOf } from "../syntax/lines.js";
import { commonWordWarning, isCommonWord, wordAround } from "../target/common.js";
import type { Corpus } from "./corpus.js";
import type { Mention, Target } from "./model.js";
import type { Change } from "./rewrite.js";

/** More places than this are counted, and the note says how to see them. */
const MOST_PLACES = 20;

/** A target as the command line describes it can tell more of a text than transforms need. */
interface Described extends Target {
  insideOtherWords?(text: string): Mention[];
  findWeak?(text: string): Mention[];
}

/**
 * What to know of the words that were searched for: an ordinary word, and ports and models that stay.
 *
 * @param away files that clean-ups take out of the tree
 */
export function wordNotes(corpus: Corpus, changes: readonly Change[], away: ReadonlySet<string>): string[] {
  return [...ordinaryWord(corpus), ...weakWords(corpus, changes, away)];
}

function ordinaryWord(corpus: Corpus): string[] {
  const { name } = corpus.target;
  if (!isCommonWord(name)) return [];
  const target: Described = corpus.target;
  const leftOut = new Set<string>();
  for (const { text } of corpus.sources.values())
    for (const inside of target.insideOtherWords?.(text) ?? []) leftOut.add(wordAround(text, inside));
  const warning = commonWordWarning(name, leftOut);
  return warning === undefined ? [] : [warning.replace(/\.$/, "")];
}

/** Ports, hosts and models of the target that stay, because nothing beside them names it. */
function weakWords(corpus: Corpus, changes: readonly Change[], away: ReadonlySet<string>): string[] {
  const { findWeak }: Described = corpus.target;
  if (!findWeak) return [];
  const changed = new Map(changes.map((change) => [change.path, change.edits]));
  const places: string[] = [];
  const words = new Set<string>();
  for (const [path, { text }] of corpus.sources) {
    if (corpus.frozen.has(path) || away.has(path)) continue;
    const edits = changed.get(path);
    if (edits === null) continue;
    for (const weak of findWeak(text)) {
      if (edits?.some((edit) => edit.start <= weak.start && weak.end <= edit.end)) continue;
      // Beside a mention that stays it is seen with that one.
      if (isBeside(text, weak, corpus.mentions.get(path) ?? [])) continue;
      words.add(weak.text);
      places.push(`${weak.text} at ${path}:${lineOf(text, weak.start)}`);
    }
  }
  if (places.length === 0) return [];
  const more = places.length - MOST_PLACES;
  const rest =
    more > 0 ? `, and ${more} more: git grep -n -w -F ${[...words].map((word) => `-e ${word}`).join(" ")}` : "";
  return [
    `ports, hosts and models that may be ${corpus.target.name}'s stay where nothing else says so: ` +
      places.slice(0, MOST_PLACES).join(", ") +
      rest,
  ];
}

/** True if a mention stands on the same line. */
function isBeside(text: string, weak: Mention, mentions: readonly Mention[]): boolean {
  const start = text.lastIndexOf("\n", weak.start) + 1;
  const feed = text.indexOf("\n", weak.end);
  const end = feed < 0 ? text.length : feed;
  return mentions.some((mention) => mention.start >= start && mention.end <= end);
}
