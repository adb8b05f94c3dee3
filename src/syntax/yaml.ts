import { Composer, type Document, isAlias, isMap, isPair, isScalar, isSeq, type Node, Parser } from "yaml";

/** A node of a YAML document with its place in the text. */
export interface YamlNode {
  kind: "mapping" | "sequence" | "scalar" | "alias";
  start: number;
  end: number;
  /** Written with brackets or braces. */
  flow: boolean;
  /** Name of the anchor on the node, or of the anchor that an alias names. */
  anchor?: string;
  /** Value of a scalar. */
  value?: string | number | boolean | null;
  /** A scalar of several lines, after `|` or `>`. */
  block: boolean;
  /** Members of a sequence; entries of a mapping. */
  items: YamlItem[];
}

/** A member of a sequence, or an entry of a mapping. */
export interface YamlItem {
  /** Where the item's own text begins: the dash or the key. */
  head: number;
  key?: YamlNode;
  value?: YamlNode;
}

/** What a YAML text says. */
export interface YamlText {
  documents: YamlNode[];
  comments: { start: number; end: number }[];
  faults: { line: number; message: string }[];
}

/** Tokens of the library as far as places need them. */
interface Token {
  type: string;
  offset: number;
  source?: string;
  start?: Token[];
  sep?: Token[];
  end?: Token[];
  props?: Token[];
  items?: Token[];
  key?: Token | null;
  value?: Token | null;
}

/** Reads a YAML text with the places of everything in it. Faults are data; the library's own text is never written. */
export function readYaml(text: string): YamlText {
  if (text[0] !== "\ufeff") return readPlain(text);
  // To the parser a byte order mark is a column: a list would begin to the right of its other members.
  const { documents, comments, faults } = readPlain(text.slice(1));
  for (const node of documents) moveOn(node);
  return { documents, comments: comments.map(({ start, end }) => ({ start: start + 1, end: end + 1 })), faults };
}

/** Moves a node and all in it one place on. */
function moveOn(node: YamlNode): void {
  node.start++;
  node.end++;
  for (const item of node.items) {
    item.head++;
    if (item.key) moveOn(item.key);
    if (item.value) moveOn(item.value);
  }
}

function readPlain(text: string): YamlText {
  const tokens = [...new Parser().parse(text)];
  const documents = [
    ...new Composer({ keepSourceTokens: true, logLevel: "silent" }).compose(tokens, true, text.length),
  ];
  const faults = documents.flatMap((document) =>
    document.errors.map((error) => ({
      line: text.slice(0, error.pos[0]).split("\n").length,
      message: error.message.split("\n")[0]!.replace(/ at line \d+, column \d+:?$/, ""),
    })),
  );
  const comments: YamlText["comments"] = [];
  collectComments(tokens as unknown as Token[], comments);
  return {
    documents: faults.length > 0 ? [] : documents.flatMap((document) => rootOf(document, text)),
    comments: comments.sort((a, b) => a.start - b.start),
    faults,
  };
}

function rootOf(document: Document.Parsed, text: string): YamlNode[] {
  const node = document.contents && nodeOf(document.contents as Node, text);
  return node ? [node] : [];
}

function nodeOf(node: Node | null | undefined, text: string): YamlNode | undefined {
  if (!node?.range) return undefined;
  const start = node.range[0];
  const end = start + text.slice(start, node.range[1]).trimEnd().length;
  const anchor = isAlias(node) ? node.source : node.anchor;
  const common = { start, end, flow: false, block: false, items: [], ...(anchor ? { anchor } : {}) };
  if (isAlias(node)) return { ...common, kind: "alias" };
  if (isScalar(node)) {
    const value = node.value;
    const known = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    return {
      ...common,
      kind: "scalar",
      block: node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED",
      value: known ? value : value === null ? null : text.slice(start, end),
    };
  }
  const token = node.srcToken as unknown as Token | undefined;
  if (isMap(node)) {
    const items = node.items.flatMap((pair): YamlItem[] => {
      if (!isPair(pair)) return [];
      const key = nodeOf(pair.key as Node, text);
      const value = nodeOf(pair.value as Node | null, text);
      if (!key) return [];
      return [
        { head: explicitHead(pair.srcToken as Token | undefined) ?? key.start, key, ...(value ? { value } : {}) },
      ];
    });
    return { ...common, kind: "mapping", flow: node.flow === true, items, end: Math.max(end, lastEnd(items, end)) };
  }
  if (isSeq(node)) {
    const items = node.items.flatMap((member, index): YamlItem[] => {
      const value = isPair(member) ? undefined : nodeOf(member as Node, text);
      const dash = token?.items?.[index]?.start?.find((one) => one.type === "seq-item-ind");
      const head = dash?.offset ?? value?.start;
      return head === undefined ? [] : [{ head, ...(value ? { value } : {}) }];
    });
    return { ...common, kind: "sequence", flow: node.flow === true, items };
  }
  return undefined;
}

const lastEnd = (items: YamlItem[], end: number) => (items.length > 0 ? (items.at(-1)!.value?.end ?? end) : end);

/** Offset of the `?` in front of a key that is written with one. */
function explicitHead(token: Token | undefined): number | undefined {
  return token?.start?.find((one) => one.type === "explicit-key-ind")?.offset;
}

function collectComments(tokens: (Token | null | undefined)[], found: YamlText["comments"]): void {
  for (const token of tokens) {
    if (!token) continue;
    if (token.type === "comment") {
      const length = (token.source ?? "").trimEnd().length;
      found.push({ start: token.offset, end: token.offset + length });
      continue;
    }
    for (const part of [token.start, token.sep, token.props, token.items, token.end])
      if (Array.isArray(part)) collectComments(part, found);
    collectComments([token.key, token.value], found);
  }
}
