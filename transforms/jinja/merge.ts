import type { Range } from "../../src/engine/model.js";
import type { Item } from "./blocks.js";

/**
 * One step of a text in which template tags and markup are mixed: a piece of markup with the template tags inside
 * it, a template tag with the markup inside it, both tangled so that neither holds the other, or bare text.
 */
export type Part<Atom extends Range> =
  | { kind: "atom"; atom: Atom; items: Item[]; start: number; end: number }
  | { kind: "item"; item: Item; atoms: Atom[]; start: number; end: number }
  | { kind: "tangle"; items: Item[]; atoms: Atom[]; start: number; end: number }
  | { kind: "text"; start: number; end: number };

/**
 * Puts template tags and pieces of markup of a range into one order.
 * @param items blocks and tags of one level, in order
 * @param atoms pieces of markup of the same range, in order, not overlapping
 */
export function merge<Atom extends Range>(range: Range, items: readonly Item[], atoms: readonly Atom[]): Part<Atom>[] {
  const parts: Part<Atom>[] = [];
  let at = range.start;
  let item = 0;
  let atom = 0;
  const text = (end: number) => {
    if (end > at) parts.push({ kind: "text", start: at, end });
  };
  while (item < items.length || atom < atoms.length) {
    const one = items[item];
    const other = atoms[atom];
    const start = Math.min(one?.start ?? Number.POSITIVE_INFINITY, other?.start ?? Number.POSITIVE_INFINITY);
    let end = start;
    const firstItem = item;
    const firstAtom = atom;
    // Takes whatever overlaps what was taken, until nothing does.
    for (let grown = true; grown; ) {
      grown = false;
      while (items[item] && items[item]!.start < Math.max(end, start + 1)) {
        end = Math.max(end, items[item++]!.end);
        grown = true;
      }
      while (atoms[atom] && atoms[atom]!.start < Math.max(end, start + 1)) {
        end = Math.max(end, atoms[atom++]!.end);
        grown = true;
      }
    }
    text(start);
    parts.push(part(items.slice(firstItem, item), atoms.slice(firstAtom, atom), { start, end }));
    at = end;
  }
  text(range.end);
  return parts;
}

function part<Atom extends Range>(items: Item[], atoms: Atom[], range: Range): Part<Atom> {
  const [item] = items;
  const [atom] = atoms;
  if (atom && atoms.length === 1 && atom.start === range.start && atom.end === range.end) {
    const whole = items.length === 1 && item!.start === range.start && item!.end === range.end;
    if (!whole) return { kind: "atom", atom, items, ...range };
  }
  if (item && items.length === 1 && item.start === range.start && item.end === range.end && fits(item, atoms)) {
    return { kind: "item", item, atoms, ...range };
  }
  return { kind: "tangle", items, atoms, ...range };
}

/** True if every piece of markup lies in one section of the block. */
function fits(item: Item, atoms: readonly Range[]): boolean {
  if (atoms.length === 0) return true;
  if (item.type === "single") return item.tag.kind !== "statement" || atoms.every((atom) => contains(item, atom));
  return atoms.every((atom) => item.sections.some((section) => contains(section.body, atom)));
}

/** True if the inner range lies in the outer one. */
export function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
