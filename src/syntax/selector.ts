import parser from "postcss-selector-parser";
import type { Range } from "../engine/model.js";

/** A simple selector: one condition on an element, or a list of selectors behind a colon. */
export interface SelectorPart extends Range {
  kind: "class" | "id" | "attribute" | "tag" | "pseudo" | "nesting" | "other";
  /** Name without its mark; of a pseudo class with its colons. */
  name: string;
  /** Operator and value of an attribute, without quotes. */
  operator?: string;
  value?: string;
  /** Selectors in the parentheses of a pseudo class. */
  list?: Selector[];
}

/** One selector of a list: `.a > .b`. */
export interface Selector extends Range {
  parts: SelectorPart[];
}

/**
 * Takes a list of selectors apart. Offsets are those of the whole text.
 * @returns undefined if it does not parse
 */
export function selectors(text: string, range: Range): Selector[] | undefined {
  const source = text.slice(range.start, range.end);
  try {
    const root = parser().astSync(source);
    return `${root}` === source ? inList(root.nodes, range.start) : undefined;
  } catch {
    return undefined;
  }
}

/** Selectors that stand one after the other with a comma between. */
function inList(nodes: readonly parser.Selector[], from: number): Selector[] {
  let at = from;
  return nodes.map((node) => {
    const text = `${node}`;
    const start = at + text.length - text.trimStart().length;
    const selector = { start, end: Math.max(start, at + text.trimEnd().length), parts: partsOf(node, at) };
    at += text.length + 1;
    return selector;
  });
}

function partsOf(selector: parser.Selector, from: number): SelectorPart[] {
  let at = from;
  return selector.nodes.map((node) => {
    const text = `${node}`;
    const start = at + text.length - text.trimStart().length;
    const part: SelectorPart = { kind: "other", name: "", start, end: at + text.trimEnd().length };
    at += text.length;
    if (parser.isClassName(node)) return { ...part, kind: "class", name: node.value };
    if (parser.isIdentifier(node)) return { ...part, kind: "id", name: node.value };
    if (parser.isTag(node)) return { ...part, kind: "tag", name: node.value };
    if (parser.isNesting(node)) return { ...part, kind: "nesting", name: "&" };
    if (parser.isAttribute(node))
      return {
        ...part,
        kind: "attribute",
        name: node.attribute,
        ...(node.operator ? { operator: node.operator } : {}),
        ...(node.value === undefined ? {} : { value: node.value }),
      };
    if (!parser.isPseudo(node)) return part;
    const inner = start + node.value.length + 1;
    return {
      ...part,
      kind: "pseudo",
      name: node.value,
      ...(node.length > 0 ? { list: inList(node.nodes, inner) } : {}),
    };
  });
}
