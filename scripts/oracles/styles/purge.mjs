// What purgecss keeps of a sheet for some pages.
import { parse } from "parse5";
import { PurgeCSS } from "purgecss";

/**
 * The sheet with only what the pages use, frames of animations, custom properties and fonts included. Pages are read by
 * their tags, classes, ids and attributes: by purgecss's own way, any word of a text would count as all of these.
 * @param safelist names that are used elsewhere
 */
export async function purged(sheet, pages, safelist = {}) {
  const [result] = await new PurgeCSS().purge({
    content: pages.map((raw) => ({ raw, extension: "html" })),
    css: [{ raw: sheet }],
    extractors: [{ extensions: ["html"], extractor }],
    keyframes: true,
    variables: true,
    fontFace: true,
    safelist: { standard: [], deep: [], greedy: [], variables: [], keyframes: [], ...safelist },
  });
  return result.css;
}

/** What a page uses, in the form of an extractor of purgecss. */
export function extractor(page) {
  const found = { tags: [], classes: [], ids: [], attributes: { names: [], values: [] }, undetermined: [] };
  for (const { tagName, attrs } of elementsOf(parse(page))) {
    found.tags.push(tagName);
    for (const { name, value } of attrs) {
      found.attributes.names.push(name);
      found.attributes.values.push(value, ...value.split(/\s+/));
      if (name === "class") found.classes.push(...value.split(/\s+/).filter(Boolean));
      if (name === "id") found.ids.push(value);
    }
  }
  return found;
}

/** All elements of a tree of parse5, in order. */
export function elementsOf(node) {
  const own = node.tagName ? [node] : [];
  return [...own, ...(node.childNodes ?? []).flatMap(elementsOf)];
}
