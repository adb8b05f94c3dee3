import type { Graph, Place } from "../engine/graph.js";
import type { SymbolName } from "../engine/model.js";

/** What is missing where nothing answers a link; the code of its diagnostic. */
export type LinkCode =
  | "missing-template"
  | "missing-file"
  | "unknown-endpoint"
  | "unknown-route"
  | "absent-id"
  | "unmatched-selector"
  | "unresolved-name";

const CODES: Readonly<Record<string, LinkCode>> = {
  template: "missing-template",
  static: "missing-file",
  path: "missing-file",
  endpoint: "unknown-endpoint",
  route: "unknown-route",
  dom: "absent-id",
  class: "unmatched-selector",
};

/** All codes of unresolved links. */
export const LINK_CODES: ReadonlySet<string> = new Set<LinkCode>([...Object.values(CODES), "unresolved-name"]);

/** The code of a link to a symbol. */
export const linkCode = (symbol: SymbolName): LinkCode =>
  CODES[symbol.slice(0, symbol.indexOf(":"))] ?? "unresolved-name";

/** Endpoints that a framework defines itself: Flask's and Django's. */
const BUILT_IN = /^endpoint:(?:[\w.]+\.)?static$|^endpoint:admin:/;

/**
 * Links between pages, scripts, styles and routes that nothing answers, in one tree: a template, file, endpoint, route or
 * id that nobody defines, and a selector that no markup and no script meets. A name that is built at run time may be
 * anything that fits, so it answers; other names (of Python, of packages) are other tools' to check.
 * @param files all paths of the tree: a file is named by the end of its path, below some folder that is served
 */
export function unresolvedLinks(graph: Graph, files: Iterable<string>): Place[] {
  const found: Place[] = [];
  const ends = new Set<string>();
  for (const path of files) for (let at = 0; at >= 0; at = nextPart(path, at)) ends.add(path.slice(at));
  for (const [symbol, places] of graph.references) {
    const code = linkCode(symbol);
    if (code === "unresolved-name" || graph.definitions.has(symbol) || BUILT_IN.test(symbol)) continue;
    if (code === "missing-file" && ends.has(symbol.slice(symbol.indexOf(":") + 1))) continue;
    if (graph.patterns.some(({ matches }) => matches.test(symbol))) continue;
    const selectors = places.filter((place) => isSelector(graph, place));
    if (code === "unmatched-selector") {
      if (selectors.length === places.length) found.push(...selectors);
      continue;
    }
    found.push(...places.filter((place) => !selectors.includes(place) && !place.weak && !isAnswered(graph, place)));
    if (code === "absent-id" && selectors.length === places.length) found.push(...selectors);
  }
  return found;
}

/** Where the next part of a path begins, or -1 after the last one. */
function nextPart(path: string, at: number): number {
  const slash = path.indexOf("/", at);
  return slash < 0 ? -1 : slash + 1;
}

/** True if another symbol that the same place may mean is defined; the module of a name is no answer for the name. */
export function isAnswered(graph: Graph, place: Place): boolean {
  const isFile = (symbol: SymbolName) => /^(module|path|package):/.test(symbol);
  const view = graph.files.get(place.path)!;
  return view
    .occurrences(view.region(place.region))
    .some(
      (one) =>
        !one.defines &&
        one.symbol !== place.symbol &&
        (isFile(place.symbol) || !isFile(one.symbol)) &&
        graph.definitions.has(one.symbol),
    );
}

/** How many links of each kind nothing answers, and how many of them did not dangle before. */
export interface UnresolvedCount {
  code: LinkCode;
  before: number;
  after: number;
}

/** Counts what nothing answers in two trees, by kind, in the order of the codes. */
export function countUnresolved(before: readonly Place[], after: readonly Place[]): UnresolvedCount[] {
  const count = (places: readonly Place[], code: string) =>
    places.filter(({ symbol }) => linkCode(symbol) === code).length;
  return [...LINK_CODES]
    .filter((code): code is LinkCode => code !== "unresolved-name")
    .map((code) => ({ code, before: count(before, code), after: count(after, code) }));
}

/** Places of the second tree whose link the first one had not as unresolved in that file. */
export function newlyUnresolved(before: readonly Place[], after: readonly Place[]): Place[] {
  const known = new Set(before.map(({ path, symbol }) => `${path}\n${symbol}`));
  return after.filter(({ path, symbol }) => !known.has(`${path}\n${symbol}`));
}

const isSelector = (graph: Graph, place: Place) =>
  graph.files.get(place.path)!.region(place.region).kind === "selector";
