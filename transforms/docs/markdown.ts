import type { Range } from "../../src/engine/model.js";
import { frontMatterEnd, type MarkdownNode, parseMarkdown } from "../../src/syntax/markdown.js";
import { withBoxes } from "./boxes.js";
import { adoptAnnounced, type Badge, type Block, type Document, nestSections, type Row } from "./document.js";
import { slugsOf } from "./slugs.js";

/** Reads a Markdown text. What stands in front matter is a block of its own. */
export function readMarkdown(path: string, text: string): Document {
  const flat = blocksOf(parseMarkdown(text), text);
  const slug = slugsOf();
  for (const block of flat) if (block.type === "section") block.anchors.push(`${path}#${slug(block.title)}`);
  const front = frontMatterEnd(text);
  const mark = text.startsWith("\ufeff") ? 1 : 0;
  if (front > mark) flat.unshift({ type: "other", start: mark, end: text.slice(0, front).trimEnd().length });
  return { blocks: nestSections(flat) };
}

function blocksOf(nodes: readonly MarkdownNode[], text: string): Block[] {
  return adoptAnnounced(
    withBoxes(
      nodes.map((node) => blockOf(node, text)),
      text,
    ),
    text,
  );
}

function blockOf(node: MarkdownNode, text: string): Block {
  const range = { start: node.start, end: node.end };
  switch (node.type) {
    case "heading":
      return {
        type: "section",
        ...range,
        heading: headingWords(node),
        title: wordsOf(node),
        level: text[node.start] === "#" ? /^#+/.exec(text.slice(node.start))![0].length : (node.depth ?? 1),
        blocks: [],
        anchors: [],
      };
    case "paragraph":
      return badgesOf(node, text) ?? { type: "paragraph", ...range, ...(isBold(node) ? { bold: true } : {}) };
    case "list":
      return { type: "list", ...range, items: node.children.map((child) => itemOf(child, text)) };
    case "table":
      return {
        type: "table",
        ...range,
        head: node.children[0]?.children.map((cell) => cellWords(cell)) ?? [],
        rows: node.children.slice(1).map(rowOf),
      };
    case "code":
      return { type: "code", ...range, language: node.language?.toLowerCase() ?? "", content: contentOf(node, text) };
    case "definition":
      return { type: "definition", ...range, label: node.address ?? "" };
    case "blockquote":
      return { type: "group", ...range, blocks: blocksOf(node.children, text) };
    default:
      return { type: "other", ...range, ...(node.type === "thematicBreak" ? { rule: true } : {}) };
  }
}

function itemOf(node: MarkdownNode, text: string) {
  const number = /^\d+(?=[.)])/.exec(text.slice(node.start, node.start + 12))?.[0];
  return {
    type: "item" as const,
    start: node.start,
    end: node.end,
    ...(number === undefined ? {} : { number: Number(number) }),
    blocks: blocksOf(node.children, text),
  };
}

const rowOf = (node: MarkdownNode): Row => ({
  type: "row",
  start: node.start,
  end: node.end,
  cells: node.children.map(cellWords),
});

/** The words of a cell or heading without the marks around them; empty ones give an empty range. */
function cellWords(node: MarkdownNode): Range {
  const first = node.children[0];
  return first ? { start: first.start, end: node.children.at(-1)!.end } : { start: node.start, end: node.start };
}

const headingWords = cellWords;

/** What a reader sees of a node: words and code without marks. */
function wordsOf(node: MarkdownNode): string {
  if (node.type === "image") return "";
  return node.value !== undefined && node.type !== "html" ? node.value : node.children.map(wordsOf).join("");
}

function isBold(node: MarkdownNode): boolean {
  return node.children.length === 1 && node.children[0]!.type === "strong";
}

/** Lines between the fences, or the indented lines. */
function contentOf(node: MarkdownNode, text: string): Range {
  const source = text.slice(node.start, node.end);
  if (!/^(`{3,}|~{3,})/.test(source)) return { start: node.start, end: node.end };
  const first = source.indexOf("\n");
  if (first < 0) return { start: node.end, end: node.end };
  const last = /\n[ \t>]*(`{3,}|~{3,})[ \t]*$/.exec(source);
  const end = last ? last.index + 1 : source.length;
  return { start: node.start + first + 1, end: node.start + Math.max(end, first + 1) };
}

/** A paragraph of images, each perhaps in a link, and nothing else. */
function badgesOf(node: MarkdownNode, text: string): Block | undefined {
  const badges: Badge[] = [];
  for (const child of node.children) {
    const image = child.type === "link" && child.children.length === 1 ? child.children[0]! : child;
    if (image.type === "image" || image.type === "imageReference") {
      const words = text.slice(image.start, image.end).match(/^!\[([^\]]*)\]/);
      const shown = words?.[1] ? { start: image.start + 2, end: image.start + 2 + words[1].length } : image;
      badges.push({ type: "badge", start: child.start, end: child.end, words: { start: shown.start, end: shown.end } });
    } else if (child.type !== "break" && (child.type !== "text" || child.value?.trim() !== "")) return undefined;
  }
  return badges.length > 0 ? { type: "badges", start: node.start, end: node.end, badges } : undefined;
}
