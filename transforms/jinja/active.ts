import type { Edit } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import type { View } from "./view.js";

/** Classes of the one item of a row that is open or chosen. */
const ACTIVE = new Set(["active", "show", "current", "selected", "open", "is-active", "is-selected"]);

/**
 * Hands on what an element that goes was: if it was the open one of its row, the successor's takes its place, or the
 * page would open on nothing.
 *
 * Before: `<b class="tab active" id="acmeTab"></b><b class="tab" id="northTab"></b>`
 * After: `<b class="tab active" id="northTab"></b>`
 */
export function handOnActive(view: View, element: Region, successor: string | undefined): Edit[] {
  const parent = view.parent(element);
  if (!successor || !parent || element.kind !== "element") return [];
  const row = view.children(parent).filter((one) => one.kind === "element" && one.name === element.name);
  const staying = row.filter((one) => one !== element && !view.isRemoved(one));
  const heir = staying.find((one) => namesSuccessor(view, one, successor.toLowerCase()));
  const target = heir && classOf(view, heir);
  if (!target) return [];
  const taken = wordsOf(view, element).filter((word) => ACTIVE.has(word));
  const missing = taken.filter((word) => !staying.some((one) => wordsOf(view, one).includes(word)));
  return missing.length > 0 ? [{ start: target.end, end: target.end, text: ` ${missing.join(" ")}` }] : [];
}

/** The last literal of an element's class. */
function classOf(view: View, element: Region): Region | undefined {
  const attribute = view
    .children(element)
    .find((one) => one.kind === "attribute" && one.name?.toLowerCase() === "class");
  const last = attribute && view.children(attribute).at(-1);
  return last?.kind === "literal" ? last : undefined;
}

function wordsOf(view: View, element: Region): string[] {
  const attribute = view
    .children(element)
    .find((one) => one.kind === "attribute" && one.name?.toLowerCase() === "class");
  const values = attribute ? view.children(attribute) : [];
  return values.flatMap((one) => (typeof one.value === "string" ? one.value.split(/\s+/) : []));
}

/** True if an attribute says that an element is the successor's. */
function namesSuccessor(view: View, element: Region, successor: string): boolean {
  const attributes = view
    .children(element)
    .filter((one) => one.kind === "attribute" && one.traits?.includes("identity"));
  return attributes.some((one) => view.slice(one).toLowerCase().includes(successor));
}
