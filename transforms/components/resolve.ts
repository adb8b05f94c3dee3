import type { Facts, Link } from "../../src/engine/model.js";
import type { ComponentExtra } from "./analyze.js";

/**
 * References of a component's template to the members of the class beside it: what `shop.component.html` names is held
 * in `shop.component.ts`.
 */
export function resolveComponents(facts: ReadonlyMap<string, Facts>): Link[] {
  const links: Link[] = [];
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
