import type { Range } from "../../src/engine/model.js";

/** Text with what is no CSS covered by filler of the same length, and where that was. */
export interface Masked {
  text: string;
  /** Comments from `//` to the end of the line. */
  comments: Range[];
  /** Parts that are filled in at run time or by the compiler: nothing is known of the words they touch. */
  holes: Range[];
}

const token =
  /\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|url\((?!\s*["'])[^)\n]*\)|\/\/[^\r\n]*|[#@]\{/gi;

/** Covers the comments and interpolations of SCSS and Less. */
export function maskDialect(text: string): Masked {
  const comments: Range[] = [];
  const holes: Range[] = [];
  let masked = "";
  let at = 0;
  const cover = (range: Range, filler: string) => {
    masked += text.slice(at, range.start) + text.slice(range.start, range.end).replace(/[^\r\n]/g, filler);
    at = range.end;
  };
  token.lastIndex = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const start = match.index;
    if (match[0].startsWith("//")) {
      const end = start + match[0].trimEnd().length;
      comments.push({ start, end });
      cover({ start, end }, " ");
    } else if (match[0].endsWith("{")) {
      const end = closing(text, token.lastIndex);
      holes.push({ start, end });
      cover({ start, end }, "x");
      token.lastIndex = end;
    }
  }
  return { text: masked + text.slice(at), comments, holes };
}

/** Index after the brace that closes one which opened before `from`. */
function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at + 1;
  }
  return text.length;
}

/**
 * Covers template code once more, where it stands for whole declarations or rules: alone on its lines, it becomes a
 * comment.
 * @param text in which holes are filled with blanks or words
 */
export function maskHoles(text: string, range: Range, holes: readonly Range[]): string {
  let masked = "";
  let at = 0;
  for (const hole of holes) {
    if (hole.end - hole.start < 4 || text.slice(hole.start, hole.end).trim() === "") continue;
    const before = text.slice(range.start, hole.start);
    const after = text.slice(hole.end, range.end);
    if (!/(?:^|[{};])\s*$|\n[ \t]*$/.test(before) || !/^[ \t]*(?:;|\r?\n|$)/.test(after)) continue;
    // The words go on in the next line: `{{ name }}` above `{` is a selector.
    if (/^\s*[{,:]/.test(after) || /[,:]\s*$/.test(before)) continue;
    const filler = text.slice(hole.start + 2, hole.end - 2).replace(/[^\r\n]/g, " ");
    masked += `${text.slice(at, hole.start)}/*${filler}*/`;
    at = hole.end;
  }
  return masked + text.slice(at);
}
