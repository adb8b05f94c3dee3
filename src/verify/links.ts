import { type FileView, Graph, type Place } from "../engine/graph.js";
import type { Facts, Inventory, Link, SourceFile, SymbolName, Target, Transform } from "../engine/model.js";
import { pathMatcher } from "../target/globs.js";
import type { Diagnostic } from "./diagnostics.js";

/** What the check compares: the changed texts, and where all other files are read. */
export interface LinksToVerify {
  before: ReadonlyMap<string, string>;
  after: ReadonlyMap<string, string | null>;
  transforms: readonly Transform[];
  inventory: Inventory;
  target: Target;
  outside?: (path: string) => boolean;
}

/**
 * References of the result that something defined at base and nothing defines any more, in any two languages. The
 * files are read again and linked again, so that a slip of the plan shows. Weak references (a style, a listener) do
 * not count, nor does one that another definition still answers.
 */
export function danglingLinks(links: LinksToVerify): Diagnostic[] {
  const readers = links.transforms
    .filter((transform) => transform.analyze)
    .map((transform) => ({ transform, reads: pathMatcher(transform.files) }));
  const readerOf = (path: string) => readers.find(({ reads }) => reads(path))?.transform;
  const analyse = (path: string, text: string): Facts | undefined => {
    const source: SourceFile = { path, text, encoding: "utf8" };
    return readerOf(path)?.analyze?.(source, links.target);
  };
  const changed = collect([...links.after.keys()], (path) => {
    const text = links.before.get(path) ?? links.inventory.read(path)?.text;
    return text === undefined ? undefined : analyse(path, text);
  });
  const result = collect([...links.after.keys()], (path) => {
    const text = links.after.get(path);
    return typeof text === "string" ? analyse(path, text) : undefined;
  });
  const words = lostWords(changed, result);
  if (words.length === 0) return [];
  // Files that nobody changed matter only if they can name what is gone, or say how names are put together.
  const neighbours = collect([...links.inventory.files.keys()], (path) => {
    if (links.after.has(path) || links.outside?.(path)) return undefined;
    const reader = readerOf(path);
    const text = reader && links.inventory.read(path)?.text;
    if (!reader || text === undefined) return undefined;
    if (!reader.glue?.test(text) && !words.some((word) => text.includes(word))) return undefined;
    return analyse(path, text);
  });
  const before = link(new Map([...neighbours, ...changed]), links);
  const after = link(new Map([...neighbours, ...result]), links);
  return compare(before, after, links);
}

function collect(paths: readonly string[], read: (path: string) => Facts | undefined): Map<string, Facts> {
  const found = new Map<string, Facts>();
  for (const path of paths) {
    const facts = read(path);
    if (facts && facts.faults.length === 0) found.set(path, facts);
  }
  return found;
}

const lastWord = (symbol: SymbolName): string => symbol.match(/[\p{L}\p{N}_$-]+/gu)?.at(-1) ?? "";

/** Last words of the symbols that the changed files define before and not after. */
function lostWords(before: ReadonlyMap<string, Facts>, after: ReadonlyMap<string, Facts>): string[] {
  const defined = (files: ReadonlyMap<string, Facts>) =>
    new Set(
      [...files.values()].flatMap((facts) => facts.occurrences.filter((one) => one.defines).map((one) => one.symbol)),
    );
  const left = defined(after);
  const words = new Set<string>();
  for (const symbol of defined(before)) if (!left.has(symbol)) words.add(lastWord(symbol));
  // A file that is gone takes its module, its template or its address along.
  for (const path of before.keys())
    if (!after.has(path))
      words.add(
        path
          .split("/")
          .at(-1)!
          .replace(/\.[^.]*$/, ""),
      );
  words.delete("");
  return [...words];
}

function link(facts: Map<string, Facts>, { transforms, inventory }: LinksToVerify): Graph {
  const found: Link[] = [];
  for (const transform of transforms) if (transform.resolve) found.push(...transform.resolve(facts, inventory));
  return new Graph(facts, found);
}

function compare(before: Graph, after: Graph, { after: texts, inventory }: LinksToVerify): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const symbol of before.definitions.keys()) {
    if (after.definitions.has(symbol)) continue;
    for (const place of after.references.get(symbol) ?? []) {
      if (place.weak) continue;
      const view = after.files.get(place.path)!;
      if (isAnswered(after, view, place)) continue;
      const text = texts.get(place.path) ?? inventory.read(place.path)!.text;
      const line = text.slice(0, view.region(place.region).start).split("\n").length;
      found.push({
        path: place.path,
        line,
        code: "link",
        message: `nothing defines ${symbol} any more`,
        name: lastWord(symbol),
        symbol,
      });
    }
  }
  return found;
}

/** True if another symbol that the same place may mean is defined; the module of a name is no answer for the name. */
function isAnswered(graph: Graph, view: FileView, place: Place): boolean {
  const isFile = (symbol: SymbolName) => /^(module|path|package):/.test(symbol);
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
