import { markup } from "../../../src/syntax/markup.js";
import { mask } from "../../jinja/mask.js";
import type { Parsed } from "../../jinja/parse.js";
import { type Block, blocksOf } from "./blocks.js";
import { outputTag, pieces } from "./lexer.js";

/** A single-file component taken apart: the page that it is, and its blocks. */
export interface ParsedComponent {
  blocks: Block[];
  /** As a page: outputs of the template are its tags. */
  page: Parsed;
  /** The text in which scripts, sheets and expressions are read. */
  source: string;
}

/** Takes a single-file component apart. What no block holds and what blocks of other languages hold is blank. */
export function parseComponent(text: string): ParsedComponent {
  const blocks = blocksOf(text);
  const source = text.replace(/\r|^\uFEFF/g, " ");
  const tags = blocks
    .filter((one) => one.kind === "template")
    .flatMap(({ body }) => [...pieces(text, body.start, body.end)].filter((one) => one.kind === "output"))
    .map((one) => outputTag(text, one));
  let masked = mask(text, tags);
  for (const { kind, body } of blocks) {
    if (kind !== "foreign") continue;
    const blank = masked.slice(body.start, body.end).replace(/[^\n]/g, " ");
    masked = masked.slice(0, body.start) + blank + masked.slice(body.end);
  }
  const tokens = markup(masked, "component");
  const items = tags.map((tag) => ({ type: "single" as const, tag, start: tag.start, end: tag.end }));
  const faults = blocks.filter((one) => !one.close && one.body.end > one.open.end);
  return {
    blocks,
    source,
    page: {
      text,
      dialect: "jinja",
      masked,
      tags,
      items,
      markup: tokens,
      xml: false,
      faults: faults.map(({ start }) => ({ offset: start, message: "a block is not closed" })),
    },
  };
}
