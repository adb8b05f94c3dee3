import type { Graph } from "./graph.js";
import type { SymbolName } from "./model.js";
import type { Marks } from "./spread.js";

/** Kinds of symbols whose definitions may be swept once their references are gone. */
const sweptKinds = /^(template|static|style|ctx|dom|class|macro|js:window)\b/;

/**
 * Under which words files not analysed yet may refer to what goes, or define what only went code used: each list of
 * words must be in a file together.
 */
export function namedWords(marks: Marks, graph: Graph): string[][] {
  const symbols = new Set<SymbolName>();
  const owners = new Set<string>();
  for (const [path, judged] of marks.judged) {
    if (judged.dead.size === 0) continue;
    const view = graph.files.get(path)!;
    for (const id of judged.dead.keys()) {
      for (const occurrence of view.occurrences(view.region(id))) {
        const owner = parameterOwner(graph, occurrence.symbol);
        if (owner !== undefined) owners.add(owner);
        // What a list of packages asks for is swept when nothing imports it, wherever that may be.
        const isListed = /^(package|message):/.test(occurrence.symbol) && graph.definitions.has(occurrence.symbol);
        const isShared = graph.definitions.get(occurrence.symbol)?.some((place) => place.shared) === true;
        const isSwept = isListed || isShared || sweptKinds.test(occurrence.symbol);
        if (occurrence.defines ? !isLocal(occurrence.symbol, occurrence.private) : isSwept)
          symbols.add(occurrence.symbol);
      }
    }
  }
  return [...[...symbols].map(wordsOfSymbol).filter((words) => words.length > 0), ...[...owners].map((one) => [one])];
}

/** The function that a parameter belongs to: whatever calls it, under whichever module's name, may have to change. */
function parameterOwner(graph: Graph, symbol: SymbolName): string | undefined {
  const owner = /[#.]([^.#]+)\.<locals>\.[^.]+$/.exec(symbol)?.[1];
  const place = owner === undefined ? undefined : graph.definitions.get(symbol)?.[0];
  return place && graph.files.get(place.path)!.region(place.region).kind === "parameter" ? owner : undefined;
}

/** The same for symbols that ended otherwise: lists of words, one list for each symbol that other files can use. */
export function wordLists(symbols: Iterable<SymbolName>): string[][] {
  return [...symbols]
    .filter((symbol) => !isLocal(symbol, false))
    .map(wordsOfSymbol)
    .filter((words) => words.length > 0);
}

/** A name that no other file can use. Class members are reached through their class. */
function isLocal(symbol: SymbolName, isPrivate: boolean | undefined): boolean {
  if (/^(js:window|dom|class|style|ctx|json)\b/.test(symbol)) return false;
  return isPrivate === true || symbol.includes("<locals>") || /^(package|path|tpl):/.test(symbol);
}

/** Words that a file must hold together to refer to a symbol from outside its own file. */
function wordsOfSymbol(symbol: SymbolName): string[] {
  const kind = symbol.slice(0, symbol.indexOf(":"));
  const rest = symbol.slice(symbol.indexOf(":") + 1);
  const hash = rest.indexOf("#");
  // An escape in the code (`\n`) stands right before a word there.
  if (kind === "message") return wordsIn(rest.replace(/[\n\t]\S*/g, " "));
  if (kind === "py" || (kind === "js" && !rest.startsWith("window#"))) {
    // The importing file names the module as well as the name.
    const file = rest.slice(0, hash).replace(/(\/__init__)?\.[a-z]+$/, "");
    return [wordsIn(file).at(-1) ?? "", wordsIn(rest.slice(hash + 1))[0] ?? ""].filter((word) => word !== "");
  }
  if (kind === "ctx") return wordsIn(rest.slice(hash + 1)).slice(0, 1);
  if (kind === "json" || kind === "macro" || kind === "js") return wordsIn(rest.slice(hash + 1));
  // The first parts may stand elsewhere: in a client's base, a blueprint's prefix, a proxy's rule.
  if (kind === "route") return wordsIn(rest.replace(/^\S+ /, "")).slice(-2);
  if (kind === "module") return wordsIn(rest).slice(-2);
  if (kind === "template" || kind === "static") return wordsIn(rest.slice(rest.lastIndexOf("/") + 1));
  return wordsIn(rest);
}

const wordsIn = (text: string) => text.split(/[^\p{L}\p{N}_$]+/u).filter((word) => word !== "");
