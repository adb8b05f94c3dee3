import type { Occurrence, Range } from "../../src/engine/model.js";
import type { Region, RegionKind, Slot, Trait } from "../../src/engine/region.js";
import type { Syntax } from "./tree.js";

/** A region before it has an id; the tree is numbered when all of it is known. */
export interface Draft extends Range {
  kind: RegionKind;
  slot: Slot;
  name?: string;
  operator?: string;
  value?: string | number | boolean | null;
  form?: Region["form"];
  traits?: Trait[];
  children: Draft[];
  /** Set by `numbered`. */
  id?: number;
}

/** An occurrence whose region has no id yet. */
export interface DraftOccurrence extends Omit<Occurrence, "region"> {
  draft: Draft;
}

/** What the readers of statements and expressions share while one script is read. */
export interface Reading {
  /** Path that symbols of this script carry. */
  path: string;
  /** The whole text, masked where a template language stood. */
  text: string;
  /** Ranges of masked template code. */
  holes: Range[];
  /** Region of a node that has one of its own. */
  draftOf: Map<Syntax, Draft>;
  /** For an identifier that binds or assigns a name: the region that must go for this definition to be gone. */
  boundBy: Map<Syntax, Draft>;
}

/** Text of a node. */
export function textOf(reading: Reading, node: Range): string {
  return reading.text.slice(node.start, node.end);
}

/** True if a masked piece of template code lies in the range. */
export function hasHole(reading: Reading, range: Range): boolean {
  return reading.holes.some((hole) => hole.start < range.end && range.start < hole.end);
}

/** Makes a region for a node; `range` where the two differ. */
export function draft(
  reading: Reading,
  node: Syntax,
  kind: RegionKind,
  slot: Slot,
  more: Partial<Draft> & { range?: Range } = {},
): Draft {
  const { range, ...rest } = more;
  const made: Draft = { kind, slot, start: (range ?? node).start, end: (range ?? node).end, children: [], ...rest };
  if (!reading.draftOf.has(node)) reading.draftOf.set(node, made);
  return made;
}

/** Adds traits without doubling them. */
export function addTraits(region: Draft, ...traits: Trait[]): void {
  const all = new Set([...(region.traits ?? []), ...traits]);
  if (all.size > 0) region.traits = [...all];
}

/** Regions that never hold a comment of their own: their text is not code. */
const opaque = new Set(["literal", "name", "text", "comment"]);

/** Puts each comment among the children of the smallest region around it. */
export function placeComments(root: Draft, comments: Range[]): void {
  for (const comment of comments) {
    let parent = root;
    for (;;) {
      const inner = parent.children.find(
        (child) => child.start <= comment.start && comment.end <= child.end && !opaque.has(child.kind),
      );
      if (!inner) break;
      parent = inner;
    }
    const made: Draft = { kind: "comment", slot: "content", start: comment.start, end: comment.end, children: [] };
    const next = parent.children.findIndex((child) => child.start >= comment.end);
    if (next < 0) parent.children.push(made);
    else parent.children.splice(next, 0, made);
  }
}

/** Gives ids in text order, parents first, and the finished regions. */
export function numbered(root: Draft, firstId: number, parent: number): Region[] {
  const regions: Region[] = [];
  const open: { draft: Draft; parent: number }[] = [{ draft: root, parent }];
  while (open.length > 0) {
    const next = open.pop()!;
    const { children, ...rest } = next.draft;
    const id = firstId + regions.length;
    next.draft.id = id;
    regions.push({ ...rest, id, parent: next.parent });
    for (let index = children.length - 1; index >= 0; index--) open.push({ draft: children[index]!, parent: id });
  }
  return regions;
}
