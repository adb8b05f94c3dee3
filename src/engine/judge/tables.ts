import type { Cause } from "../model.js";
import type { Region } from "../region.js";
import { type Judging, live } from "./context.js";

const CELL = /^t[dh]$/i;

/** A row of a table: its cells by place, or undefined where their places cannot be told. */
interface Row {
  cells: Region[] | undefined;
  isHead: boolean;
  /** The one cell that goes over all columns, with the attribute that says so. */
  span?: Region | undefined;
}

/**
 * A column goes with the cells at the same place of all rows, the head's too. A cell that goes where others at its
 * place stay is emptied instead, or the cells behind it would move into other columns.
 */
export function settleCells(judging: Judging, table: Region): void {
  const rows = rowsOf(judging, table);
  const known = rows.filter((row) => row.cells !== undefined && row.span === undefined);
  const isSure = rows.every((row) => row.cells !== undefined);
  const width = Math.max(0, ...known.map((row) => row.cells!.length));
  for (let place = 0; place < width; place++) {
    const cells = known.map((row) => row.cells![place]).filter((one) => one !== undefined);
    const lost = cells.filter((one) => isLost(judging, one));
    if (lost.length === 0) continue;
    const data = known.filter((row) => !row.isHead).map((row) => row.cells![place]);
    const isColumn = isSure && data.length > 0 && data.every((one) => one !== undefined && isLost(judging, one));
    if (isColumn) removeColumn(judging, rows, cells, judging.outcome(lost[0]).cause!, width);
    else for (const cell of lost) empty(judging, cell);
  }
}

/** Rows that stay, those of tables inside aside; what is pulled in or computed stands for rows of unknown cells. */
function rowsOf(judging: Judging, around: Region): Row[] {
  const { view } = judging;
  return view.children[around.id]!.flatMap((child): Row[] => {
    const name = child.kind === "element" ? (child.name ?? "").toLowerCase() : "";
    if (child.slot === "attribute" || isLost(judging, child) || name === "table" || name === "caption") return [];
    if (name === "tr") return [rowOf(judging, child, around.name?.toLowerCase() === "thead")];
    if (child.kind === "include" || child.kind === "output") return [{ cells: undefined, isHead: false }];
    return rowsOf(judging, child);
  });
}

function rowOf({ view, text }: Judging, row: Region, inHead: boolean): Row {
  const parts = view.children[row.id]!.filter(
    (one) =>
      one.slot !== "attribute" &&
      one.kind !== "comment" &&
      (one.kind !== "text" || text.slice(one.start, one.end).trim()),
  );
  const cells = parts.filter((one) => one.kind === "element" && CELL.test(one.name ?? ""));
  const isHead = inHead || (cells.length > 0 && cells.every((one) => one.name?.toLowerCase() === "th"));
  const spans = cells.flatMap((cell) =>
    view.slot(cell, "attribute").filter((one) => /^(col|row)span$/i.test(one.name ?? "")),
  );
  const [span] = spans;
  if (cells.length < parts.length) return { cells: undefined, isHead };
  if (
    span &&
    (cells.length > 1 || spans.length > 1 || !/^colspan=["']?\d+["']?$/i.test(text.slice(span.start, span.end)))
  )
    return { cells: undefined, isHead };
  return { cells, isHead, span };
}

function isLost(judging: Judging, region: Region): boolean {
  const { is } = judging.outcome(region);
  return is === "removed" || is === "gone";
}

function removeColumn(judging: Judging, rows: Row[], cells: Region[], from: Cause, width: number): void {
  for (const cell of cells) {
    if (isLost(judging, cell)) continue;
    const cause = judging.byNeed(cell, "its column is gone", from);
    judging.decide(cell, "remove", cause);
    judging.outcomes[cell.id] = { is: "removed", cause };
  }
  for (const { span } of rows) {
    if (!span) continue;
    const source = judging.text.slice(span.start, span.end);
    if (Number(/\d+/.exec(source)?.[0]) !== width) continue;
    judging.decide(
      span,
      "replace",
      judging.byNeed(span, "its column is gone", from),
      source.replace(/\d+/, `${width - 1}`),
    );
  }
}

/** The content of a cell goes, the cell stays; a head that names the target over what stays is for a person. */
function empty(judging: Judging, cell: Region): void {
  const { cause } = judging.outcome(cell);
  judging.outcomes[cell.id] = live;
  if (cause?.by !== "name") {
    judging.verdicts.delete(cell.id);
    return;
  }
  for (const part of judging.view.subtree(cell)) {
    judging.verdicts.delete(part.id);
    judging.pending.set(part.id, "positional");
  }
}
