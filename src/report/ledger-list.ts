import type { Fate, LedgerRow } from "../engine/model.js";
import type { Palette } from "./colour.js";
import { escapeLine, escapeName } from "./escape.js";
import { drawTable } from "./table.js";
import type { PlanView } from "./view.js";

/** Lists longer than this are cut, and say so. */
export const LIST_LIMIT = 20;

const WIDEST = 76;

/**
 * Draws the rows with one fate, grouped by reason, the most frequent first.
 *
 * @param limit how many places are printed
 * @param how the command that shows the rest
 */
export function drawLedgerList(
  view: PlanView,
  fate: Fate,
  title: string,
  palette: Palette,
  limit: number,
  how: string,
): string {
  const rows = view.document.ledger.filter((row) => row.fate === fate);
  if (rows.length === 0) return "";
  let result = `${palette.heading(`${title} (${rows.length})`)}\n`;
  let shown = 0;
  let cut = 0;
  for (const [reason, group] of byReason(rows)) {
    const places = byLine(group);
    const printed = places.slice(0, Math.max(0, limit - shown));
    shown += printed.length;
    cut += rowsIn(places.slice(printed.length));
    if (printed.length === 0) continue;
    result += `  ${palette.warning(escapeLine(reason || "no reason given"))}${group.length > 1 ? ` (${group.length})` : ""}\n`;
    result += drawTable(
      printed.map((place) => [`  ${placeName(place)}`, sourceOf(view, place)]),
      new Set(),
      (cell, column) => (column === 0 ? palette.place(cell) : cell),
    );
  }
  return cut === 0 ? result : `${result}  … ${cut} more (${how})\n`;
}

/** Rows on one line are one place for a reader. */
interface Place {
  path: string;
  line: number;
  rows: LedgerRow[];
}

/** Groups rows by reason, the most frequent first; equal ones keep the order of the ledger. */
export function byReason(rows: readonly LedgerRow[]): [string, LedgerRow[]][] {
  const groups = new Map<string, LedgerRow[]>();
  for (const row of rows) {
    const group = groups.get(row.reason);
    if (group) group.push(row);
    else groups.set(row.reason, [row]);
  }
  return [...groups].sort((a, b) => b[1].length - a[1].length);
}

function byLine(rows: readonly LedgerRow[]): Place[] {
  const places = new Map<string, Place>();
  for (const row of rows) {
    const key = `${row.line}:${row.path}`;
    const place = places.get(key);
    if (place) place.rows.push(row);
    else places.set(key, { path: row.path, line: row.line, rows: [row] });
  }
  return [...places.values()];
}

function rowsIn(places: readonly Place[]): number {
  return places.reduce((sum, place) => sum + place.rows.length, 0);
}

function placeName(place: Place): string {
  const times = place.rows.length > 1 ? ` ×${place.rows.length}` : "";
  return `${escapeName(place.path)}:${place.line}${times}`;
}

function sourceOf(view: PlanView, place: Place): string {
  const line = (view.lineAt(place.path, place.line) ?? place.rows[0]!.text).trim();
  return escapeLine(line.length > WIDEST ? around(line, place.rows[0]!.text) : line);
}

/** The part of a long line that holds the mention. */
function around(line: string, mention: string): string {
  const at = Math.max(0, line.indexOf(mention) - WIDEST / 2);
  const part = line.slice(at, at + WIDEST - 2);
  return `${at > 0 ? "…" : ""}${part}${at + WIDEST - 2 < line.length ? "…" : ""}`;
}
