import type { Facts, Occurrence, Range } from "../../src/engine/model.js";
import type { Region, RegionKind, Slot, Trait } from "../../src/engine/region.js";

/** What a region says of a symbol, before regions have numbers. */
export interface Mark {
  symbol: string;
  defines: boolean;
  private?: boolean;
  weak?: boolean;
  whole?: boolean;
  owner?: string;
}

/** Ranges of the tags that open and close a region; what a rewrite needs beyond the region's own range. */
export interface Shape {
  open: Range;
  close?: Range;
  /** Of the opening tag: its keyword, and what that is said of. */
  keyword?: Range;
  rest?: Range;
  /** Of an arm: it is an element, and what opens it is the attribute that asks. */
  asks?: true;
}

/** A region while its tree is being built. */
export interface Draft extends Range {
  kind: RegionKind;
  slot: Slot;
  name?: string;
  operator?: string;
  value?: string | number | boolean | null;
  form?: Region["form"];
  traits: Trait[];
  children: Draft[];
  marks: Mark[];
  shape?: Shape;
  /** Number of the inline script or sheet that the region belongs to, if another transform made it. */
  script?: number;
  /** The region is of an inline style sheet. */
  style?: true;
  /** What is taken from a module of Python: nothing but the module, or a name of it and what follows that. */
  taken?: { module: string; names: string[] };
  /** The word is no variable: a keyword argument's name, a property, a test. */
  word?: boolean;
}

type Extra = Partial<Omit<Draft, "kind" | "slot" | "start" | "end" | "children">>;

/** A draft of a range; children keep the slots that they have. */
export function draft(kind: RegionKind, slot: Slot, range: Range, extra: Extra = {}, children: Draft[] = []): Draft {
  return { kind, slot, start: range.start, end: range.end, traits: [], marks: [], ...extra, children };
}

/** The same draft in another slot. */
export function as(slot: Slot, node: Draft): Draft {
  node.slot = slot;
  return node;
}

/** Regions, occurrences, tag ranges and script numbers of a finished tree. */
export interface Flat {
  regions: Region[];
  occurrences: Occurrence[];
  shapes: Record<number, Shape>;
  /** Regions of inline scripts, by number of the script. */
  scripts: Record<number, number[]>;
  /** Regions of inline style sheets. */
  styles: number[];
  taken: NonNullable<Facts["taken"]>;
  /** Number of the region that each draft became. */
  idOf: Map<Draft, number>;
}

/** Numbers the drafts of a tree, parents before children and siblings in text order. */
export function flatten(root: Draft): Flat {
  const flat: Flat = { regions: [], occurrences: [], shapes: {}, scripts: {}, styles: [], taken: [], idOf: new Map() };
  const open: { node: Draft; parent: number }[] = [{ node: root, parent: -1 }];
  while (open.length > 0) {
    const { node, parent } = open.pop()!;
    const id = flat.regions.length;
    flat.regions.push(toRegion(node, id, parent));
    flat.idOf.set(node, id);
    for (const mark of node.marks) flat.occurrences.push({ ...mark, region: id });
    if (node.taken) flat.taken.push({ region: id, ...node.taken });
    if (node.shape) flat.shapes[id] = node.shape;
    if (node.style) flat.styles.push(id);
    else if (node.script !== undefined) {
      flat.scripts[node.script] ??= [];
      flat.scripts[node.script]!.push(id);
    }
    node.children.sort((one, other) => one.start - other.start || other.end - one.end);
    for (let index = node.children.length - 1; index >= 0; index--)
      open.push({ node: node.children[index]!, parent: id });
  }
  return flat;
}

function toRegion(node: Draft, id: number, parent: number): Region {
  const region: Region = { id, parent, kind: node.kind, slot: node.slot, start: node.start, end: node.end };
  if (node.name !== undefined) region.name = node.name;
  if (node.operator !== undefined) region.operator = node.operator;
  if (node.value !== undefined) region.value = node.value;
  if (node.form !== undefined) region.form = node.form;
  if (node.traits.length > 0) region.traits = node.traits;
  return region;
}
