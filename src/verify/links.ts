import type { Graph, Place } from "../engine/graph.js";
import type { Facts, Inventory, SymbolName, Target, Transform } from "../engine/model.js";
import type { Known } from "../engine/plan.js";
import { symbolWords } from "../engine/symbol-words.js";
import { wordLists } from "../engine/words.js";
import type { Diagnostic } from "./diagnostics.js";
import { isOutside, LinkReader } from "./read-links.js";
import {
  countUnresolved,
  isAnswered,
  linkCode,
  newlyUnresolved,
  type UnresolvedCount,
  unresolvedLinks,
} from "./unresolved.js";

/** What the check compares: the changed texts, and where all other files are read. */
export interface LinksToVerify {
  before: ReadonlyMap<string, string>;
  after: ReadonlyMap<string, string | null>;
  transforms: readonly Transform[];
  inventory: Inventory;
  target: Target;
  /** What a plan has read already. */
  known?: Known;
}

/**
 * References of the result that something defined at base and nothing defines any more, in any two languages. The
 * changed files are read again and linked again, so that a slip of the plan shows. Weak references (a style, a listener) do
 * not count, nor does one that another definition still answers.
 */
export function danglingLinks(links: LinksToVerify): Diagnostic[] {
  const reader = new LinkReader(links);
  const result = reader.read(links.after.keys(), (path) => links.after.get(path));
  const known = links.known ?? readAgain(links, result, reader);
  const rest = [...known.facts].filter(([path]) => !links.after.has(path) && !known.outside(path));
  return compare(known.graph, reader.link(new Map([...rest, ...result])), links);
}

/**
 * The same over every file, with the count of what nothing answers before and after. A selector that lost the last
 * thing that it matched is new as well.
 */
export function allLinks(links: LinksToVerify): { findings: Diagnostic[]; unresolved: UnresolvedCount[] } {
  const reader = new LinkReader(links);
  const paths = [...links.inventory.files.keys()].filter((path) => !isOutside(path));
  const base = reader.read(paths, (path) => links.before.get(path) ?? links.inventory.read(path)?.text);
  const result = reader.read(links.after.keys(), (path) => links.after.get(path));
  const rest = [...base].filter(([path]) => !links.after.has(path));
  const before = reader.link(base);
  const after = reader.link(new Map([...rest, ...result]));
  const findings = compare(before, after, links);
  const files = [...links.inventory.files.keys()];
  const left = files.filter((path) => links.after.get(path) !== null);
  const old = unresolvedLinks(before, files);
  const fresh = unresolvedLinks(
    after,
    [...left, ...links.after.keys()].filter((path) => links.after.get(path) !== null),
  );
  for (const place of newlyUnresolved(old, fresh)) {
    const one = finding(after, place, links);
    if (!findings.some(({ path, line, symbol }) => path === one.path && line === one.line && symbol === one.symbol))
      findings.push(one);
  }
  return { findings, unresolved: countUnresolved(old, fresh) };
}

/** Reads the changed files at base, and those that can name what is gone from them. */
function readAgain(links: LinksToVerify, result: ReadonlyMap<string, Facts>, reader: LinkReader): Known {
  const textOf = (path: string) => links.before.get(path) ?? links.inventory.read(path)?.text;
  const changed = reader.read(links.after.keys(), textOf);
  const lists = wordLists(lostSymbols(changed, result, reader));
  // Files without these words matter only if they say how names are put together.
  const glue = links.transforms.flatMap((transform) => transform.glue ?? []);
  const others = reader.read(lists.length === 0 ? [] : links.inventory.files.keys(), (path) => {
    if (links.after.has(path) || isOutside(path)) return undefined;
    const text = links.inventory.read(path)?.text;
    if (text === undefined) return undefined;
    const named = lists.some((words) => words.every((word) => text.includes(word)));
    return named || glue.some((pattern) => pattern.test(text)) ? text : undefined;
  });
  const facts = new Map([...others, ...changed]);
  return { facts, graph: reader.link(facts), outside: isOutside };
}

/** Symbols that the changed files define before and not after, and those of files that are gone. */
function lostSymbols(
  before: ReadonlyMap<string, Facts>,
  after: ReadonlyMap<string, Facts>,
  reader: LinkReader,
): Set<SymbolName> {
  const lost = new Set(reader.link(before).definitions.keys());
  for (const symbol of reader.link(after).definitions.keys()) lost.delete(symbol);
  for (const path of before.keys()) if (!after.has(path)) lost.add(`static:${path}`).add(`module:${moduleOf(path)}`);
  return lost;
}

/** Dotted name of a Python file as another file imports it. */
const moduleOf = (path: string) => path.replace(/(\/__init__)?\.[^./]*$/, "").replaceAll("/", ".");

function compare(before: Graph, after: Graph, links: LinksToVerify): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const symbol of before.definitions.keys()) {
    if (after.definitions.has(symbol)) continue;
    for (const place of after.references.get(symbol) ?? [])
      if (!place.weak && !isAnswered(after, place)) found.push(finding(after, place, links));
  }
  return found;
}

const lastWord = (symbol: SymbolName): string => symbol.match(/[\p{L}\p{N}_$-]+/gu)?.at(-1) ?? "";

function finding(graph: Graph, { path, region, symbol }: Place, { after, inventory }: LinksToVerify): Diagnostic {
  const text = after.get(path) ?? inventory.read(path)!.text;
  const line = text.slice(0, graph.files.get(path)!.region(region).start).split("\n").length;
  const code = linkCode(symbol);
  const message =
    code === "unmatched-selector"
      ? `nothing has ${symbolWords(symbol)} any more`
      : `nothing defines ${symbolWords(symbol)} any more`;
  return { path, line, code, message, name: lastWord(symbol), symbol };
}
