import type { Facts, Occurrence, Range, SymbolName, Target } from "../../src/engine/model.js";
import type { Region, RegionKind, Slot } from "../../src/engine/region.js";
import { pathsIn } from "./paths.js";

/** What a draft says of a symbol. */
export type Mark = Omit<Occurrence, "region">;

/** A region before it has a number, with what stands in it and which symbols it defines or refers to. */
export interface Draft extends Omit<Region, "id" | "parent"> {
  children: Draft[];
  marks: Mark[];
  /** Where the item's text begins if that is before the region: the dash of a list's member. */
  head?: number;
  /** The package of scripts that an entry asks for. */
  package?: SymbolName;
  /** How the members of a container stand: each on lines of its own, with separators in brackets, or as words. */
  layout?: Layout;
}

/** How the members of a container are written. */
export type Layout = "lines" | "brackets" | "words" | "commas";

/** What `rewrite` needs beyond the regions. */
export interface ConfigExtra {
  /** Places that may name a file of the repository, each with the paths it can mean, the likeliest first. */
  paths: { region: number; candidates: string[] }[];
  /** Entries that ask for packages of scripts. */
  packages: { region: number; symbol: SymbolName }[];
  heads: Record<number, number>;
  layouts: Record<number, Layout>;
  /** Comments that name the target. */
  namedComments: number[];
}

/** Fields that some kinds of region carry. */
type Details = Partial<Pick<Draft, "name" | "value" | "operator" | "form" | "traits" | "marks" | "head" | "layout">>;

/** A draft over a range. */
export function draft(
  kind: RegionKind,
  slot: Slot,
  range: Range,
  details: Details = {},
  children: Draft[] = [],
): Draft {
  return { kind, slot, start: range.start, end: range.end, marks: [], ...details, children };
}

/** The root of a file with its only child, the suite that holds `children`. */
export function fileDraft(text: string, children: Draft[]): Draft {
  const whole = { start: 0, end: text.length };
  return draft("file", "root", whole, {}, [draft("suite", "body", whole, {}, children)]);
}

/** Marks that a draft refers to a symbol. */
export function refer(item: Draft, symbol: SymbolName): void {
  item.marks.push({ symbol, defines: false });
}

/** Marks that a draft defines a symbol. @param details whether it may be swept, and whose end ends it */
export function define(item: Draft, symbol: SymbolName, details: Pick<Mark, "private" | "owner"> = {}): void {
  item.marks.push({ symbol, defines: true, ...details });
}

/** Adds a trait once. */
export function addTrait(item: Draft, trait: NonNullable<Region["traits"]>[number]): void {
  if (!item.traits?.includes(trait)) item.traits = [...(item.traits ?? []), trait];
}

/** The setting of a name among the settings of a container. */
export function settingOf(container: Draft | undefined, name: string): Draft | undefined {
  return container?.children.find((child) => child.kind === "setting" && child.name === name);
}

/** The value of a setting. */
export function contentOf(setting: Draft | undefined): Draft | undefined {
  return setting?.children.find((child) => child.slot === "value");
}

/** A draft and all below it. */
export function* subtree(root: Draft): Generator<Draft> {
  const open = [root];
  for (let item = open.pop(); item; item = open.pop()) {
    yield item;
    for (let index = item.children.length - 1; index >= 0; index--) open.push(item.children[index]!);
  }
}

/** Numbers a finished draft: parents before children, siblings in text order; a parent covers its children. */
export function finish(path: string, text: string, root: Draft, target: Target, faults: Facts["faults"]): Facts {
  cover(root);
  const regions: Region[] = [];
  const occurrences: Occurrence[] = [];
  const extra: ConfigExtra = { paths: [], packages: [], heads: {}, layouts: {}, namedComments: [] };
  const open: { item: Draft; parent: number }[] = [{ item: root, parent: -1 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { children, marks, head, layout, package: symbol, ...region } = next.item;
    const id = regions.length;
    regions.push({ id, parent: next.parent, ...region });
    for (const mark of marks) occurrences.push({ ...mark, region: id });
    if (region.kind === "literal" && typeof region.value === "string") {
      const candidates = pathsIn(path, region.value);
      if (candidates.length > 0) extra.paths.push({ region: id, candidates });
    }
    if (symbol !== undefined) extra.packages.push({ region: id, symbol });
    if (head !== undefined) extra.heads[id] = head;
    if (layout) extra.layouts[id] = layout;
    if (region.kind === "comment" && target.find(text.slice(region.start, region.end)).length > 0)
      extra.namedComments.push(id);
    const ordered = [...children].sort((a, b) => a.start - b.start || a.end - b.end);
    for (let index = ordered.length - 1; index >= 0; index--) open.push({ item: ordered[index]!, parent: id });
  }
  return { path, transform: "config", regions, occurrences, faults, extra };
}

function cover(root: Draft): void {
  const order = [...subtree(root)];
  for (let index = order.length - 1; index >= 0; index--)
    for (const child of order[index]!.children) {
      order[index]!.start = Math.min(order[index]!.start, child.start);
      order[index]!.end = Math.max(order[index]!.end, child.end);
    }
}
