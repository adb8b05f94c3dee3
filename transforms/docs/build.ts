import type { Facts, Range, SourceFile, Target } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { Builder } from "./builder.js";
import { addCode, addValue } from "./code.js";
import type { Badge, Block, Document, Item, List, Paragraph, Row, Section, Table } from "./document.js";
import { labelOf, leadingCode } from "./labels.js";
import { addPath, normalLabel, refer, referLabels, referName, referRoute } from "./references.js";
import { announces, sentencesOf } from "./sentences.js";

/** Longer words are no label and no short instruction. */
const longestPhrase = 240;

const method =
  /^`?(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|WS|ANY)(?:\s*[/,|]\s*(?:GET|POST|PUT|PATCH|DELETE|HEAD))*`?$/i;

/** Turns a document into regions: sections, lists, items, rows, lines of code, sentences. */
export function buildFacts(file: SourceFile, document: Document, target: Target): Facts {
  const builder = new Builder(file.path, file.text, target);
  addBlocks(builder, 1, document.blocks);
  return builder.facts("docs");
}

function addBlocks(builder: Builder, parent: number, blocks: readonly Block[]): void {
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index]!;
    if (block.type === "paragraph" && addIntroduction(builder, parent, block, blocks[index + 1])) index++;
    else addBlock(builder, parent, block);
  }
}

function addBlock(builder: Builder, parent: number, block: Block): void {
  switch (block.type) {
    case "section":
      addSection(builder, parent, block);
      return;
    case "paragraph":
      addSentences(builder, parent, sentencesOf(builder.text, block));
      return;
    case "list":
      addList(builder, parent, block);
      return;
    case "table":
      addTable(builder, parent, block);
      return;
    case "code":
      addCode(builder, parent, block);
      return;
    case "badges":
      for (const badge of block.badges) addBadge(builder, parent, badge);
      return;
    case "definition": {
      const region = builder.add(parent, "passage", "body", block);
      builder.define(`label:${builder.path}#${normalLabel(block.label)}`, region, true);
      if (builder.names(block)) builder.add(region, "text", "content", block);
      return;
    }
    case "group": {
      const region = builder.add(parent, "passage", "body", block);
      addBlocks(builder, builder.add(region, "suite", "body", block), block.blocks);
      return;
    }
    case "box": {
      const region = builder.add(parent, "passage", "body", block);
      addText(builder, region, "subject", block.title, { name: builder.slice(block.title) });
      if (block.blocks.length === 0) return;
      const inner = { start: block.blocks[0]!.start, end: block.blocks.at(-1)!.end };
      addBlocks(builder, builder.add(region, "suite", "body", inner), block.blocks);
      return;
    }
    default:
      addOther(builder, parent, block);
  }
}

function addSection(builder: Builder, parent: number, section: Section): void {
  const isTitle = section.level === 1 && /(^|\/)(readme|index)\.[a-z]+$/i.test(builder.path);
  const owned = builder.target.matches(builder.path.slice(0, builder.path.lastIndexOf("/") + 1));
  const region = builder.add(parent, "passage", "body", section, {
    name: section.title,
    // The title of a folder's document stands for the folder.
    ...(isTitle && !owned ? { traits: ["abstract"] as const as Region["traits"] } : {}),
  });
  for (const anchor of section.anchors) builder.define(`anchor:${anchor}`, region);
  // A label before a title goes with it.
  const heading = builder.add(region, "text", "subject", section.heading);
  referName(builder, heading, section.heading);
  if (section.blocks.length === 0) return;
  const body = builder.add(region, "suite", "body", { start: section.blocks[0]!.start, end: section.end });
  addBlocks(builder, body, section.blocks);
}

/** A sentence in front of a list or block of code that it announces goes with it; what stands before it does not. */
function addIntroduction(builder: Builder, parent: number, words: Paragraph, next: Block | undefined): boolean {
  if (!next || !["list", "code", "table", "group"].includes(next.type)) return false;
  const sentences = sentencesOf(builder.text, words);
  const last = sentences.at(-1);
  if (!last || !(announces(builder.text, last) || words.bold)) return false;
  addSentences(builder, parent, sentences.slice(0, -1));
  const region = builder.add(parent, "passage", "body", { start: last.start, end: next.end });
  addText(builder, region, "subject", last);
  addBlock(builder, builder.add(region, "suite", "body", next), next);
  return true;
}

function addSentences(builder: Builder, parent: number, sentences: readonly Range[]): void {
  for (const sentence of sentences) addText(builder, parent, "content", sentence);
}

function addText(builder: Builder, parent: number, slot: Region["slot"], range: Range, more: Partial<Region> = {}) {
  const region = builder.add(parent, "text", slot, range, more);
  refer(builder, region, range);
  referLabels(builder, region, range);
  return region;
}

function addOther(builder: Builder, parent: number, range: Range): void {
  if (builder.names(range)) addText(builder, parent, "content", range);
}

function addList(builder: Builder, parent: number, list: List): void {
  const region = builder.add(parent, "passage", "body", list);
  const numbers = list.items.map((item) => item.number);
  const counted = numbers.length > 1 && numbers.every((number, index) => number === (numbers[0] ?? Number.NaN) + index);
  const body = builder.add(region, "suite", "body", list, counted ? { form: "list" } : {});
  for (const item of list.items) addItem(builder, body, item);
}

/** An item is about its label; without one, about all that it says if that is short. */
function addItem(builder: Builder, parent: number, item: Item): void {
  const region = builder.add(parent, "passage", "content", item);
  if (item.document !== undefined) {
    const entry = addText(builder, region, "subject", item, { name: item.document });
    for (const extension of ["", ".rst", ".md"]) addPath(builder, entry, `${item.document}${extension}`);
    return;
  }
  const [first, ...rest] = item.blocks;
  if (!first) return;
  const announced = rest[0] && ["list", "code", "table"].includes(rest[0].type) && announces(builder.text, first);
  const sentences = first.type === "paragraph" ? sentencesOf(builder.text, first) : [];
  if (announced && sentences.length === 1) {
    addText(builder, region, "subject", first);
    const body = builder.add(region, "suite", "body", { start: rest[0]!.start, end: item.end });
    addBlocks(builder, body, rest);
    return;
  }
  if (first.type !== "paragraph" || announced) {
    const body = builder.add(region, "suite", "body", { start: first.start, end: item.end });
    addBlocks(builder, body, item.blocks);
    return;
  }
  const label = labelOf(builder.text, first);
  const lead = leadingCode(builder.text, first);
  const subject = label && (builder.names(label) || lead) ? label : lead;
  if (subject) {
    referName(builder, addText(builder, region, "subject", subject, { name: builder.slice(subject) }), subject);
    const after = { start: subject.end, end: first.end };
    if (after.end > after.start) addSentences(builder, region, sentencesOf(builder.text, after));
  } else if (sentences.length === 1 && first.end - first.start <= longestPhrase)
    addText(builder, region, "subject", first);
  else addSentences(builder, region, sentences);
  if (rest.length === 0) return;
  // What an item holds beside its words may go without it.
  const nested = builder.add(region, "suite", "content", { start: rest[0]!.start, end: item.end });
  addBlocks(builder, nested, rest);
}

function addTable(builder: Builder, parent: number, table: Table): void {
  const region = builder.add(parent, "passage", "body", table);
  for (const cell of table.head) if (builder.names(cell)) addText(builder, region, "content", cell);
  if (table.rows.length === 0) return;
  const body = builder.add(region, "suite", "body", { start: table.rows[0]!.start, end: table.end });
  for (const row of table.rows) addRow(builder, body, row);
}

/** A row is about its first cell that says something; of a route, about its path. */
function addRow(builder: Builder, parent: number, row: Row): void {
  const region = builder.add(parent, "passage", "content", row);
  const cells = row.cells.filter((cell) => cell.end > cell.start);
  const isKey = (cell: Range) => /\p{L}/u.test(builder.slice(cell)) && !method.test(builder.slice(cell));
  const key = cells.find(isKey);
  for (const cell of cells) {
    if (cell === key) {
      const subject = addText(builder, region, "subject", cell, { name: builder.slice(cell) });
      referName(builder, subject, cell);
      const before = cells[cells.indexOf(cell) - 1];
      if (before && method.test(builder.slice(before)))
        referRoute(builder, subject, builder.slice(before).replaceAll("`", ""), cell);
    } else if (isValue(builder, cell)) addValue(builder, region, cell);
    else addSentences(builder, region, sentencesOf(builder.text, cell));
  }
}

/** A cell of nothing but the target's name in code: a value that a variable can have. */
function isValue(builder: Builder, cell: Range): boolean {
  const word = /^`([^`\s]+)`$/.exec(builder.slice(cell))?.[1];
  const mention = word === undefined ? undefined : builder.target.find(word)[0];
  return mention !== undefined && mention.text === word;
}

/** A badge is about what it shows. */
function addBadge(builder: Builder, parent: number, badge: Badge): void {
  const region = builder.add(parent, "passage", "element", badge);
  builder.add(region, "text", "subject", badge.words);
}
