import type { Edit, Mention, Target } from "../engine/model.js";
import type { Fate, LedgerRow, PlanDocument, Totals } from "../engine/plan-model.js";
import { unite } from "../syntax/edits.js";
import { editAt, lineTable, mapOffset } from "./offsets.js";

/** A plan's books, and the texts to hold them against. */
export interface Books {
  document: Pick<PlanDocument, "totals" | "ledger">;
  /** `insideOtherWords` of a described target; what it finds needs a row only if `listsOtherWords`. */
  target: Target & { insideOtherWords?(text: string): Mention[] };
  /** Every text at base in which a spelling may stand. */
  before: ReadonlyMap<string, string>;
  /** The text of each changed file in the result; null if it is deleted. */
  after: ReadonlyMap<string, string | null>;
  /** What was done to each changed file. */
  edits: ReadonlyMap<string, Edit[]>;
  /** Parts of other words have rows of their own. */
  listsOtherWords?: boolean;
}

const FATES: Fate[] = ["removed", "rewritten", "kept", "review"];

/**
 * Holds the ledger against the texts: every mention at base has one row, the rows add up, and whatever a plain
 * search still finds in the result is a row that says so, at that place.
 *
 * @returns a sentence for each thing that does not balance; empty if all does
 */
export function checkBalance(books: Books): string[] {
  const { ledger, totals } = books.document;
  const faults = [
    ...checkTotals(
      "mentions",
      totals.mentions,
      ledger.filter((row) => row.mention),
    ),
    ...checkTotals(
      "linked places",
      totals.linked,
      ledger.filter((row) => !row.mention),
    ),
  ];
  const rowsOf = new Map<string, LedgerRow[]>();
  for (const row of ledger) {
    if (!row.mention) continue;
    const rows = rowsOf.get(row.path);
    if (rows) rows.push(row);
    else rowsOf.set(row.path, [row]);
  }
  for (const [path, text] of books.before) {
    const rows = rowsOf.get(path) ?? [];
    faults.push(...checkBase(books, path, text, rows), ...checkResult(books, path, text, rows));
  }
  return faults;
}

function checkTotals(what: string, totals: Totals, rows: readonly LedgerRow[]): string[] {
  const faults: string[] = [];
  const sum = FATES.reduce((total, fate) => total + totals[fate], 0);
  if (sum !== totals.all) faults.push(`The total of ${what} is ${totals.all}, but their fates add up to ${sum}.`);
  for (const fate of FATES) {
    const count = rows.filter((row) => row.fate === fate).length;
    if (count !== totals[fate]) {
      faults.push(`The total of ${what} ${fate} is ${totals[fate]}, but the ledger has ${count} rows.`);
    }
  }
  return faults;
}

/** Every mention at base has exactly one row, and every row stands at its text. */
function checkBase(books: Books, path: string, text: string, rows: readonly LedgerRow[]): string[] {
  const faults: string[] = [];
  const { offsetAt, placeAt } = lineTable(text);
  const taken = new Map<number, LedgerRow>();
  for (const row of rows) {
    // A row without a line is about the file's name.
    if (row.line < 1) continue;
    const offset = offsetAt(row.line, row.column);
    if (taken.has(offset)) faults.push(`${placeOf(row)} has more than one row.`);
    taken.set(offset, row);
    if (!text.startsWith(row.text, offset)) {
      faults.push(`${placeOf(row)} has a row for "${row.text}", which does not stand there.`);
    }
  }
  const due = [...books.target.find(text), ...(books.listsOtherWords ? otherWords(books, text) : [])];
  for (const { start, text: mention } of due) {
    const { line, column } = placeAt(start);
    if (!taken.has(start)) faults.push(`"${mention}" at ${path}:${line}:${column} has no row.`);
  }
  return faults;
}

/** What a plain search finds in the result is kept or up for review there, and what is kept is found. */
function checkResult(books: Books, path: string, base: string, rows: readonly LedgerRow[]): string[] {
  const result = books.after.has(path) ? books.after.get(path)! : base;
  const { offsetAt } = lineTable(base);
  const places = rows.filter((row) => row.line >= 1).map((row) => ({ row, start: offsetAt(row.line, row.column) }));
  const left = places.filter(({ row }) => row.fate === "kept" || row.fate === "review");
  if (result === null || result === undefined) {
    return left.map(({ row }) => `${placeOf(row)} is ${row.fate}, but its file is deleted.`);
  }
  const edits = unite([...(books.edits.get(path) ?? [])]);
  const faults: string[] = [];
  const byResult = new Map<number, LedgerRow>();
  const replaced: Place[] = [];
  for (const place of places) {
    const offset = mapOffset(edits, place.start);
    if (offset === undefined) replaced.push(place);
    else byResult.set(offset, place.row);
  }
  const { placeAt } = lineTable(result);
  const accounted = new Set<LedgerRow>();
  const isOtherWord = new Set(otherWords(books, result).map((hit) => hit.start));
  for (const hit of [...books.target.find(result), ...otherWords(books, result)]) {
    const inserted = editAt(edits, hit.start);
    const row = inserted ? takeReplaced(replaced, inserted, hit, books.target.successor) : byResult.get(hit.start);
    const { line, column } = placeAt(hit.start);
    const where = `"${hit.text}" at ${path}:${line}:${column} of the result`;
    if (row && (inserted || row.fate === "kept" || row.fate === "review")) accounted.add(row);
    else if (row) faults.push(`${where} is still there, but its row (${placeOf(row)}) says ${row.fate}.`);
    else if (inserted) faults.push(`${where} was written by the plan itself.`);
    else if (books.listsOtherWords || !isOtherWord.has(hit.start)) faults.push(`${where} has no row.`);
  }
  for (const { row } of left) {
    if (!accounted.has(row)) faults.push(`${placeOf(row)} is ${row.fate}, but it is not found in the result.`);
  }
  return faults;
}

interface Place {
  row: LedgerRow;
  start: number;
}

/**
 * The row of what a replacing text repeats, each once: of a mention that is kept inside it, or of one that was
 * rewritten to a successor whose name holds the target's.
 */
function takeReplaced(replaced: Place[], edit: Edit, hit: Mention, successor: string | undefined) {
  const spelled = hit.text.toLowerCase();
  const index = replaced.findIndex(({ row, start }) => {
    if (start < edit.start || start >= edit.end) return false;
    if (row.fate === "rewritten") return successor?.toLowerCase().includes(spelled) ?? false;
    return row.fate !== "removed" && row.text.toLowerCase() === spelled;
  });
  return index < 0 ? undefined : replaced.splice(index, 1)[0]!.row;
}

function otherWords(books: Books, text: string): Mention[] {
  return books.target.insideOtherWords?.(text) ?? [];
}

function placeOf({ path, line, column }: LedgerRow): string {
  return `${path}:${line}:${column}`;
}
