import { type FileView, Graph, type Place } from "../engine/graph.js";
import type { Facts, Inventory, Link, SymbolName, Target, Transform } from "../engine/model.js";
import type { Known } from "../engine/plan.js";
import { requestLinks } from "../engine/requests.js";
import { wordLists } from "../engine/words.js";
import { classifyPath } from "../repo/classify.js";
import { pathMatcher } from "../target/globs.js";
import type { Diagnostic } from "./diagnostics.js";

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
  const analyse = analyser(links);
  const paths = [...links.after.keys()];
  const result = collect(paths, (path) => {
    const text = links.after.get(path);
    return typeof text === "string" ? analyse(path, text) : undefined;
  });
  const known = links.known ?? readAgain(links, result, analyse);
  const rest = [...known.facts].filter(([path]) => !links.after.has(path) && !known.outside(path));
  const after = link(new Map([...rest, ...result]), links);
  return compare(known.graph, after, links);
}

type Analyse = (path: string, text: string) => Facts | undefined;

function analyser({ transforms, target }: LinksToVerify): Analyse {
  const readers = transforms
    .filter((transform) => transform.analyze)
    .map((transform) => ({ transform, reads: pathMatcher(transform.files) }));
  return (path, text) =>
    readers.find(({ reads }) => reads(path))?.transform.analyze?.({ path, text, encoding: "utf8" }, target);
}

/** Reads the changed files at base, and those that can name what is gone from them. */
function readAgain(links: LinksToVerify, result: ReadonlyMap<string, Facts>, analyse: Analyse): Known {
  const outside = (path: string) => {
    const kind = classifyPath(path);
    return kind.archive || kind.vendored;
  };
  const changed = collect([...links.after.keys()], (path) => {
    const text = links.before.get(path) ?? links.inventory.read(path)?.text;
    return text === undefined ? undefined : analyse(path, text);
  });
  const lists = wordLists(lostSymbols(changed, result, links));
  // Files without these words matter only if they say how names are put together.
  const glue = links.transforms.flatMap((transform) => transform.glue ?? []);
  const others = collect([...links.inventory.files.keys()], (path) => {
    if (lists.length === 0 || links.after.has(path) || outside(path)) return undefined;
    const text = links.inventory.read(path)?.text;
    if (text === undefined) return undefined;
    const named = lists.some((words) => words.every((word) => text.includes(word)));
    return named || glue.some((pattern) => pattern.test(text)) ? analyse(path, text) : undefined;
  });
  const facts = new Map([...others, ...changed]);
  return { facts, graph: link(facts, links), outside };
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

/** Symbols that the changed files define before and not after, and those of files that are gone. */
function lostSymbols(
  before: ReadonlyMap<string, Facts>,
  after: ReadonlyMap<string, Facts>,
  links: LinksToVerify,
): Set<SymbolName> {
  const lost = new Set(link(before, links).definitions.keys());
  for (const symbol of link(after, links).definitions.keys()) lost.delete(symbol);
  for (const path of before.keys()) if (!after.has(path)) lost.add(`static:${path}`).add(`module:${moduleOf(path)}`);
  return lost;
}

/** Dotted name of a Python file as another file imports it. */
const moduleOf = (path: string) => path.replace(/(\/__init__)?\.[^./]*$/, "").replaceAll("/", ".");

function link(facts: ReadonlyMap<string, Facts>, { transforms, inventory }: LinksToVerify): Graph {
  const found: Link[] = [];
  for (const transform of transforms) if (transform.resolve) found.push(...transform.resolve(facts, inventory));
  return new Graph(facts, [...found, ...requestLinks(facts, found)]);
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
