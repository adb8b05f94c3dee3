import { lineOf } from "../syntax/lines.js";
import type { FileView, Graph, Place } from "./graph.js";
import type { Cause, Range, SymbolName } from "./model.js";
import type { Region } from "./region.js";
import { isDead, type Marks } from "./spread.js";
import { referenceWords, symbolWords } from "./symbol-words.js";

/** More links than any chain seen in practice; a guard against endless ones. */
const MOST = 24;

/** As wide as a line of code in a sentence may be. */
const WIDEST = 80;

/** What chains are read from. */
export interface Links {
  graph: Graph;
  marks: Marks;
  text(path: string): string;
}

type At = Pick<Place, "path" | "region">;

/**
 * The chain of links that took a place away, the nearest first: each a sentence that begins with its place. A reference
 * leads to what it refers to, a definition to what is lost in it, what only removed code used to its last uses.
 */
export function chainOf(links: Links, at: At, cause: Cause): string[] {
  const sentences: string[] = [];
  const seen = new Set<string>();
  let place: At = at;
  let next: Cause | undefined = cause;
  /** Says a place once; false ends a chain that comes back to where it was. */
  const say = (one: At, words: string): boolean => {
    const key = keyOf(links, one, words);
    if (seen.has(key)) return false;
    seen.add(key);
    sentences.push(`${placeOf(links, one)}  (${words})`);
    return true;
  };
  seen.add(keyOf(links, at, cause.reason));
  // Places that are not said may lead to each other as well: two selectors of one line that go with each other.
  const visited = new Set<string>([`${at.path}\n${at.region}`]);
  while (next && sentences.length < MOST) {
    const link = linkFrom(links, place, next);
    if (!link) {
      if (sentences.length === 0 && next.from) say(next.from, next.reason);
      break;
    }
    if (link.site && !isSameLine(links, link.site, place) && !say(link.site, link.words)) break;
    if (!link.to) {
      if (sentences.length === 0) say(link.site ?? place, next.reason);
      break;
    }
    place = link.to;
    const key = `${place.path}\n${place.region}`;
    if (visited.has(key)) break;
    visited.add(key);
    next = causeAt(links, place);
    if (next && link.to !== link.site && !say(place, reasonAt(links, place, next))) break;
  }
  return sentences;
}

/**
 * Why a place goes. A cause that only handed on why a definition goes is said from the place: what it uses of it.
 */
export function reasonAt(links: Links, at: At, cause: Cause): string {
  const { symbol } = cause;
  const isHandedOn = symbol !== undefined && links.marks.gone.get(symbol)?.reason === cause.reason;
  if (cause.by !== "need" || !isHandedOn || !siteOf(links, at, symbol)) return cause.reason;
  return `${referenceWords(symbol)}, which goes`;
}

/** One link of a chain: where in the place it hangs, in words, and the place that it leads to. */
interface ChainLink {
  site?: At;
  words: string;
  to?: At;
}

function linkFrom(links: Links, place: At, cause: Cause): ChainLink | undefined {
  const { graph, marks } = links;
  const { symbol } = cause;
  if (cause.by === "name" || cause.by === "held") {
    const site = cause.from;
    return site && !isSame(links, site, place) ? { site, words: cause.reason } : undefined;
  }
  if (symbol === undefined) {
    const { from } = cause;
    return from && !isSame(links, from, place) ? { words: cause.reason, to: from } : undefined;
  }
  if (cause.by === "sweep") {
    // Of what a style asks for, the markup that makes it is a use.
    const users = [...(graph.references.get(symbol) ?? []), ...(graph.definitions.get(symbol) ?? [])];
    const uses = users.filter((one) => isDead(marks, one) && !isInside(links, one, place));
    const last = uses[0];
    if (!last) return undefined;
    const count = uses.length > 1 ? `one of the ${uses.length} uses` : "the last use";
    return { site: last, words: `${count} of ${symbolWords(symbol)}`, to: last };
  }
  const site = siteOf(links, place, symbol);
  const to = (graph.definitions.get(symbol) ?? []).find((one) => isDead(marks, one) && !isSame(links, one, place));
  return { site, words: referenceWords(symbol), to };
}

/** The first reference to a symbol in a place. */
function siteOf({ graph }: Links, { path, region }: At, symbol: SymbolName): At | undefined {
  const view = graph.files.get(path)!;
  for (const part of view.subtree(view.region(region)))
    if (view.occurrences(part).some((one) => !one.defines && one.symbol === symbol)) return { path, region: part.id };
  return undefined;
}

/** The cause of the end of a region: its own, or that of the nearest region around that goes. */
function causeAt({ graph, marks }: Links, { path, region }: At): Cause | undefined {
  const judged = marks.judged.get(path);
  if (!judged) return undefined;
  const view = graph.files.get(path)!;
  for (let part: Region | undefined = view.region(region); part; part = view.parent(part)) {
    const own = judged.own.get(part.id) ?? judged.verdicts.find((one) => one.region === part!.id)?.cause;
    if (own) return own;
  }
  return judged.dead.get(region);
}

function isInside({ graph }: Links, inner: At, outer: At): boolean {
  if (inner.path !== outer.path) return false;
  const view = graph.files.get(inner.path)!;
  const [a, b] = [view.region(inner.region), view.region(outer.region)];
  return a.start >= b.start && a.end <= b.end;
}

const isSame = ({ graph }: Links, one: At, other: At): boolean =>
  one.path === other.path &&
  (one.region === other.region ||
    startOf(graph.files.get(one.path)!, one.region) === startOf(graph.files.get(other.path)!, other.region));

function isSameLine({ graph, text }: Links, one: At, other: At): boolean {
  if (one.path !== other.path) return false;
  const view = graph.files.get(one.path)!;
  const line = ({ region }: At) => lineOf(text(one.path), view.region(region).start);
  return other.region !== 0 && line(one) === line(other);
}

const startOf = (view: FileView, region: number): number => view.region(region).start;

const keyOf = ({ graph }: Links, { path, region }: At, words: string) =>
  `${path}\n${startOf(graph.files.get(path)!, region)}\n${words}`;

/** A place with its line; of a line too long to read, the place alone. */
function placeOf({ graph, text }: Links, { path, region }: At): string {
  const source = text(path);
  if (region === 0) return `${path}:1  the whole file`;
  const range = graph.files.get(path)!.region(region);
  const start = source.lastIndexOf("\n", range.start - 1) + 1;
  const end = source.indexOf("\n", range.start);
  const line = source.slice(start, end < 0 ? source.length : end).trim();
  return `${path}:${lineOf(source, range.start)}  ${line.length > WIDEST ? firstLine(source, range) : line}`;
}

/** The first line of a range, cut to what a terminal shows. */
export function firstLine(text: string, range: Range): string {
  const line = text.slice(range.start, range.end).split(/\r?\n/)[0]!.trim();
  return line.length > WIDEST ? `${line.slice(0, WIDEST - 1)}…` : line;
}
