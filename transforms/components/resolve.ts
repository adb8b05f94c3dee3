import type { Facts, Link } from "../../src/engine/model.js";
import type { ComponentExtra } from "./analyze.js";
import type { VueExtra } from "./vue/analyze.js";

/**
 * References of a component's template to the members of the class beside it: what `shop.component.html` names is held
 * in `shop.component.ts`.
 */
export function resolveComponents(facts: ReadonlyMap<string, Facts>): Link[] {
  const links: Link[] = looseTags(facts);
  for (const [path, one] of facts) {
    if (one.transform !== "components" || !path.endsWith(".html")) continue;
    const base = path.slice(0, -".html".length);
    for (const ending of [".ts", ".js", ".mjs"]) {
      const members = membersOf(facts.get(base + ending));
      for (const { region, names } of (one.extra as ComponentExtra).words) {
        for (const symbol of names.flatMap((name) => members.get(name) ?? []))
          links.push({ path, symbol, defines: false, region });
      }
    }
  }
  return links;
}

/** Symbols of the members of all classes of a script, by their names. */
function membersOf(facts: Facts | undefined): Map<string, string[]> {
  const members = new Map<string, string[]>();
  for (const { symbol, defines } of facts?.occurrences ?? []) {
    const name = /^js:[^#]+#[^.]+\.([^.]+)$/.exec(symbol)?.[1];
    if (defines && name) members.set(name, [...new Set([...(members.get(name) ?? []), symbol])]);
  }
  return members;
}

/** Tags of components that no script of the file brings: the one file of that name in the repository is meant. */
function looseTags(facts: ReadonlyMap<string, Facts>): Link[] {
  const files = new Map<string, string[]>();
  for (const path of facts.keys()) {
    const name = /([^/]+)\.vue$/.exec(path)?.[1];
    if (name) files.set(name, [...(files.get(name) ?? []), path]);
  }
  return [...facts].flatMap(([path, one]) =>
    ((one.transform === "components" && (one.extra as Partial<VueExtra>).tags) || []).flatMap(({ region, names }) => {
      const found = names.flatMap((name) => files.get(name) ?? []);
      return found.length === 1 ? [{ path, symbol: `js:${found[0]}#default`, defines: false, region }] : [];
    }),
  );
}
