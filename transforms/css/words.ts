import type { Facts, Inventory, Link, Range, Region, SymbolName } from "../../src/engine/model.js";

/** Attributes whose words are never classes. */
const otherAttributes =
  /^(?:value|name|href|src|action|type|for|placeholder|title|alt|content|method|lang|rel|target|role|style-?src)$/i;
const token = /[^\s"'`<>.#,;{}()[\]=+&%$\\|*?!]+/g;

/**
 * Symbols that the words of a string may be: classes, ids and variables of styles, each by itself or as the beginning
 * or end of a name that is built from it.
 * @param wanted symbols that styles ask for
 */
export function wordsUsed(text: string, range: Range, wanted: ReadonlySet<SymbolName>): Set<SymbolName> {
  const found = new Set<SymbolName>();
  const add = (symbol: SymbolName) => {
    if (wanted.has(symbol)) found.add(symbol);
  };
  const pattern = (symbol: SymbolName, matches: (name: SymbolName) => boolean) => {
    for (const name of wanted) {
      if (!matches(name)) continue;
      found.add(symbol);
      return;
    }
  };
  const source = text.slice(range.start, range.end);
  for (const match of source.matchAll(token)) {
    const [whole] = match;
    const next = source.slice(match.index + whole.length);
    const before = source.slice(0, match.index);
    for (const word of new Set([whole, ...whole.split(/[:/]/)])) {
      if (word === "") continue;
      if (word.startsWith("--")) add(`style:${word}`);
      add(`class:.${word}`);
      add(`dom:#${word}`);
    }
    const goesOn = /^(?:\$?\{|%[sd(]|\{\{)/.test(next) || (/[-_]$/.test(whole) && /^["'`]?$/.test(next));
    const wentOn =
      /[}sd)]$/.test(before) || (/^[-_]/.test(whole) && !whole.startsWith("--") && /^["'`]?$/.test(before));
    for (const mark of ["class:.", "dom:#"]) {
      if (goesOn && whole.length > 1) pattern(`${mark}${whole}*`, (name) => name.startsWith(mark + whole));
      if (wentOn && whole.length > 2)
        pattern(`${mark}*${whole}`, (name) => name.startsWith(mark) && name.endsWith(whole));
    }
  }
  return found;
}

/** True if a string of a page, script or program can hold classes or ids at all. */
export function mayHoldNames(facts: Facts, region: Region, text: string): boolean {
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

/** Files in languages that no transform reads, and that name classes all the same. */
const unread =
  /\.(?:[mc]?ts|tsx|vue|svelte|astro|php|erb|haml|slim|pug|jade|ejs|hbs|handlebars|mustache|njk|liquid|twig|cshtml|razor|mdx)$/;
const aside = /(?:^|\/)(?:node_modules|vendor|archive[sd]?|backups?|old|dist|build)\//i;
const known = new WeakMap<Inventory, ReadonlySet<string>>();

/** Words of the files that no transform reads; each inventory is read once. */
function unreadWords(inventory: Inventory): ReadonlySet<string> {
  const before = known.get(inventory);
  if (before) return before;
  const words = new Set<string>();
  for (const path of inventory.files.keys()) {
    if (!unread.test(path) || aside.test(path)) continue;
    for (const [word] of (inventory.read(path)?.text ?? "").matchAll(token)) {
      words.add(word);
      for (const part of word.split(/[:/]/)) words.add(part);
    }
  }
  known.set(inventory, words);
  return words;
}

/** Holds the selectors whose names stand in files that no transform reads: the sheet itself speaks for them. */
export function unreadLinks(inventory: Inventory, sheets: ReadonlyMap<SymbolName, string>): Link[] {
  const words = unreadWords(inventory);
  const links: Link[] = [];
  for (const [symbol, path] of sheets) {
    const name = symbol.replace(/^(?:class:\.|dom:#)/, "");
    if (name !== symbol && words.has(name)) links.push({ path, symbol, defines: false, weak: true, region: 0 });
  }
  return links;
}
