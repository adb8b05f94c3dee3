import { posix } from "node:path";
import type { Facts, Inventory, Link, SymbolName } from "../../src/engine/model.js";
import { aliased } from "./aliases.js";
import { type GivenString, type Lookup, lookedUp } from "./lookups.js";

/** What `resolve` needs of one script; plain data. */
export interface ScriptExtra {
  module: boolean;
  /** Uses of other modules of the repository: region, path as written, name (`*`: all of it). */
  imports: { region: number; from: string; name: string; weak?: boolean }[];
  stars: string[];
  /** What functions of this script look up by their parameters. */
  lookups?: Lookup[];
  /** Strings that this script hands to functions of others. */
  given?: (GivenString & { region: number })[];
  /** Strings that may be keys of messages. */
  keys?: { region: number; key: string }[];
  /** Uses of members of objects that scripts of a page share. */
  members?: { region: number; path: string }[];
}

/** Transforms whose facts are those of a script: components of a framework hold one. */
const holders = new Set(["javascript", "components"]);

const scripts = [".ts", ".tsx", ".mts", ".cts", ".d.ts", ".js", ".mjs", ".cjs", ".jsx"];
const endings = ["", ...scripts, ...scripts.map((ending) => `/index${ending}`)];

/**
 * The file of the repository that an import path means, if there is one.
 * @param from as written: `./a`, `../b.js`, `/static/js/c.js`, `@/d`
 */
export function modulePath(
  path: string,
  from: string,
  inventory: Pick<Inventory, "files" | "read">,
): string | undefined {
  const clean = from.replace(/[?#].*$/, "");
  const bases: string[] = [];
  if (clean.startsWith(".")) bases.push(posix.normalize(posix.join(posix.dirname(path), clean)));
  else bases.push(...aliased(path, clean, inventory));
  if (/^[@~]\//.test(clean)) bases.push(clean.slice(2), `src/${clean.slice(2)}`, `frontend/src/${clean.slice(2)}`);
  if (clean.startsWith("/")) {
    // An address of the server: the folder that it serves is somewhere above the importing file.
    bases.push(clean.slice(1));
    for (let folder = posix.dirname(path); folder !== "." && folder !== "/"; folder = posix.dirname(folder)) {
      bases.push(posix.join(folder, clean));
    }
  }
  for (const base of bases) {
    for (const ending of endings) if (inventory.files.has(base + ending)) return base + ending;
    // `./a.js` may mean what it is compiled from.
    const source = /\.([cm]?)js(x?)$/.exec(base);
    const stem = source && base.slice(0, source.index);
    for (const ending of source ? [`.${source[1]}ts${source[2]}`, ".tsx"] : [])
      if (inventory.files.has(stem + ending)) return stem + ending;
  }
  return undefined;
}

/** References of imports to what other scripts export. */
export function resolveImports(facts: ReadonlyMap<string, Facts>, inventory: Inventory): Link[] {
  const links: Link[] = [];
  const definedIn = new Map<string, Set<string>>();
  const defined = (path: string): Set<string> => {
    let symbols = definedIn.get(path);
    if (!symbols) {
      symbols = new Set(
        facts
          .get(path)
          ?.occurrences.filter((one) => one.defines)
          .map((one) => one.symbol),
      );
      definedIn.set(path, symbols);
    }
    return symbols;
  };
  /** The file that really defines a name that `path` hands on. */
  const home = (path: string, name: string, seen: Set<string>): string => {
    if (seen.has(path) || defined(path).has(`js:${path}#${name}`)) return path;
    seen.add(path);
    for (const star of extraOf(facts.get(path))?.stars ?? []) {
      const next = modulePath(path, star, inventory);
      const found = next && home(next, name, seen);
      if (found && defined(found).has(`js:${found}#${name}`)) return found;
    }
    return path;
  };
  for (const [path, one] of facts) {
    for (const used of extraOf(one)?.imports ?? []) {
      const file = modulePath(path, used.from, inventory);
      if (!file) continue;
      const symbol = used.name === "*" ? `path:${file}` : `js:${home(file, used.name, new Set())}#${used.name}`;
      links.push({ path, symbol, defines: false, region: used.region, ...(used.weak ? { weak: true } : {}) });
    }
  }
  return links;
}

/**
 * Ids and classes that functions of other scripts look up by what this one hands to them.
 * @param imports what {@link resolveImports} gave
 */
export function resolveLookups(facts: ReadonlyMap<string, Facts>, imports: readonly Link[]): Link[] {
  const lookups = new Map<SymbolName, Lookup[]>();
  for (const one of facts.values())
    for (const lookup of extraOf(one)?.lookups ?? [])
      lookups.set(lookup.symbol, [...(lookups.get(lookup.symbol) ?? []), lookup]);
  if (lookups.size === 0) return [];
  const links: Link[] = [];
  const importsOf = new Map<string, Link[]>();
  for (const link of imports) {
    const known = importsOf.get(link.path);
    if (known) known.push(link);
    else importsOf.set(link.path, [link]);
  }
  for (const [path, one] of facts) {
    const given = extraOf(one)?.given ?? [];
    if (given.length === 0) continue;
    const meant = importedSymbols(one, importsOf.get(path) ?? []);
    for (const { symbol, index, value, region } of given)
      for (const lookup of lookups.get(meant.get(symbol) ?? symbol) ?? [])
        if (lookup.index === index)
          for (const found of lookedUp(lookup, value)) links.push({ path, symbol: found, defines: false, region });
  }
  return links;
}

/** Uses of members of objects that scripts of a page share, of those that some script defines. */
export function resolveMembers(facts: ReadonlyMap<string, Facts>): Link[] {
  const defined = new Set<SymbolName>();
  const objects = new Set<string>();
  for (const { occurrences } of facts.values())
    for (const { symbol, defines } of occurrences)
      if (defines && /^js:window#.+\./.test(symbol)) {
        defined.add(symbol);
        objects.add(symbol.slice("js:window#".length, symbol.lastIndexOf(".")));
      }
  if (defined.size === 0) return [];
  return [...facts].flatMap(([path, one]) =>
    (extraOf(one)?.members ?? []).flatMap((member): Link[] => {
      const isKnown = member.path.endsWith(".*")
        ? objects.has(member.path.slice(0, -".*".length))
        : defined.has(`js:window#${member.path}`);
      return isKnown ? [{ path, symbol: `js:window#${member.path}`, defines: false, region: member.region }] : [];
    }),
  );
}

/** Uses of messages by strings that are keys of the catalogues. */
export function resolveKeys(facts: ReadonlyMap<string, Facts>): Link[] {
  const messages = new Set<SymbolName>();
  for (const { occurrences } of facts.values())
    for (const { symbol, defines } of occurrences) if (defines && symbol.startsWith("message:")) messages.add(symbol);
  if (messages.size === 0) return [];
  return [...facts].flatMap(([path, one]) =>
    (extraOf(one)?.keys ?? []).flatMap(({ region, key }): Link[] =>
      messages.has(`message:${key}`) ? [{ path, symbol: `message:${key}`, defines: false, region }] : [],
    ),
  );
}

/** What each name that a script imports is called where it is defined. */
function importedSymbols({ occurrences }: Facts, imports: readonly Link[]): Map<SymbolName, SymbolName> {
  const homes = new Map(
    imports.filter(({ symbol }) => symbol.startsWith("js:")).map(({ region, symbol }) => [region, symbol]),
  );
  return new Map(
    occurrences.flatMap(({ symbol, defines, region }): [SymbolName, SymbolName][] => {
      const home = defines && symbol.startsWith("js:") ? homes.get(region) : undefined;
      return home === undefined ? [] : [[symbol, home]];
    }),
  );
}

function extraOf(facts: Facts | undefined): ScriptExtra | undefined {
  // A page has its own extra, and with it that of its inline scripts.
  if (facts?.transform === "jinja") return (facts.extra as { script?: ScriptExtra } | undefined)?.script;
  const extra = holders.has(facts?.transform ?? "") ? (facts!.extra as ScriptExtra | undefined) : undefined;
  return extra && Array.isArray(extra.imports) ? extra : undefined;
}
