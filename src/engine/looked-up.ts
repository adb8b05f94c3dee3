import { lineOf } from "../syntax/lines.js";
import type { Corpus } from "./corpus.js";
import type { Decision } from "./decide.js";
import { containerOf, type Hold } from "./hold-places.js";
import { type Ground, isDead, type Marks } from "./spread.js";

/** Fewer letters than this of a name that is put together at run time tell nothing: `f"_{name}"` may be anything. */
const tellingLetters = 3;

/** True for a name of Python, put together at run time, of which enough is written out to tell whom it means. */
function isTelling(symbol: string): boolean {
  if (!/^(py|module):/.test(symbol)) return false;
  const written = symbol.startsWith("module:") ? symbol : symbol.slice(symbol.search(/[#.][^#.]*$/));
  return written.replace(/[^\p{L}\p{N}]/gu, "").length >= tellingLetters;
}

/**
 * Definitions that would go although code that stays looks them up by a name put together at run time. A name of which
 * nothing is written out may be any: that holds nothing, and a note tells.
 */
export function* reachedHolds(ground: Ground, marks: Marks): Generator<Hold> {
  for (const { symbol, matches, place } of ground.graph.patterns) {
    if (!isTelling(symbol) || isDead(marks, place)) continue;
    const asking = ground.graph.files.get(place.path)!.region(place.region);
    const reason = `built at run time at ${place.path}:${lineOf(ground.text(place.path), asking.start)}`;
    for (const [defined, places] of ground.graph.definitions) {
      if (!matches.test(defined) || !places.every((one) => isDead(marks, one))) continue;
      for (const one of places) {
        const region = containerOf(ground.graph.files.get(one.path)!, marks, one);
        yield { path: one.path, region: region.id, reason, definition: true, first: "asked" };
      }
    }
  }
}

/** What goes although a name that only running the code tells may have meant it. */
export function lookedUpNotes(corpus: Corpus, { graph, marks }: Decision): string[] {
  const notes = new Set<string>();
  for (const { symbol, matches, place } of graph.patterns) {
    if (!/^(py|module):/.test(symbol) || isTelling(symbol) || isDead(marks, place)) continue;
    const gone = [...graph.definitions]
      .filter(([defined, places]) => matches.test(defined) && places.every((one) => isDead(marks, one)))
      .map(([defined]) => defined.slice(defined.search(/[#.:][^#.:]*$/) + 1));
    if (gone.length === 0) continue;
    const at = graph.files.get(place.path)!.region(place.region).start;
    const where = `${place.path}:${lineOf(corpus.sources.get(place.path)!.text, at)}`;
    notes.add(
      `a name is built at run time at ${where}; where it could be ${gone.join(", ")}, it finds nothing any more`,
    );
  }
  return [...notes];
}
