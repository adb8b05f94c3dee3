import postcss, { type ChildNode, CssSyntaxError } from "postcss";
import type { Range } from "../engine/model.js";

/** A rule, at-rule, declaration or comment of a style sheet. Offsets are those of the whole text. */
export interface StyleNode extends Range {
  kind: "rule" | "at" | "declaration" | "comment";
  /** Name of an at-rule without `@`, or of a property; of others empty. */
  name: string;
  /** The selector, the words after an at-rule's name, or the value with its priority. */
  head: Range;
  /** What stands between the braces, if there are any. */
  body?: Range;
  children: StyleNode[];
}

/** A style sheet taken apart; without nodes if it has a fault. */
export interface Stylesheet {
  nodes: StyleNode[];
  faults: { line: number; offset: number; message: string }[];
}

/**
 * Parses a style sheet that covers a range of a text.
 * @param text in which everything that is no CSS has been masked by filler of the same length
 */
export function stylesheet(text: string, range: Range): Stylesheet {
  // A byte order mark would shift the parser's offsets.
  const source = text.slice(range.start, range.end).replace(/^\uFEFF/, " ");
  try {
    const { nodes } = postcss.parse(source, { map: false });
    return { nodes: nodes.map((node) => read(node, source, range.start)), faults: [] };
  } catch (error) {
    if (!(error instanceof CssSyntaxError)) throw error;
    const first = text.slice(0, range.start).split("\n").length - 1;
    const lines = source.split("\n").slice(0, (error.line ?? 1) - 1);
    const offset = range.start + lines.reduce((sum, line) => sum + line.length + 1, 0) + (error.column ?? 1) - 1;
    return { nodes: [], faults: [{ line: first + (error.line ?? 1), offset, message: error.reason }] };
  }
}

/** One node with the offsets of the whole text. */
function read(node: ChildNode, source: string, shift: number): StyleNode {
  const start = node.source!.start!.offset;
  // A rule that the end of the text cuts short has no end of its own; after a last backslash the parser counts one
  // character too many.
  const end = Math.min(node.source!.end?.offset ?? source.trimEnd().length, source.length);
  const raws = node.raws as Record<string, { raw: string } | string | undefined>;
  const length = (key: string, value: string) => (raws[key] as { raw: string } | undefined)?.raw.length ?? value.length;
  const gap = (key: string) => (raws[key] as string | undefined)?.length ?? 0;
  const range = (from: number, to: number): Range => ({ start: shift + from, end: shift + to });
  const inner = "nodes" in node ? (node.nodes as ChildNode[] | undefined) : undefined;
  const children = inner?.map((child) => read(child, source, shift)) ?? [];
  const whole = { name: "", ...range(start, end), head: range(start, end), children };
  if (node.type === "comment") return { ...whole, kind: "comment" };
  if (node.type === "decl") {
    // An old hack, `*zoom: 1`, is part of the name.
    const hack = /[^\s;]*$/.exec(typeof raws.before === "string" ? raws.before : "")![0].length;
    const from = start + hack + node.prop.length + gap("between");
    const to = Math.max(from, source[end - 1] === ";" ? end - 1 : end);
    const head = range(from, from + source.slice(from, to).trimEnd().length);
    return { ...whole, kind: "declaration", name: node.prop, head };
  }
  const isRule = node.type === "rule";
  const from = isRule ? start : start + 1 + node.name.length + gap("afterName");
  const to = from + (isRule ? length("selector", node.selector) : length("params", node.params));
  const body = inner ? { body: range(to + gap("between") + 1, end - 1) } : {};
  return { ...whole, kind: isRule ? "rule" : "at", name: isRule ? "" : node.name, head: range(from, to), ...body };
}
