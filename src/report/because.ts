import type { LedgerRow } from "../engine/plan-model.js";
import type { FileChange } from "./change.js";
import { escapeLine, escapeName } from "./escape.js";
import type { Hunk } from "./hunks.js";
import { diffLines } from "./lines.js";
import type { PlanView } from "./view.js";

/** More links than this under one hunk say no more to a reader. */
const MOST = 3;

const WIDEST = 60;

/**
 * Draws, under a hunk, the other places that drew it into the plan: of each ledger row in its deleted lines
 * the nearest cause that lies outside of the hunk.
 */
export function becauseLines(view: PlanView, step: string, change: FileChange, hunk: Hunk): string[] {
  const lines = deletedBaseLines(change, hunk);
  if (lines.size === 0) return [];
  const links = new Set<string>();
  for (const row of view.document.ledger) {
    if (row.path !== change.path || !lines.has(row.line) || (row.step !== undefined && row.step !== step)) continue;
    const link = nearestLink(view, row, (path, line) => path === change.path && lines.has(line));
    if (link) links.add(link);
  }
  const shown = [...links].slice(0, MOST).map((link) => `↳ because ${link}`);
  const more = links.size - shown.length;
  if (more > 0) shown.push(`↳ … ${more} more: unpick why ${escapeName(change.path)}:${Math.min(...lines)}`);
  return shown;
}

function nearestLink(
  view: PlanView,
  row: LedgerRow,
  isHere: (path: string, line: number) => boolean,
): string | undefined {
  for (const sentence of row.because) {
    const place = placeIn(sentence);
    if (!place || (place.path === row.path && place.line === row.line)) continue;
    if (isHere(place.path, place.line)) continue;
    const text = view.lineAt(place.path, place.line)?.trim();
    if (text === undefined) return escapeLine(sentence);
    return `${escapeName(place.path)}:${place.line}  ${escapeLine(shorten(text))}`;
  }
  return undefined;
}

/** The place of a sentence of a chain: `PATH:LINE` and two spaces at its start, or the first one in it. */
function placeIn(sentence: string): { path: string; line: number } | undefined {
  const match = /^(.+?):(\d+) {2}/.exec(sentence) ?? /(?:^|[\s(])([^\s():`]+):(\d+)(?=$|[\s),.;:])/.exec(sentence);
  return match ? { path: match[1]!, line: Number(match[2]) } : undefined;
}

function shorten(text: string): string {
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
}

/** Line numbers at base of what a hunk deletes. */
function deletedBaseLines(change: FileChange, hunk: Hunk): Set<number> {
  const toBase = baseNumbers(change);
  const result = new Set<number>();
  let line = hunk.oldStart;
  for (const { kind } of hunk.lines) {
    if (kind === "added") continue;
    const base = toBase === undefined ? line : toBase[line];
    if (kind === "deleted" && base !== undefined) result.add(base);
    line++;
  }
  return result;
}

/** For a file that an earlier step changed: the number at base of each line. */
function baseNumbers(change: FileChange): (number | undefined)[] | undefined {
  if (change.base === change.before || change.base === null || change.before === null) return undefined;
  const numbers: (number | undefined)[] = [undefined];
  let base = 1;
  for (const { kind } of diffLines(change.base, change.before)) {
    if (kind === "same") numbers.push(base);
    if (kind === "added") numbers.push(undefined);
    if (kind !== "added") base++;
  }
  return numbers;
}
