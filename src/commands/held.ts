import type { LedgerRow, Plan } from "../engine/plan-model.js";
import type { HeldPlace } from "../report/documents.js";

/**
 * What two plans from one base decide differently besides the steps named: places that the first changes and the
 * second leaves.
 *
 * @param steps the steps that are taken back, whose own places are no surprise
 * @param lineAt gives the line of a file at base
 */
export function placesThatStay(
  before: Plan,
  after: Plan,
  steps: ReadonlySet<string>,
  lineAt: (path: string, line: number) => string | undefined,
): HeldPlace[] {
  const fates = new Map(after.document.ledger.map((row) => [keyOf(row), row]));
  const seen = new Set<string>();
  return before.document.ledger.flatMap((row): HeldPlace[] => {
    if (!isChange(row) || row.step === undefined || steps.has(row.step)) return [];
    const now = fates.get(keyOf(row));
    // A linked place that stays has no row of its own any more.
    if (now && isChange(now)) return [];
    const place = `${row.path}:${row.line}`;
    if (seen.has(place)) return [];
    seen.add(place);
    const reason = now?.reason ?? "";
    const text = lineAt(row.path, row.line)?.trim() ?? row.text;
    return [{ path: row.path, line: row.line, text, step: row.step, reason }];
  });
}

function isChange(row: LedgerRow): boolean {
  return row.fate === "removed" || row.fate === "rewritten";
}

function keyOf(row: LedgerRow): string {
  return `${row.line}:${row.column}:${row.mention ? "mention" : "linked"}:${row.path}`;
}
