import type { Range } from "../../../src/engine/model.js";
import type { Draft } from "../draft.js";

/** A string that holds a page: what stands between its quotes, and how it is written. */
export interface PageString extends Range {
  raw: boolean;
  /** An f-string: braces are doubled, and interpolations are its parts. */
  formatted: boolean;
  /** It begins like a document; of any other text the tags must be balanced. */
  whole: boolean;
}

const TOKEN = /^([A-Za-z]*)("""|'''|"|')/;
const DOCUMENT = /^\s*<(?:!doctype\s+html|html)\b/i;
/** Elements with which a piece of a page begins; what else stands in angle brackets may be anything. */
const ELEMENT =
  /^\s*<(?:a|article|aside|b|blockquote|body|button|code|details|dialog|div|dl|em|fieldset|figure|footer|form|h[1-6]|head|header|hr|i|iframe|img|input|label|li|link|main|meta|nav|ol|optgroup|option|p|pre|script|section|select|small|span|strong|style|summary|svg|table|tbody|td|template|textarea|th|thead|title|tr|ul|video)(?=[\s/>])/i;
const BLOCK = /^\s*\{%-?\s*(?:extends|if|for|block|import|from|include)\b/;

/** The page that a string literal or f-string holds; undefined if it holds none, or is written in several pieces. */
export function pageIn(node: Draft, text: string): PageString | undefined {
  if (node.kind !== "template" && !(node.kind === "literal" && typeof node.value === "string")) return undefined;
  const source = text.slice(node.start, node.end);
  const [opening, prefix, quote] = TOKEN.exec(source) ?? [];
  if (opening === undefined || /b/i.test(prefix!) || !source.endsWith(quote!)) return undefined;
  const range = { start: node.start + opening.length, end: node.end - quote!.length };
  const body = text.slice(range.start, range.end);
  if (range.end <= range.start || !/^\s*(?:<|\{%)/.test(body)) return undefined;
  const whole = DOCUMENT.test(body);
  const isPiece = (ELEMENT.test(body) || (BLOCK.test(body) && /<\w/.test(body))) && /(?:>|%\})\s*$/.test(body);
  if (!whole && !isPiece) return undefined;
  if (body.replace(/\\[\s\S]/g, "").includes(quote!)) return undefined;
  return { ...range, whole, raw: /r/i.test(prefix!), formatted: /f/i.test(prefix!) };
}

const ESCAPE = /\\(?:\r?\n|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[0-7]{1,3}|[\s\S])/g;

/**
 * The file's text up to the end of one of its strings, for reading that as a page: everything before it is blank,
 * escapes are what they stand for, interpolations are words, and all offsets stay.
 * @param holes ranges of interpolations
 */
export function maskPage(text: string, page: PageString, holes: readonly Range[]): string {
  const blank = (start: number, end: number) => text.slice(start, end).replace(/[^\n]/g, " ");
  let inside = "";
  let at = page.start;
  for (const hole of holes) {
    inside += unescaped(text.slice(at, hole.start), page) + "x".repeat(hole.end - hole.start);
    at = hole.end;
  }
  inside += unescaped(text.slice(at, page.end), page);
  // What follows is of no account to the page.
  return blank(0, page.start) + inside;
}

function unescaped(source: string, { raw, formatted }: PageString): string {
  const plain = formatted ? source.replaceAll("{{", " {").replaceAll("}}", "} ") : source;
  if (raw) return plain;
  let isOpen = false;
  return plain.replace(ESCAPE, (whole) => {
    const sign = whole[1]!;
    const padding = " ".repeat(whole.length - 1);
    if (/\s/.test(sign)) return whole.replace(/[^\n]/g, " ");
    if (/[nrtfv]/.test(sign)) return ` ${padding}`;
    if (sign === '"' || sign === "'") {
      // The blank stands outside of what the quotes enclose.
      isOpen = !isOpen;
      return isOpen ? padding + sign : sign + padding;
    }
    if (sign === "\\") return ` \\`;
    return /[xuUN0-7]/.test(sign) ? "x".repeat(whole.length) : whole;
  });
}
