import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import type { Range } from "../engine/model.js";

/** A node of a Markdown text, in the words of mdast, with offsets in the whole file. */
export interface MarkdownNode extends Range {
  type: string;
  children: MarkdownNode[];
  /** Level of a heading. */
  depth?: number;
  /** Language of a fenced block. */
  language?: string;
  /** Words of a text, code or image. */
  value?: string;
  /** Address of a link or image, label of a definition. */
  address?: string;
  ordered?: boolean;
}

/** The mdast nodes as the library gives them, as far as they are read here. */
interface Raw {
  type: string;
  children?: Raw[];
  position?: { start: { offset?: number }; end: { offset?: number } };
  depth?: number;
  lang?: string | null;
  value?: string;
  alt?: string | null;
  url?: string;
  label?: string | null;
  identifier?: string;
  ordered?: boolean | null;
}

/** Length of a byte order mark and front matter (`---` … `---`), which are no Markdown. */
export function frontMatterEnd(text: string): number {
  const mark = text.startsWith("\ufeff") ? 1 : 0;
  const match = /^(---|\+\+\+)[ \t]*\r?\n(?=[\w"'-]+\s*[:=])(?:[^\n]*\n)*?\1[ \t]*(?:\r?\n|$)/.exec(text.slice(mark));
  return mark + (match ? match[0].length : 0);
}

/**
 * The top-level nodes of a Markdown text with tables. Byte order mark and front matter are skipped. `##Heading`
 * without a blank, as older renderers took it, is a heading too.
 */
export function parseMarkdown(text: string): MarkdownNode[] {
  const skip = frontMatterEnd(text);
  const source = text.slice(skip).replace(/^(#+)#(?=[^\s#])/gm, "$1 ");
  const root = fromMarkdown(source, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] }) as Raw;
  return (root.children ?? []).map((child) => nodeOf(child, skip));
}

function nodeOf(raw: Raw, skip: number): MarkdownNode {
  const value = raw.value ?? raw.alt;
  const address = raw.url ?? raw.identifier;
  return {
    type: raw.type,
    start: (raw.position?.start.offset ?? 0) + skip,
    end: (raw.position?.end.offset ?? 0) + skip,
    children: (raw.children ?? []).map((child) => nodeOf(child, skip)),
    ...(raw.depth === undefined ? {} : { depth: raw.depth }),
    ...(raw.lang ? { language: raw.lang } : {}),
    ...(value === undefined || value === null ? {} : { value }),
    ...(address === undefined ? {} : { address: raw.type === "definition" ? (raw.identifier ?? address) : address }),
    ...(raw.ordered ? { ordered: true } : {}),
  };
}
