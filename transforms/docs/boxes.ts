import type { Range } from "../../src/engine/model.js";
import type { Block, Box } from "./document.js";

/** What a box that begins at a place is called, where its words begin, and where it and they end. */
interface Extent {
  title: Range;
  inner: Range;
  end: number;
}

/** How boxes of Markdown begin: containers, admonitions, details, terms with a definition. */
const kinds: [RegExp, (text: string, match: RegExpExecArray) => Extent | undefined][] = [
  [/^(:{3,})[ \t]*[\w-]+[ \t]*(?:\[([^\]\n]*)\]|(?:\w+=")?([^\n"{]*))[^\n]*\n/, container],
  [/^(?:!!!|\?\?\?\+?)[ \t]+[\w -]+?[ \t]+"([^"\n]*)"[^\n]*\n/, indented],
  [/^<details[^>\n]*>\s*<summary[^>]*>([\s\S]*?)<\/summary>/, details],
  [/^([^\n:]+)\n(?=:[ \t]+\S)/, definition],
];

/**
 * Puts what a box holds below its title: `:::tip[Title]`, `!!! note "Title"`, `<details>` with its summary, a term above
 * its definition. A box that ends in the middle of something else is left as it was read.
 */
export function withBoxes(flat: readonly Block[], text: string): Block[] {
  const result: Block[] = [];
  for (let index = 0; index < flat.length; index++) {
    const block = flat[index]!;
    const extent = block.type === "paragraph" || block.type === "other" ? extentAt(text, block.start) : undefined;
    const inside = extent ? flat.slice(index).filter((one) => one.start < extent.end) : [];
    const isWhole = extent && inside.every((one) => one.type !== "section" && one.end <= extent.end);
    if (!extent || !isWhole) {
      result.push(block);
      continue;
    }
    result.push(boxOf(block, extent, inside, text));
    index += inside.length - 1;
  }
  return result;
}

function boxOf(first: Block, { title, inner, end }: Extent, inside: readonly Block[], text: string): Box {
  const blocks: Block[] = [];
  for (const one of inside) {
    const start = Math.max(one.start, inner.start);
    const words = text.slice(start, Math.min(one.end, inner.end));
    if (words.trim() === "") continue;
    const range = { start: start + words.length - words.trimStart().length, end: start + words.trimEnd().length };
    // What shares its block with the title, or with the line that closes the box, is cut off.
    blocks.push(one.start < inner.start || one.end > inner.end ? { type: "paragraph", ...range } : one);
  }
  return { type: "box", start: first.start, end, title, blocks };
}

function extentAt(text: string, start: number): Extent | undefined {
  const rest = text.slice(start);
  for (const [pattern, read] of kinds) {
    const match = pattern.exec(rest);
    if (match) {
      const local = read(rest, match);
      return local && moved(local, start);
    }
  }
  return undefined;
}

const moved = ({ title, inner, end }: Extent, by: number): Extent => ({
  title: { start: title.start + by, end: title.end + by },
  inner: { start: inner.start + by, end: inner.end + by },
  end: end + by,
});

const rangeOf = (text: string, words: string, from = 0): Range => {
  const start = text.indexOf(words, from);
  return { start, end: start + words.trimEnd().length };
};

function container(text: string, match: RegExpExecArray): Extent | undefined {
  const close = new RegExp(`^${match[1]}[ \\t]*$`, "m").exec(text.slice(match[0].length));
  const title = match[2] ?? match[3] ?? "";
  if (!close || title.trim() === "") return undefined;
  const at = match[0].length + close.index;
  return {
    title: rangeOf(text, title, match[1]!.length),
    inner: { start: match[0].length, end: at },
    end: at + close[0].trimEnd().length,
  };
}

function indented(text: string, match: RegExpExecArray): Extent {
  const body = /^(?:(?:[ ]{4}|\t)[^\n]*(?:\n|$)|[ \t]*\n(?=(?:[ \t]*\n)*(?:[ ]{4}|\t)))*/.exec(
    text.slice(match[0].length),
  )![0];
  const end = match[0].length + body.trimEnd().length;
  return {
    title: rangeOf(text, match[1]!, 4),
    inner: { start: match[0].length, end },
    end: Math.max(end, match[0].trimEnd().length),
  };
}

function details(text: string, match: RegExpExecArray): Extent | undefined {
  const close = text.indexOf("</details>");
  const inner = text.slice(match[0].length, close);
  if (close < 0 || inner.includes("<details")) return undefined;
  return {
    title: rangeOf(text, match[1]!, match[0].indexOf("<summary")),
    inner: { start: match[0].length, end: close },
    end: close + "</details>".length,
  };
}

function definition(text: string, match: RegExpExecArray): Extent | undefined {
  const body = /^(?::[ \t]+[^\n]*(?:\n|$)|[ \t]+\S[^\n]*(?:\n|$))+/.exec(text.slice(match[0].length))![0];
  const end = match[0].length + body.trimEnd().length;
  return { title: { start: 0, end: match[1]!.trimEnd().length }, inner: { start: match[0].length, end }, end };
}
