import { type Markup, markup } from "../../src/syntax/markup.js";
import { type Item, structure } from "./blocks.js";
import { type Dialect, dialectOf, LEXERS } from "./dialect.js";
import type { Tag } from "./lexer.js";
import { mask } from "./mask.js";

/** A template taken apart, before regions are made of it. */
export interface Parsed {
  text: string;
  dialect: Dialect;
  masked: string;
  tags: Tag[];
  items: Item[];
  markup: Markup;
  xml: boolean;
  faults: { offset: number; message: string }[];
}

/** Takes a template apart: tags, blocks, and the markup between them. */
export function parse(path: string, text: string): Parsed {
  const xml = path.endsWith(".xml");
  const dialect = dialectOf(text);
  const lexed = LEXERS[dialect](text);
  const blocks = structure(text, lexed);
  const masked = mask(text, lexed.tags);
  const faults = [...blocks.faults];
  if (dialect === "foreign") faults.push({ offset: 0, message: "not parsed: another template language" });
  return {
    text,
    dialect,
    masked,
    tags: lexed.tags,
    items: blocks.items,
    markup: markup(masked, xml ? "xml" : "page"),
    xml,
    faults,
  };
}

/** One-based line of an offset. */
export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}
