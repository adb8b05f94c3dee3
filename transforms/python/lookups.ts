import type { Region } from "../../src/engine/region.js";
import type { Chain, LookUpFact } from "./extra.js";
import { moduleSymbols, type Project, pathOf } from "./project.js";
import type { RegionTree } from "./tree.js";

/**
 * A name that is put together at run time, with `*` for what is not known: of a member (`getattr(x, f"send_{kind}")`), of
 * a global (`globals()[name]`), of a module (`import_module(f"providers.{name}")`).
 * @returns undefined for other calls and indexes, and for names that are written out
 */
export function readLookUp(
  tree: RegionTree,
  region: Region,
  chain: (region: Region | undefined) => Chain | undefined,
): LookUpFact | undefined {
  if (region.kind === "index") {
    if (tree.first(region.id, "object")?.name !== "globals") return undefined;
    return lookUp(tree, region, tree.first(region.id, "key"), { of: "globals" });
  }
  const [first, second] = tree.positional(region.id);
  if (/^(getattr|hasattr)$/.test(region.name ?? "")) {
    const object = chain(first);
    return object && lookUp(tree, region, second, { of: "object", object });
  }
  if (/^re\.(compile|sub|subn|search|match|fullmatch|findall|finditer)$/.test(region.name ?? "")) {
    const names = namesInPattern(tree, first);
    return names.length > 0 ? { region: tree.bare(first!).id, pattern: names.join(" "), of: "source" } : undefined;
  }
  if (/^(importlib\.)?(import_module|__import__)$/.test(region.name ?? ""))
    return lookUp(tree, region, first, { of: "modules" });
  return undefined;
}

/** Names that a regular expression looks for as settings or assignments: `r'^MODEL\s*=.*'`. */
export function namesInPattern(tree: RegionTree, pattern: Region | undefined): string[] {
  const text = pattern && tree.bare(pattern).value;
  if (typeof text !== "string") return [];
  return [...text.matchAll(/([A-Za-z_]\w{2,})(?:\\s[*+?]|\s)*=(?![=!<])/g)].map((match) => match[1]!);
}

type Owner = { of: "globals" } | { of: "modules" } | { of: "object"; object: Chain };

function lookUp(tree: RegionTree, region: Region, key: Region | undefined, owner: Owner): LookUpFact | undefined {
  if (!key || typeof tree.bare(key).value === "string") return undefined;
  return { region: region.id, pattern: patternOf(tree, tree.bare(key)), ...owner };
}

/** The text of an expression with `*` for each part that only running it tells. */
function patternOf(tree: RegionTree, region: Region): string {
  const parts = tree.children(region.id).map((id) => tree.at(id));
  if (typeof region.value === "string") return region.value;
  if (region.kind === "template" || region.name === "+") return merge(parts.map((part) => patternOf(tree, part)));
  const first = parts[0];
  const words = first?.kind === "member" ? tree.first(first.id, "object") : first;
  // `"send_%s" % kind` and `"send_{}".format(kind)`.
  const isFormat = (region.kind === "expression" && region.name === "") || region.name === "str.format";
  return isFormat && typeof words?.value === "string" ? merge([words.value.replace(/%s|\{\w*\}/g, "*")]) : "*";
}

const merge = (parts: string[]) => parts.join("").replace(/\*+/g, "*");

/** The symbols that such a name may be; none where nothing is known of what it is looked up in. */
export function lookUpSymbols(project: Project, path: string, fact: LookUpFact): string[] {
  const { pattern } = fact;
  if (fact.of === "globals") return [`py:${path}#${pattern}`];
  if (fact.of === "source")
    return [...project.extras].flatMap(([file, extra]) =>
      pattern.split(" ").flatMap((name) => (extra.exports.includes(name) ? [`py:${file}#${name}*`] : [])),
    );
  if (fact.of === "modules") {
    const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")).replaceAll("/", ".") : "";
    const dotted = pattern.startsWith(".") ? `${folder}${pattern}` : pattern;
    return /^[\w.]+\.\*/.test(dotted) ? [`module:${dotted.replace(/^\./, "")}`] : [];
  }
  const entity = project.follow(fact.object)?.entity;
  if (entity?.kind === "module") {
    const inside = moduleSymbols(entity.module).map((symbol) => `${symbol}.${pattern}`);
    return entity.module.path === undefined ? inside : [`py:${entity.module.path}#${pattern}`, ...inside];
  }
  const owner = entity?.kind === "class" ? entity.symbol : entity?.kind === "instance" ? entity.of : undefined;
  return owner === undefined ? [] : classesOf(project, owner).map((symbol) => `${symbol}.${pattern}`);
}

/** A class with the classes it is made from. */
function classesOf(project: Project, symbol: string): string[] {
  const found = new Set([symbol]);
  for (const one of found)
    for (const base of project.extras.get(pathOf(one))?.classes[one]?.bases ?? []) {
      const entity = project.follow(base)?.entity;
      if (entity?.kind === "class") found.add(entity.symbol);
    }
  return [...found];
}
