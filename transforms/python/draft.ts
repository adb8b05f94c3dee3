import type { Region, RegionKind, Slot } from "../../src/engine/region.js";
import type { Draft as PageDraft } from "../jinja/draft.js";
import type { Syntax } from "./syntax.js";

/** A region before it has a number: children can still be put in. */
export type Draft = Omit<Region, "id" | "parent"> & {
  children: Draft[];
  /** Of a region of the page that a string holds: what the page's reader says of it. */
  page?: PageDraft;
};

/** Fields that some kinds of region carry. */
export type Details = Partial<Pick<Region, "name" | "operator" | "value" | "form" | "traits">>;

/** A draft over a node's range. */
export function draft(
  kind: RegionKind,
  slot: Slot,
  range: { start: number; end: number },
  details: Details = {},
  children: Draft[] = [],
): Draft {
  return { kind, slot, start: range.start, end: range.end, ...details, children };
}

/** First child in a field. */
export function field(node: Syntax, name: string): Syntax | undefined {
  return node.children.find((child) => child.field === name);
}

/** All children in a field, tokens left out. */
export function fields(node: Syntax, name: string): Syntax[] {
  return node.children.filter((child) => child.field === name && child.named);
}

/** Children that are not tokens. */
export function named(node: Syntax): Syntax[] {
  return node.children.filter((child) => child.named);
}

/** True if a token of this spelling is among the children. */
export function hasToken(node: Syntax, spelling: string): boolean {
  return node.children.some((child) => !child.named && child.type === spelling);
}

/**
 * Numbers a finished draft: parents before children, siblings in text order. A parent's range grows over children
 * that reach beyond it (a comment after the last statement of a block).
 * @param onPage is told the number of each region of a page in a string
 */
export function numberRegions(root: Draft, onPage: (id: number, page: PageDraft) => void = () => {}): Region[] {
  grow(root);
  const regions: Region[] = [];
  const open: { item: Draft; parent: number }[] = [{ item: root, parent: -1 }];
  while (open.length > 0) {
    const { item, parent } = open.pop()!;
    const { children, page, ...rest } = item;
    const id = regions.length;
    regions.push({ id, parent, ...rest });
    if (page) onPage(id, page);
    const ordered = [...children].sort((a, b) => a.start - b.start || a.end - b.end);
    for (let index = ordered.length - 1; index >= 0; index--) open.push({ item: ordered[index]!, parent: id });
  }
  return regions;
}

function grow(root: Draft): void {
  const order: Draft[] = [root];
  for (let index = 0; index < order.length; index++) order.push(...order[index]!.children);
  for (let index = order.length - 1; index >= 0; index--) {
    const item = order[index]!;
    for (const child of item.children) {
      if (child.start < item.start) item.start = child.start;
      if (child.end > item.end) item.end = child.end;
    }
  }
}
