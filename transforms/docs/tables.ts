import type { Range } from "../../src/engine/model.js";
import type { Block, Row } from "./document.js";
import type { TextLine } from "./restructured.js";

/** Directives that hold code. */
export const codeLanguages = /^(?:code|code-block|sourcecode|prompt|highlight|parsed-literal)$/;

/** True for the line of `=` that begins a simple table. */
export function isTableBorder(words: string): boolean {
  return /^={2,}(?:\s+={2,})+$/.test(words);
}

/** A table drawn with `+---+`: a row goes with the line below it. */
export function readGridTable(lines: readonly TextLine[]): Block {
  const rows: Row[] = [];
  let head: Range[] = [];
  let open: TextLine[] = [];
  const heading = lines.some((line) => /^\+=/.test(line.words));
  let passed = !heading;
  for (const line of lines) {
    if (!/^\+[-=+]+$/.test(line.words)) {
      open.push(line);
      continue;
    }
    if (open.length > 0) {
      const cells = cellsOf(open[0]!);
      if (passed) rows.push({ type: "row", start: open[0]!.start + open[0]!.indent, end: line.end, cells });
      else head = [...head, ...cells];
    }
    if (/^\+=/.test(line.words)) passed = true;
    open = [];
  }
  const first = lines[0]!;
  return { type: "table", start: first.start + first.indent, end: lines.at(-1)!.end, head, rows };
}

/** Cells between bars. */
function cellsOf(line: TextLine): Range[] {
  const cells: Range[] = [];
  const base = line.start + line.indent;
  for (const match of line.words.matchAll(/\|([^|]*)(?=\|)/g)) cells.push(trimmed(match[1]!, base + match.index + 1));
  return cells;
}

function trimmed(words: string, start: number): Range {
  const lead = words.length - words.trimStart().length;
  const from = words.trim() === "" ? start : start + lead;
  return { start: from, end: from + words.trim().length };
}

/** A table between lines of `=`; undefined if it is not closed. A line without a first cell goes on with the row above. */
export function readSimpleTable(text: string, lines: readonly TextLine[]): { block: Block; lines: number } | undefined {
  const first = lines[0]!;
  const borders: number[] = [];
  for (let index = 0; index < lines.length && borders.length < 3; index++) {
    const line = lines[index]!;
    if (isTableBorder(line.words)) borders.push(index);
    else if (line.words === "" && borders.length > 1) break;
  }
  const last = borders.at(-1)!;
  if (borders.length < 2) return undefined;
  const columns = [...first.words.matchAll(/=+/g)].map((match) => match.index + first.indent);
  const cellsIn = (line: TextLine) =>
    columns.map((column, index) => {
      const start = Math.min(line.start + column, line.end);
      const end = Math.min(line.start + (columns[index + 1] ?? Number.POSITIVE_INFINITY), line.end);
      return trimmed(text.slice(start, end), start);
    });
  const headEnd = borders.length > 2 ? borders[1]! : 0;
  const rows: Row[] = [];
  for (const line of lines.slice(headEnd + 1, last)) {
    if (line.words === "" || /^-+[-\s]*$/.test(line.words)) continue;
    const cells = cellsIn(line);
    const before = rows.at(-1);
    if (before && cells[0]!.end === cells[0]!.start) {
      before.end = line.end;
      before.cells.push(...cells.filter((cell) => cell.end > cell.start));
    } else rows.push({ type: "row", start: line.start + line.indent, end: line.end, cells });
  }
  const head = lines.slice(1, Math.max(headEnd, 1)).flatMap(cellsIn);
  return {
    block: { type: "table", start: first.start + first.indent, end: lines[last]!.end, head, rows },
    lines: last + 1,
  };
}

/** A `list-table`: each `* -` begins a row, each `-` below it a cell. */
export function readListTable(range: Range, lines: readonly TextLine[]): Block {
  const rows: Row[] = [];
  const outer = lines[0]!.indent;
  for (const line of lines) {
    if (line.words === "") continue;
    const match = /^(?:\*\s+)?-\s*/.exec(line.words);
    const cell = trimmed(line.words.slice(match?.[0].length ?? 0), line.start + line.indent + (match?.[0].length ?? 0));
    if (line.indent === outer)
      rows.push({ type: "row", start: line.start + line.indent, end: line.end, cells: [cell] });
    else {
      const row = rows.at(-1);
      if (row) row.end = line.end;
      row?.cells.push(cell);
    }
  }
  return { type: "table", ...range, head: [], rows };
}
