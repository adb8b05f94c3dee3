import type { Range } from "../../../src/engine/model.js";
import type { ScriptLanguage } from "../../../src/syntax/script-scopes.js";
import { pieces } from "./lexer.js";

/** What a block of a single-file component holds. */
export type BlockKind = "template" | "script" | "style" | "foreign";

/** A block at the top of a single-file component. */
export interface Block extends Range {
  kind: BlockKind;
  /** Its start tag, and what stands between its tags. */
  open: Range;
  body: Range;
  close?: Range;
  /** Value of `lang`, in lower case. */
  lang: string;
}

const PIECE = /<!--[\s\S]*?-->|<([A-Za-z][\w-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/g;
const READ: Record<string, RegExp> = {
  template: /^(?:html)?$/,
  script: /^(?:js|jsx|ts|tsx|javascript|typescript)?$/,
  style: /^(?:css|scss|less|postcss)?$/,
};

/** Blocks of a single-file component in order; `foreign` is what is not read: other blocks and other languages. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  PIECE.lastIndex = 0;
  for (let match = PIECE.exec(text); match; match = PIECE.exec(text)) {
    const [whole, name, attributes = ""] = match;
    if (name === undefined) continue;
    const open = { start: match.index, end: match.index + whole.length };
    const lang = /\blang\s*=\s*["']?([\w-]+)/i.exec(attributes)?.[1]?.toLowerCase() ?? "";
    const kind = READ[name]?.test(lang) ? (name as BlockKind) : "foreign";
    if (/\/\s*$/.test(attributes)) {
      blocks.push({ kind, open, body: { start: open.end, end: open.end }, lang, start: open.start, end: open.end });
      continue;
    }
    const close = closingTag(text, name, kind, open.end);
    const body = { start: open.end, end: close?.start ?? text.length };
    const end = close?.end ?? text.length;
    blocks.push({ kind, open, body, ...(close ? { close } : {}), lang, start: open.start, end });
    PIECE.lastIndex = end;
  }
  return blocks;
}

/** The end tag of a block. Templates nest; other blocks hold no tags. */
function closingTag(text: string, name: string, kind: BlockKind, from: number): Range | undefined {
  if (kind !== "template") {
    const close = new RegExp(`</${name}\\s*>`, "g");
    close.lastIndex = from;
    const match = close.exec(text);
    return match ? { start: match.index, end: match.index + match[0].length } : undefined;
  }
  let depth = 1;
  for (const piece of pieces(text, from, text.length)) {
    if (piece.name !== name || piece.selfClosing) continue;
    depth += piece.kind === "start" ? 1 : -1;
    if (depth === 0) return { start: piece.start, end: piece.end };
  }
  return undefined;
}

/** Language of the scripts of a component, which is that of the expressions in its template as well. */
export function languageOf(blocks: readonly Block[]): ScriptLanguage {
  const lang = blocks.find((one) => one.kind === "script" && one.lang !== "")?.lang ?? "";
  return lang === "tsx" ? "tsx" : /^(?:ts|typescript)$/.test(lang) ? "typescript" : "javascript";
}
