import type { Facts, Link } from "../../src/engine/model.js";
import type { TemplateExtra } from "./analyze.js";

/**
 * Links between templates: a page that is pulled in or extended reads what the page around it was handed, and what
 * that page binds itself.
 */
export function resolveTemplates(facts: ReadonlyMap<string, Facts>): Link[] {
  const templates = [...facts.values()].filter((one) => one.transform === "jinja" && one.extra !== undefined);
  const byName = new Map<string, Facts[]>();
  const namesOf = givenNames(facts, templates);
  for (const one of templates) {
    for (const name of namesOf(one)) byName.set(name, [...(byName.get(name) ?? []), one]);
  }
  const around: Around = new Map();
  for (const one of templates) {
    const { extends: parents, includes } = extraOf(one);
    for (const [names, reads] of [[includes, "inner"] as const, [parents, "top"] as const]) {
      for (const other of names.flatMap((name) => byName.get(name) ?? [])) {
        if (other === one) continue;
        const found = around.get(other) ?? new Map<Facts, Reads>();
        around.set(other, found.set(one, found.get(one) ?? reads));
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
  const named = templates.flatMap((one) =>
    namesOf(one)
      .slice(extraOf(one).names.length)
      .map((name): Link => ({ path: one.path, symbol: `template:${name}`, defines: true, private: true, region: 0 })),
  );
  return [...named, ...templates.flatMap((one) => linksOf(one, providersOf(one, around), given, [...vague], namesOf))];
}

/**
 * All names of each template. A loader may have any folder: a name that no template has by its path is that of the one
 * page whose path ends so, and of none if there are several.
 */
function givenNames(facts: ReadonlyMap<string, Facts>, templates: readonly Facts[]): (one: Facts) => string[] {
  const known = new Set(templates.flatMap((one) => extraOf(one).names));
  const wanted = new Set<string>();
  for (const { occurrences } of facts.values())
    for (const { symbol, defines } of occurrences)
      if (!defines && symbol.startsWith("template:")) wanted.add(symbol.slice("template:".length));
  const further = new Map<Facts, string[]>();
  for (const name of wanted) {
    if (known.has(name) || name.includes("*")) continue;
    const [only, ...others] = templates.filter(({ path }) => path.endsWith(`/${name}`));
    if (only && others.length === 0) further.set(only, [...(further.get(only) ?? []), name]);
  }
  return (one) => [...extraOf(one).names, ...(further.get(one) ?? [])];
}

/** True if `ctx:NAME#*` can mean a page: a `*` in the name stands for the rest of it. */
function mayBe(symbol: string, name: string): boolean {
  const known = symbol.slice("ctx:".length, -"#*".length);
  return known.endsWith("*") ? name.startsWith(known.slice(0, -1)) : known === name;
}

function extraOf(facts: Facts): TemplateExtra {
  return facts.extra as TemplateExtra;
}

/** What a page reads of one around it: all that it binds where it pulls the page in, or what an extending page binds. */
type Reads = keyof TemplateExtra["exports"];

/** The templates that pull in or extend each template. */
type Around = Map<Facts, Map<Facts, Reads>>;

/** Templates whose rendering may render this one. */
function providersOf(one: Facts, around: Around): Map<Facts, Reads> {
  const found = new Map<Facts, Reads>();
  const open = [one];
  while (open.length > 0) {
    for (const [next, reads] of around.get(open.pop()!) ?? []) {
      if (next === one || found.has(next)) continue;
      found.set(next, reads);
      open.push(next);
    }
  }
  return found;
}

/**
 * What a page's variables may be besides the page's own: `ctx:*#x` is there in every page, `ctx:NAME#*` may be handed
 * over where nobody can tell.
 */
function linksOf(
  one: Facts,
  providers: ReadonlyMap<Facts, Reads>,
  given: ReadonlySet<string>,
  vague: readonly string[],
  namesOf: (one: Facts) => string[],
): Link[] {
  const links: Link[] = [];
  const [first, ...others] = namesOf(one);
  const prefix = `ctx:${first}#`;
  const names = [...providers.keys()].flatMap(namesOf);
  const anything = vague.filter((symbol) => [...names, first!, ...others].some((name) => mayBe(symbol, name)));
  for (const { symbol, defines, region } of one.occurrences) {
    if (defines || !symbol.startsWith(prefix)) continue;
    const variable = symbol.slice(prefix.length);
    const add = (name: string) => links.push({ path: one.path, symbol: name, defines: false, region });
    for (const name of ["*", ...others, ...names]) {
      const symbol = `ctx:${name}#${variable}`;
      if (given.has(symbol)) add(symbol);
    }
    for (const symbol of anything) add(symbol);
    for (const [provider, reads] of providers) {
      const bound = extraOf(provider).exports[reads][variable];
      if (bound !== undefined) add(bound);
    }
  }
  return links;
}
