// What counts as used whatever happens, because no removal could be the cause that it is not.
import { extractor, purged } from "./purge.mjs";
import { definedIn, namesOf } from "./sheet.mjs";

/**
 * A page with all tags and attributes that a sheet asks for, and with the classes and ids that no page uses: unpick judges
 * neither tags nor what was unused before. `safelist` holds custom properties and animations of which the same is true.
 */
export async function usedElsewhere(sheet, pages) {
  const { classes, ids, tags, attributes } = namesOf(sheet);
  const used = pages.map(extractor);
  const unused = (names, kind) => [...names].filter((name) => !used.some((one) => one[kind].includes(name)));
  const page = [
    ...unused(classes, "classes").map((name) => element("i", "class", name)),
    ...unused(ids, "ids").map((name) => element("i", "id", name)),
    ...[...tags].map((tag) => element(tag)),
    ...[...attributes.values()]
      .filter(({ attribute }) => attribute !== "class" && attribute !== "id")
      .map(({ attribute, value }) => element("i", attribute, value ?? "")),
  ].join("\n");
  const left = definedIn(await purged(sheet, [...pages, page]));
  const all = definedIn(sheet);
  const missing = (kind) => [...all[kind]].filter((name) => !left[kind].has(name));
  return { page, safelist: { variables: missing("variables"), keyframes: missing("keyframes") } };
}

/** An element as a page has it; nothing for the parts that every page has. */
export function element(tag, attribute, value = "") {
  if (/^(?:html|head|body)$/.test(tag)) return "";
  const text = value.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<${tag}${attribute ? ` ${attribute}="${text}"` : ""}></${tag}>`;
}
