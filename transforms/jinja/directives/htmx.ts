import { type Draft, draft } from "../draft.js";

const METHODS: Record<string, string> = {
  "hx-get": "GET",
  "hx-post": "POST",
  "hx-put": "PUT",
  "hx-patch": "PATCH",
  "hx-delete": "DELETE",
};
/** Attributes that say where an answer goes: without the place nothing is asked for. */
const PLACES = new Set(["hx-target", "hx-swap-oob"]);
/** Attributes that name further elements, each of them dispensable. */
const LISTS = new Set(["hx-include", "hx-indicator", "hx-disabled-elt"]);
/** What stands before a selector: a relation to the element, or the way in which an answer is put there. */
const BEFORE = /^\s*(?:(?:closest|find|next|previous|inherit)\s+|[a-zA-Z]+:(?=[#.]))?/;

const plain = (name: string) => name.replace(/^data-(?=hx-)/, "");

/** The method of the request that an attribute of htmx stands for. */
export function requestOf(attribute: string): string | undefined {
  return METHODS[plain(attribute)];
}

/**
 * Gives an attribute of htmx that selects elements what it refers to. The last selector of a list takes the attribute
 * along, the place of an answer its element.
 * @returns false for any other attribute
 */
export function dressSelectors(attribute: Draft): boolean {
  const name = plain(attribute.name!.toLowerCase());
  const [value] = attribute.children;
  const isPlace = PLACES.has(name);
  if ((!isPlace && !LISTS.has(name)) || value?.kind !== "literal") return false;
  const parts = [...String(value.value).matchAll(/[^,]+/g)].map((part) => {
    const skipped = BEFORE.exec(part[0])![0].length;
    const selector = part[0].slice(skipped).trimEnd();
    const start = value.start + part.index + skipped;
    const found = draft("literal", "element", { start, end: start + selector.length }, { value: selector });
    for (const [, sign, word] of selector.matchAll(/([#.])([\w-]+)/g))
      found.marks.push({ symbol: sign === "#" ? `dom:#${word}` : `class:.${word}`, defines: false });
    return found;
  });
  const [only] = parts;
  if (isPlace) attribute.traits.push("identity");
  if (only && (isPlace || parts.length === 1)) {
    only.slot = "value";
    attribute.children = [only];
  } else if (only) attribute.children = [draft("sequence", "value", value, { form: "list" }, parts)];
  return true;
}
