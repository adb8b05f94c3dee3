import type { Facts, Inventory, Link, SymbolName } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";

/** Attributes whose words are never classes. */
const otherAttributes =
  /^(?:value|name|href|src|action|type|for|placeholder|title|alt|content|method|lang|rel|target|role|style-?src)$/i;
const token = /[^\s"'`<>.#,;{}()[\]=+&%$\\|*?!]+/g;

/** Words of a string, with those that are only the beginning or end of a name built from them. */
interface StringWords {
  region: number;
  words: string[];
  beginnings: string[];
  ends: string[];
}

const readBefore = new WeakMap<Facts, readonly StringWords[]>();

/** Words of all strings of a file that can hold classes or ids. A file's facts never change, so they are read once. */
function stringsOf(facts: Facts, inventory: Inventory): readonly StringWords[] {
  const before = readBefore.get(facts);
  if (before) return before;
  const strings: StringWords[] = [];
  let text: string | undefined;
  for (const region of facts.regions) {
    if (region.kind !== "literal" && region.kind !== "template") continue;
    if (region.kind === "literal" && typeof region.value !== "string") continue;
    text ??= inventory.read(facts.path)?.text ?? "";
    if (!mayHoldNames(facts, region, text.slice(region.start, region.end))) continue;
    strings.push(isClassList(facts, region) ? classesOf(text, region) : wordsOf(text, region));
  }
  readBefore.set(facts, strings);
  return strings;
}

/** `class="a b"` as it stands in a page: white space alone parts its names, so that `[&:is(.a)]:mt-1` says nothing of `.a`. */
function isClassList(facts: Facts, region: Region): boolean {
  const parent = facts.regions[region.parent];
  return region.kind === "literal" && parent?.kind === "attribute" && parent.name === "class";
}

function classesOf(text: string, region: Region): StringWords {
  const words = text.slice(region.start, region.end).match(/[^\s"']+/g) ?? [];
  return { region: region.id, words, beginnings: [], ends: [] };
}

function wordsOf(text: string, region: Region): StringWords {
  const found: StringWords = { region: region.id, words: [], beginnings: [], ends: [] };
  const source = text.slice(region.start, region.end);
  for (const match of source.matchAll(token)) {
    const [whole] = match;
    found.words.push(...new Set([whole, ...whole.split(/[:/]/)]));
    const next = source.slice(match.index + whole.length, match.index + whole.length + 3);
    const before = source.slice(Math.max(0, match.index - 2), match.index);
    const isFirst = match.index === before.length;
    const isLast = match.index + whole.length + next.length === source.length;
    const goesOn = /^(?:\$?\{|%[sd(])/.test(next) || (isLast && /[-_]$/.test(whole) && /^["'`]*$/.test(next));
    const wentOn = /[}sd)]$/.test(before) || (isFirst && /^[-_](?!-)/.test(whole) && /^["'`]*$/.test(before));
    if (goesOn && whole.length > 1) found.beginnings.push(whole);
    if (wentOn && whole.length > 2) found.ends.push(whole);
  }
  return found;
}

/**
 * Strings of a file that may name what styles ask for: classes, ids and variables, each by itself or as the beginning
 * or end of a name that is built from it.
 * @param wanted symbols that styles ask for
 */
export function stringLinks(facts: Facts, inventory: Inventory, wanted: Wanted): Link[] {
  const links: Link[] = [];
  for (const { region, words, beginnings, ends } of stringsOf(facts, inventory)) {
    const found = new Set<SymbolName>();
    for (const word of words) for (const symbol of wanted.named(word)) found.add(symbol);
    for (const word of beginnings) for (const symbol of wanted.beginningWith(word)) found.add(symbol);
    for (const word of ends) for (const symbol of wanted.endingWith(word)) found.add(symbol);
    for (const symbol of found) {
      const weak = symbol.startsWith("style:") ? {} : { weak: true };
      links.push({ path: facts.path, symbol, defines: false, region, ...weak });
    }
  }
  return links;
}

const marks = ["class:.", "dom:#"];

/** Symbols that styles ask for, to be found by the words of strings. */
export class Wanted {
  private readonly symbols: ReadonlySet<SymbolName>;
  private readonly patterns = new Map<string, SymbolName[]>();

  constructor(symbols: ReadonlySet<SymbolName>) {
    this.symbols = symbols;
  }

  /**
   * Symbols that a whole word may be. A class or id is given as a pattern that only it fits: the word may be anything,
   * so it holds the name while it is there, but its end is no sign that the name was in use.
   */
  named(word: string): SymbolName[] {
    if (word.startsWith("--")) return [`style:${word}`].filter((name) => this.symbols.has(name));
    return marks.filter((mark) => this.symbols.has(mark + word)).map((mark) => mark.replace(":", ":*") + word);
  }

  /** A pattern for all names that begin with a word, if there are any. */
  beginningWith(word: string): SymbolName[] {
    return this.matching(`${word}*`, (mark, name) => name.startsWith(mark + word));
  }

  endingWith(word: string): SymbolName[] {
    return this.matching(`*${word}`, (mark, name) => name.startsWith(mark) && name.endsWith(word));
  }

  private matching(pattern: string, matches: (mark: string, name: SymbolName) => boolean): SymbolName[] {
    const before = this.patterns.get(pattern);
    if (before) return before;
    const found = marks.filter((mark) => [...this.symbols].some((name) => matches(mark, name)));
    const symbols = found.map((mark) => mark + pattern);
    this.patterns.set(pattern, symbols);
    return symbols;
  }
}

/** True if a string of a page, script or program can hold classes or ids at all. */
function mayHoldNames(facts: Facts, region: Region, text: string): boolean {
  const parent = facts.regions[region.parent];
  if (facts.transform === "python") {
    if (/<\w|\bclass|style/.test(text)) return true;
    const around = parent && facts.regions[parent.parent];
    return [parent, around].some((one) => one?.name !== undefined && /class|css|style|attrs/i.test(one.name));
  }
  if (parent?.kind === "attribute" && parent.name !== undefined && otherAttributes.test(parent.name)) return false;
  // An address is no class; markup, and words with a fraction (`w-1/2`), may be.
  return /[<]|\bclass/.test(text) || !/^["'`]?\/|:\/\//.test(text);
}

/** Files that name classes, in languages that no transform reads, or that a plan may not have read. */
const naming =
  /\.(?:[mc]?ts|tsx|vue|svelte|astro|php|erb|haml|slim|pug|jade|ejs|hbs|handlebars|mustache|njk|liquid|twig|cshtml|razor|mdx)$/;
const aside = /(?:^|\/)(?:node_modules|vendor|archive[sd]?|backups?|old|dist|build)\//i;
const known = new WeakMap<Inventory, ReadonlyMap<string, ReadonlySet<string>>>();

/** Words of such files by path; each inventory is read once. */
function wordsByPath(inventory: Inventory): ReadonlyMap<string, ReadonlySet<string>> {
  const before = known.get(inventory);
  if (before) return before;
  const found = new Map<string, Set<string>>();
  for (const path of inventory.files.keys()) {
    if (!naming.test(path) || aside.test(path)) continue;
    const words = new Set<string>();
    for (const [word] of (inventory.read(path)?.text ?? "").matchAll(token)) {
      words.add(word);
      if (/[:/]/.test(word)) for (const part of word.split(/[:/]/)) words.add(part);
    }
    found.set(path, words);
  }
  known.set(inventory, found);
  return found;
}

/** Holds the selectors whose names stand in files that were not read: the sheet itself speaks for them. */
export function unreadLinks(
  inventory: Inventory,
  sheets: ReadonlyMap<SymbolName, string>,
  facts: ReadonlyMap<string, Facts>,
): Link[] {
  const unread = [...wordsByPath(inventory)].flatMap(([path, words]) =>
    facts.get(path)?.faults.length === 0 ? [] : [words],
  );
  const links: Link[] = [];
  for (const [symbol, path] of sheets) {
    const name = symbol.replace(/^(?:class:\.|dom:#)/, "");
    if (name !== symbol && unread.some((words) => words.has(name)))
      links.push({ path, symbol, defines: false, weak: true, region: 0 });
  }
  return links;
}
