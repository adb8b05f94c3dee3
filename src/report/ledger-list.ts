import type { Fate, LedgerRow } from "../engine/plan-model.js";
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
  const groups = byReason(rows).map(([reason, group]) => ({ reason, rows: group, places: byLine(group), shown: 0 }));
  shareOut(groups, limit);
  let result = `${palette.heading(`${title} (${rows.length})`)}\n`;
  let cut = 0;
  for (const { reason, rows: group, places, shown } of groups) {
    cut += rowsIn(places.slice(shown));
    const size = group.length > 1 ? ` (${group.length})` : "";
    result += `  ${palette.warning(escapeLine(reason || "no reason given"))}${size}\n`;
    result += drawTable(
      places.slice(0, shown).map((place) => [`  ${placeName(place)}`, sourceOf(view, place)]),
      new Set(),
      (cell, column) => (column === 0 ? palette.place(cell) : cell),
    );
  }
  return cut === 0 ? result : `${result}  … ${cut} more (${how})\n`;
}

/** Gives each reason its turn, so that the most frequent one does not hide the others. */
function shareOut(groups: { places: Place[]; shown: number }[], limit: number): void {
  let left = limit;
  for (let isMore = true; isMore && left > 0; ) {
    isMore = false;
    for (const group of groups) {
      if (left === 0 || group.shown === group.places.length) continue;
      group.shown++;
      left--;
      isMore = true;
    }
  }
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
