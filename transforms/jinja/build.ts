import type { Range } from "../../src/engine/model.js";
import type { Slot } from "../../src/engine/region.js";
import { type Attribute, attributesOf, type Markup, RAW_ELEMENTS, type Token } from "../../src/syntax/markup.js";
import type { Block, Item, Section } from "./blocks.js";
import { as, type Draft, draft } from "./draft.js";
import { Nesting, type Remainder } from "./elements.js";
import type { Tag } from "./lexer.js";
import { contains, merge } from "./merge.js";
import { blockDraft } from "./sections.js";
import { singleDraft } from "./statements.js";

/** What building a page needs to know of the file, and what it leaves to others. */
export interface Page {
  text: string;
  masked: string;
  tags: readonly Tag[];
  markup: Markup;
  xml: boolean;
  /** Regions of a raw element's body, or undefined to have it as text. */
  raw(element: string, attributes: Draft[], body: Range, inside: Draft[]): Draft[] | undefined;
}

const NOTHING: Remainder = { ends: [], starts: [] };

/** Regions of a page: template blocks and elements in one tree. */
export function buildPage(page: Page, items: readonly Item[]): Draft[] {
  return content(page, { start: 0, end: page.text.length }, items, page.markup.tokens, true).drafts;
}

/** Regions of a range of content, and the tags that it leaves open. */
function content(page: Page, range: Range, items: readonly Item[], tokens: readonly Token[], outermost = false) {
  const omitted = (name: string) =>
    outermost || !page.markup.tokens.some((token) => token.kind === "end" && token.name === name);
  const nesting = new Nesting(page.text, omitted);
  const parts = merge(range, items, tokens);
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index]!;
    if (part.kind === "text") nesting.add(...textDrafts(page.text, part));
    else if (part.kind === "tangle") {
      nesting.block(tangle(page, part, part.items), tangled(part.atoms));
    } else if (part.kind === "item") {
      if (part.item.type === "single") nesting.add(singleDraft(page.text, part.item.tag, "content"));
      else {
        const built = contentBlock(page, part.item, part.atoms);
        nesting.block(built.region, built.remainder);
      }
    } else if (part.atom.kind === "start") {
      const attributes = attributeDrafts(page, part.atom, part.items);
      nesting.start(part.atom, attributes, page.xml);
      if (page.xml || !RAW_ELEMENTS.has(part.atom.name)) continue;
      const close = parts.findIndex((other, at) => at > index && other.kind !== "text" && other.kind !== "item");
      const end = parts[close];
      if (end?.kind !== "atom" || end.atom.kind !== "end" || end.atom.name !== part.atom.name) continue;
      const body = { start: part.end, end: end.start };
      const inner = parts.slice(index + 1, close).flatMap((other) => (other.kind === "item" ? [other.item] : []));
      nesting.add(...rawDrafts(page, part.atom.name, attributes, body, inner));
      index = close - 1;
    } else if (part.atom.kind === "end") nesting.end(part.atom);
    else if (part.atom.kind === "comment") {
      const inside = part.items.map((item) => itemDraft(page, item, "content", []));
      nesting.add(
        draft("comment", "content", part.atom, { shape: { open: { start: part.start, end: part.end } } }, inside),
      );
    }
  }
  return nesting.finish(range.end);
}

function contentBlock(page: Page, block: Block, tokens: readonly Token[]): { region: Draft; remainder: Remainder } {
  const remainders: Remainder[] = [];
  const region = blockDraft(page.text, block, "content", (section) => {
    const inside = tokens.filter((token) => contains(section.body, token));
    const built = content(page, section.body, section.items, inside);
    remainders.push(built.remainder);
    return built.drafts;
  });
  // Arms that differ in what they leave open: the one that leaves most decides how the page goes on.
  const size = (one: Remainder) => one.ends.length + one.starts.length;
  const remainder = remainders.reduce((most, one) => (size(one) > size(most) ? one : most), NOTHING);
  return { region, remainder };
}

/** A raw body: what a script or the like becomes is for `page.raw` to say. */
function rawDrafts(page: Page, element: string, attributes: Draft[], body: Range, items: readonly Item[]): Draft[] {
  const inside = items.map((item) => itemDraft(page, item, "content", []));
  const made = page.raw(element, attributes, body, inside);
  if (made) return made;
  const drafts: Draft[] = [];
  for (const part of merge<Range>(body, items, [])) {
    if (part.kind === "text") drafts.push(...textDrafts(page.text, part));
  }
  return [...drafts, ...inside];
}

/** The region of a template tag outside of content: within a start tag, a value, a comment or a script. */
function itemDraft(page: Page, item: Item, slot: Slot, attributes: readonly Attribute[]): Draft {
  if (item.type === "single") return singleDraft(page.text, item.tag, slot);
  return blockDraft(page.text, item, slot, (section: Section) => {
    if (slot === "part") return valueParts(page, section.body, section.items);
    if (slot !== "attribute") return section.items.map((inner) => itemDraft(page, inner, slot, []));
    const inside = attributes.filter((attribute) => contains(section.body, attribute));
    return mixedAttributes(page, section.body, section.items, inside);
  });
}

function attributeDrafts(page: Page, token: Token, items: readonly Item[]): Draft[] {
  const nameEnd = token.start + 1 + token.name.length;
  const found = attributesOf(page.masked, token).filter((attribute) => !isFiller(page.tags, attribute.nameRange));
  return mixedAttributes(page, { start: nameEnd, end: token.end - 1 }, items, found);
}

function mixedAttributes(page: Page, range: Range, items: readonly Item[], found: readonly Attribute[]): Draft[] {
  return merge(range, items, found).flatMap((part): Draft[] => {
    if (part.kind === "text") return [];
    if (part.kind === "atom") return [attributeDraft(page, part.atom, part.items)];
    if (part.kind === "item") return [itemDraft(page, part.item, "attribute", part.atoms)];
    return [tangle(page, part, part.items, "attribute")];
  });
}

function attributeDraft(page: Page, source: Attribute, items: readonly Item[]): Draft {
  const node = draft("attribute", "attribute", source, {
    name: page.text.slice(source.nameRange.start, source.nameRange.end),
  });
  if (source.value) {
    const held = items.filter((item) => contains(source.value!, item));
    if (held.length === 0) {
      const value = page.text.slice(source.value.start, source.value.end);
      node.children.push(draft("literal", "value", source.value, { value }));
    } else node.children.push(valueDraft(source.value, valueParts(page, source.value, held)));
  }
  return node;
}

/** A value with template tags: the tag itself if it is all of it, so that the attribute goes with it. */
function valueDraft(range: Range, parts: Draft[]): Draft {
  const [only] = parts;
  if (parts.length === 1 && only && only.start === range.start && only.end === range.end) return as("value", only);
  return draft("template", "value", range, {}, parts);
}

/** Parts of a value that mixes text and template tags. */
function valueParts(page: Page, range: Range, items: readonly Item[]): Draft[] {
  return merge<Range>(range, items, []).flatMap((part): Draft[] => {
    if (part.kind === "item") return [itemDraft(page, part.item, "part", [])];
    if (part.kind !== "text") return [];
    const value = page.text.slice(part.start, part.end);
    return value.trim() === "" ? [] : [draft("literal", "part", part, { value })];
  });
}

/** True if a template tag stands where a name was read. */
function isFiller(tags: readonly Tag[], range: Range): boolean {
  return tags.some((tag) => tag.start < range.end && range.start < tag.end);
}

function textDrafts(text: string, range: Range): Draft[] {
  const value = text.slice(range.start, range.end).replace(/^\uFEFF/, " ");
  const trimmed = value.trim();
  if (trimmed === "") return [];
  const start = range.start + value.length - value.trimStart().length;
  return [draft("text", "content", { start, end: start + trimmed.length }, { value: trimmed })];
}

/** Markup and template tags that cut through each other: one region that only stays whole, with what it refers to. */
function tangle(page: Page, range: Range, items: readonly Item[], slot: Slot = "content"): Draft {
  const inside = items.map((item) => blunt(itemDraft(page, item, "operand", [])));
  return draft("expression", slot, range, {}, inside);
}

const STATEMENTS = new Set([
  "branch",
  "arm",
  "loop",
  "suite",
  "assignment",
  "with",
  "function",
  "block",
  "output",
  "include",
  "import",
]);

/** The same regions as expressions, which no verdict takes out one by one. */
function blunt(node: Draft): Draft {
  if (STATEMENTS.has(node.kind)) node.kind = "expression";
  node.children.forEach(blunt);
  return node;
}

/** Tags that a tangle opens or closes, as far as they can be counted. */
function tangled(tokens: readonly Token[]): Remainder {
  const remainder: Remainder = { ends: [], starts: [] };
  for (const token of tokens) {
    if (token.kind === "end" && remainder.starts.at(-1) === token.name) remainder.starts.pop();
    else if (token.kind === "end") remainder.ends.push(token.name);
    else if (token.kind === "start" && !token.selfClosing) remainder.starts.push(token.name);
  }
  return remainder;
}
