import type { Facts, Inventory, Link } from "../../src/engine/model.js";
import type { FileReference } from "./build.js";
import { namesOf } from "./files.js";
import { stringLinks, unreadLinks, Wanted } from "./words.js";

/** What `resolve` and `rewrite` need of a style sheet beyond its regions; plain data. */
export interface StyleExtra {
  files: FileReference[];
  /** Comments that name the target. */
  named: number[];
}

/** Links that only several files tell: sheets and images by their path, classes that code names in strings. */
export function resolveStyles(facts: ReadonlyMap<string, Facts>, inventory: Inventory): Link[] {
  const links: Link[] = [];
  for (const one of facts.values()) {
    if (one.transform !== "css" || !one.extra) continue;
    for (const file of (one.extra as StyleExtra).files) links.push(...fileLinks(one.path, file, inventory));
  }
  return [...links, ...wordLinks(facts, inventory)];
}

function fileLinks(path: string, { region, path: spelt, kind }: FileReference, inventory: Inventory): Link[] {
  const found = candidates(path, spelt, kind).find((one) => inventory.files.has(one));
  if (found === undefined) return [];
  return namesOf(found).map((symbol) => ({ path, symbol, defines: false, region }));
}

/** Paths that an address can mean, the likeliest first. */
function candidates(from: string, spelt: string, kind: FileReference["kind"]): string[] {
  const address = decoded(spelt.split(/[?#]/)[0]!.replace(/^~/, ""));
  const base = address.startsWith("/") ? [] : from.split("/").slice(0, -1);
  const parts = [...base, ...address.split("/")];
  const clean: string[] = [];
  for (const part of parts) {
    if (part === "..") clean.pop();
    else if (part !== "." && part !== "") clean.push(part);
  }
  const whole = clean.join("/");
  if (kind === "asset") return [whole];
  const folder = clean
    .slice(0, -1)
    .map((part) => `${part}/`)
    .join("");
  const name = clean.at(-1) ?? "";
  const extensions = [/\.(\w+)$/.exec(from)?.[1] ?? "css", "css", "scss", "less"];
  return [
    whole,
    ...extensions.flatMap((extension) => [
      `${whole}.${extension}`,
      `${folder}_${name}.${extension}`,
      `${whole}/_index.${extension}`,
      `${whole}/index.${extension}`,
    ]),
  ];
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** Classes, ids and variables of styles that strings of other code name, so that their rules stay. */
function wordLinks(facts: ReadonlyMap<string, Facts>, inventory: Inventory): Link[] {
  const wanted = new Set<string>();
  const sheets = new Map<string, string>();
  for (const one of facts.values()) {
    for (const { region, symbol, defines } of one.occurrences) {
      const { kind, name } = one.regions[region]!;
      // The target's own names go by name, wherever they stand.
      if (name?.split(" ").includes(symbol.slice(symbol.indexOf(":") + 1))) continue;
      if (kind === "selector" && !defines) {
        wanted.add(symbol);
        sheets.set(symbol, one.path);
      } else if (defines && symbol.startsWith("style:--")) wanted.add(symbol);
    }
  }
  if (wanted.size === 0) return [];
  const names = new Wanted(wanted);
  const others = [...facts.values()].filter((one) => one.transform !== "css" && one.transform !== "requirements");
  return [...others.flatMap((one) => stringLinks(one, inventory, names)), ...unreadLinks(inventory, sheets, facts)];
}
