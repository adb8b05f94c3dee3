import type { Facts, Link } from "../../src/engine/model.js";
import type { TemplateExtra } from "./analyze.js";

/**
 * Links between templates: a page that is pulled in or extended reads what the page around it was handed, and what
 * that page binds itself.
 */
export function resolveTemplates(facts: ReadonlyMap<string, Facts>): Link[] {
  const templates = [...facts.values()].filter((one) => one.transform === "jinja" && one.extra !== undefined);
  const byName = new Map<string, Facts[]>();
  for (const one of templates) {
    for (const name of extraOf(one).names) byName.set(name, [...(byName.get(name) ?? []), one]);
  }
  const around = new Map<Facts, Set<Facts>>();
  for (const one of templates) {
    const { extends: parents, includes } = extraOf(one);
    for (const name of [...parents, ...includes]) {
      for (const other of byName.get(name) ?? []) {
        if (other === one) continue;
        if (!around.has(other)) around.set(other, new Set());
        around.get(other)!.add(one);
      }
    }
  }
  const given = new Set<string>();
  const vague = new Set<string>();
  for (const one of facts.values()) {
    for (const { symbol, defines } of one.occurrences) {
      if (!defines || !symbol.startsWith("ctx:")) continue;
      if (symbol.endsWith("#*")) vague.add(symbol);
      else given.add(symbol);
    }
  }
  return templates.flatMap((one) => linksOf(one, providersOf(one, around), given, [...vague]));
}

/** True if `ctx:NAME#*` can mean a page: a `*` in the name stands for the rest of it. */
function mayBe(symbol: string, name: string): boolean {
  const known = symbol.slice("ctx:".length, -"#*".length);
  return known.endsWith("*") ? name.startsWith(known.slice(0, -1)) : known === name;
}

function extraOf(facts: Facts): TemplateExtra {
  return facts.extra as TemplateExtra;
}

/** Templates whose rendering may render this one. */
function providersOf(one: Facts, around: ReadonlyMap<Facts, Set<Facts>>): Set<Facts> {
  const found = new Set<Facts>();
  const open = [one];
  while (open.length > 0) {
    for (const next of around.get(open.pop()!) ?? []) {
      if (next === one || found.has(next)) continue;
      found.add(next);
      open.push(next);
    }
  }
  return found;
}

/**
 * What a page's variables may be besides the page's own: `ctx:*#x` is there in every page, `ctx:NAME#*` may be handed
 * over where nobody can tell.
 */
function linksOf(one: Facts, providers: Set<Facts>, given: ReadonlySet<string>, vague: readonly string[]): Link[] {
  const links: Link[] = [];
  const prefix = `ctx:${extraOf(one).names[0]}#`;
  const others = extraOf(one).names.slice(1);
  const names = [...providers].flatMap((provider) => extraOf(provider).names);
  const anything = vague.filter((symbol) => [...names, ...extraOf(one).names].some((name) => mayBe(symbol, name)));
  for (const { symbol, defines, region } of one.occurrences) {
    if (defines || !symbol.startsWith(prefix)) continue;
    const variable = symbol.slice(prefix.length);
    const add = (name: string) => links.push({ path: one.path, symbol: name, defines: false, region });
    for (const name of ["*", ...others, ...names]) {
      const symbol = `ctx:${name}#${variable}`;
      if (given.has(symbol)) add(symbol);
    }
    for (const symbol of anything) add(symbol);
    for (const provider of providers) {
      const { exports } = extraOf(provider);
      if (exports[variable] !== undefined) add(exports[variable]);
    }
  }
  return links;
}
