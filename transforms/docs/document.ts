import type { Range } from "../../src/engine/model.js";

/** A heading with all that stands below it. */
export interface Section extends Range {
  type: "section";
  heading: Range;
  /** Words of the heading without marks. */
  title: string;
  level: number;
  blocks: Block[];
  /** Names that lead here: anchors of a Markdown heading, labels before a title. */
  anchors: string[];
}

/** Words: a paragraph. `bold` if all of it is set bold, as a heading that is none. */
export interface Paragraph extends Range {
  type: "paragraph";
  bold?: boolean;
}

export interface List extends Range {
  type: "list";
  items: Item[];
}

/** An item of a list, its mark included. */
export interface Item extends Range {
  type: "item";
  /** Number that the source gives it. */
  number?: number;
  /** Document that an entry of a table of contents stands for. */
  document?: string;
  blocks: Block[];
}

/** A table: cells of its head, and its rows. */
export interface Table extends Range {
  type: "table";
  head: Range[];
  rows: Row[];
}

export interface Row extends Range {
  type: "row";
  cells: Range[];
}

/** A block of code; `content` is what stands between its fences. */
export interface Code extends Range {
  type: "code";
  language: string;
  content: Range;
}

/** A paragraph of nothing but images and links: each can go alone. */
export interface Badges extends Range {
  type: "badges";
  badges: Badge[];
}

export interface Badge extends Range {
  type: "badge";
  /** What it shows: alternative text, else its address. */
  words: Range;
}

/** `[label]: address` or `.. _label: address`: goes when nothing uses the label any more. */
export interface Definition extends Range {
  type: "definition";
  label: string;
}

/** A quotation or another block that holds blocks. */
export interface Group extends Range {
  type: "group";
  blocks: Block[];
}

/** A block with a title that is no heading: an admonition, details, a term with its definition. */
export interface Box extends Range {
  type: "box";
  title: Range;
  blocks: Block[];
}

/** Anything else: HTML, comments, directives that are not read. `rule` if it is a line across the page. */
export interface Other extends Range {
  type: "other";
  rule?: boolean;
}

export type Block = Section | Paragraph | List | Table | Code | Badges | Definition | Group | Box | Other;

/** A document: its blocks, sections nested by level. */
export interface Document {
  blocks: Block[];
}

/**
 * Nests what follows a heading below it. A line across the page before anything but a heading ends all sections:
 * what follows it is a footer. Definitions that end a document belong to all of it.
 */
export function nestSections(flat: readonly (Block & { blocks?: Block[] })[]): Block[] {
  const root: Block[] = [];
  const open: Section[] = [];
  const tail = tailOf(flat);
  flat.forEach((block, index) => {
    if (index >= tail) open.length = 0;
    else if (block.type === "other" && block.rule && flat[index + 1]?.type !== "section") open.length = 0;
    if (block.type === "section") while (open.length > 0 && open.at(-1)!.level >= block.level) open.pop();
    (open.at(-1)?.blocks ?? root).push(block);
    for (const section of open) section.end = Math.max(section.end, block.end);
    if (block.type === "section") open.push(block);
  });
  return root;
}

/** Index of the first of the definitions and rules that end a document. */
function tailOf(flat: readonly Block[]): number {
  let tail = flat.length;
  while (tail > 0 && (flat[tail - 1]!.type === "definition" || isRule(flat[tail - 1]!))) tail--;
  return tail;
}

const isRule = (block: Block) => block.type === "other" && block.rule === true;

/**
 * Puts a block of code or a list below the list item whose words announce it (`1. Install it:`) where the source
 * forgot to indent it, as readers take it.
 */
export function adoptAnnounced(blocks: Block[], text: string): Block[] {
  const result: Block[] = [];
  for (const block of [...blocks].reverse()) {
    if (block.type === "list") {
      const item = block.items.at(-1);
      const last = item?.blocks.at(-1);
      const announces = last?.type === "paragraph" && /[:：][*_]*$/.test(text.slice(last.start, last.end));
      let taken: Block["type"] | undefined;
      while (item && announces && (result[0]?.type === "code" || (result[0]?.type === "list" && item.number))) {
        const next = result[0];
        if (taken !== undefined && taken !== next.type) break;
        taken = next.type;
        item.blocks.push(result.shift()!);
        item.end = next.end;
        block.end = next.end;
        if (next.type === "code") break;
      }
    }
    result.unshift(block);
  }
  return result;
}
