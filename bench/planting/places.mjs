import { logicalLines } from "./lines.mjs";

/**
 * @typedef {object} Place where a statement can stand
 * @property {string} path
 * @property {number} after end of the line before
 * @property {number} before start of the line that follows
 * @property {number} blanks empty lines between them
 * @property {string} indent
 * @property {"module" | "class" | "function"} scope
 * @property {import("./lines.mjs").Line | undefined} head of the block
 * @property {import("./lines.mjs").Line | undefined} previous undefined at the edge of a block
 * @property {import("./lines.mjs").Line | undefined} next undefined at the edge of a block
 */

const continues = /^(elif|else|except|finally|case)\b/;
const leaves = /^(return|raise|continue|break|pass|yield)\b|^\.\.\.$/;
const words = /^[rRuUbB]{0,2}("""|'''|"|')/;

/**
 * Places between statements, and at the edges of blocks, where another statement would be read as one of them:
 * not under a comment, which would then be its comment, and not behind what leaves the block.
 * @param {string} path
 * @param {string} text
 * @returns {Place[]}
 */
export function placesOf(path, text) {
  const lines = logicalLines(text);
  const places = [];
  lines.forEach((line, index) => {
    const previous = lines[index - 1];
    const inside = previous && previous !== line.parent && !line.first ? previous : undefined;
    if (isFree(previous, line)) {
      places.push({
        path,
        after: previous?.end ?? 0,
        before: line.start,
        blanks: line.blanks,
        indent: line.indent,
        scope: scopeOf(line.parent),
        head: line.parent,
        previous: inside,
        next: line,
      });
    }
    const next = lines[index + 1];
    const closes = !next || next.indent.length < line.indent.length;
    if (!closes || line.comment || leaves.test(line.text) || line.text.startsWith("@")) return;
    if (next?.comment && next.indent.length > 0) return;
    places.push({
      path,
      after: line.end,
      before: next ? next.start : line.end,
      blanks: next ? next.blanks : 0,
      indent: line.indent,
      scope: scopeOf(line.parent),
      head: line.parent,
      previous: line,
      next: undefined,
    });
  });
  return places.filter((place) => !/^(match|if TYPE_CHECKING)\b/.test(place.head?.text ?? ""));
}

function isFree(previous, line) {
  if (continues.test(line.text) || line.text.startsWith("from __future__")) return false;
  if (!previous) return !words.test(line.text) && !line.comment;
  if (previous.comment || previous.text.startsWith("@")) return false;
  if (line.first && words.test(line.text)) return false;
  if (previous.indent.length > line.indent.length && line.indent === "" && line.comment) return false;
  return !(leaves.test(previous.text) && previous.indent === line.indent);
}

function scopeOf(head) {
  for (let at = head; at; at = at.parent) {
    if (/^(async )?def /.test(at.text)) return "function";
    if (at.text.startsWith("class ")) return "class";
  }
  return "module";
}
