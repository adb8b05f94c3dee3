import { type Node, type ParseError, parseTree, printParseErrorCode, visit } from "jsonc-parser";

/** A node of a JSON text with its place. */
export interface JsonNode {
  kind: "object" | "array" | "literal";
  start: number;
  end: number;
  value?: string | number | boolean | null;
  /** Properties of an object with their keys, or members of an array. */
  items: { key?: JsonNode; value: JsonNode }[];
}

/** What a JSON text says; comments and trailing commas are read as well. */
export interface JsonText {
  root: JsonNode | undefined;
  comments: { start: number; end: number }[];
  faults: { line: number; message: string }[];
}

/** Reads a JSON text with the places of everything in it. */
export function readJson(text: string): JsonText {
  // The parser counts a byte order mark as a fault: it reads the text without, one place further on.
  const mark = text[0] === "\ufeff" ? 1 : 0;
  const source = mark ? ` ${text.slice(1)}` : text;
  const errors: ParseError[] = [];
  const tree = parseTree(source, errors, { allowTrailingComma: true });
  const faults = errors.map((error) => ({
    line: text.slice(0, error.offset).split("\n").length,
    message: printParseErrorCode(error.error),
  }));
  return { root: tree && faults.length === 0 ? nodeOf(tree) : undefined, comments: commentsIn(source), faults };
}

function nodeOf(node: Node): JsonNode {
  const range = { start: node.offset, end: node.offset + node.length };
  const children = node.children ?? [];
  if (node.type === "object")
    return {
      ...range,
      kind: "object",
      items: children.flatMap((property) => {
        const [key, value] = property.children ?? [];
        return key && value ? [{ key: nodeOf(key), value: nodeOf(value) }] : [];
      }),
    };
  if (node.type === "array") return { ...range, kind: "array", items: children.map((one) => ({ value: nodeOf(one) })) };
  return { ...range, kind: "literal", value: node.value as JsonNode["value"] as string, items: [] };
}

function commentsIn(source: string): JsonText["comments"] {
  const found: JsonText["comments"] = [];
  visit(
    source,
    { onComment: (start, length) => found.push({ start, end: start + length }) },
    { allowTrailingComma: true },
  );
  return found;
}
