import { type AST, ParseError, parseTOML } from "toml-eslint-parser";

/** A value of a TOML text with its place. */
export interface TomlValue {
  kind: "literal" | "array" | "table";
  start: number;
  end: number;
  value?: string | number | boolean;
  items: TomlValue[];
  entries: TomlEntry[];
}

/** A key with its value. */
export interface TomlEntry {
  /** Dotted, without quotes. */
  key: string;
  start: number;
  end: number;
  value: TomlValue;
}

/** A `[table]` or `[[table]]` from its header to its last entry. */
export interface TomlTable {
  key: string;
  /** One of several of its name. */
  isRecord: boolean;
  start: number;
  end: number;
  headerEnd: number;
  entries: TomlEntry[];
}

/** What a TOML text says. */
export interface TomlText {
  entries: TomlEntry[];
  tables: TomlTable[];
  comments: { start: number; end: number }[];
  faults: { line: number; message: string }[];
}

/** Reads a TOML text with the places of everything in it. */
export function readToml(text: string): TomlText {
  // The parser does not know a byte order mark: it reads a blank in its place.
  const source = text[0] === "\ufeff" ? ` ${text.slice(1)}` : text;
  let program: AST.TOMLProgram;
  try {
    program = parseTOML(source, { tomlVersion: "1.1" });
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { entries: [], tables: [], comments: [], faults: [{ line: error.lineNumber, message: error.message }] };
  }
  const result: TomlText = { entries: [], tables: [], comments: [], faults: [] };
  for (const node of program.body[0].body) {
    if (node.type === "TOMLKeyValue") result.entries.push(entryOf(node, source));
    else result.tables.push(tableOf(node, source));
  }
  result.comments = program.comments.map((comment) => ({ start: comment.range[0], end: comment.range[1] }));
  return result;
}

/**
 * Plain values of one table, by key, without lists and tables inside; none if the text is at fault.
 *
 * @param name of the table in dotted form; empty for what stands above the first table
 */
export function tomlTable(text: string, name: string): Record<string, string | number | boolean> {
  const { entries, tables } = readToml(text);
  const found = name === "" ? entries : tables.filter((table) => table.key === name).flatMap((table) => table.entries);
  const values: Record<string, string | number | boolean> = {};
  for (const { key, value } of found) if (value.value !== undefined) values[key] = value.value;
  return values;
}

function tableOf(node: AST.TOMLTable, source: string): TomlTable {
  const entries = node.body.map((entry) => entryOf(entry, source));
  const isRecord = node.kind === "array";
  const headerEnd = source.indexOf("]", node.key.range[1]) + (isRecord ? 2 : 1);
  const end = entries.at(-1)?.end ?? headerEnd;
  return { key: keyOf(node.key), isRecord, start: node.range[0], end, headerEnd, entries };
}

function entryOf(node: AST.TOMLKeyValue, source: string): TomlEntry {
  return { key: keyOf(node.key), start: node.range[0], end: node.range[1], value: contentOf(node.value, source) };
}

function keyOf(key: AST.TOMLKey): string {
  return key.keys.map((part) => (part.type === "TOMLBare" ? part.name : part.value)).join(".");
}

function contentOf(node: AST.TOMLContentNode, source: string): TomlValue {
  const range = { start: node.range[0], end: node.range[1] };
  if (node.type === "TOMLArray")
    return { ...range, kind: "array", items: node.elements.map((one) => contentOf(one, source)), entries: [] };
  if (node.type === "TOMLInlineTable")
    return { ...range, kind: "table", items: [], entries: node.body.map((entry) => entryOf(entry, source)) };
  const value = typeof node.value === "string" || typeof node.value === "boolean" ? node.value : Number(node.value);
  return { ...range, kind: "literal", value, items: [], entries: [] };
}
