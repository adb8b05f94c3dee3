import { unite } from "../syntax/edits.js";
import { lineOf } from "../syntax/lines.js";
import type { Cleaned } from "./cleanup.js";
import { takesAway } from "./cleanup.js";
import type { Edit, Inventory, Proposal } from "./model.js";
import type { LedgerRow } from "./plan-model.js";

/**
 * The ledger with what clean-ups do: rows of files that they take away say so, and every place that they change and
 * every file that they list has a row.
 * @param rows as the removal alone would have it
 * @param changes edits of the removal steps by path
 */
export function cleanUpRows(
  rows: readonly LedgerRow[],
  cleaned: Cleaned,
  inventory: Inventory,
  changes: ReadonlyMap<string, Edit[] | null>,
): LedgerRow[] {
  if (cleaned.proposals.length === 0) return [...rows];
  const byPath = new Map<string, { step: string; proposal: Proposal }[]>();
  for (const entry of cleaned.proposals) {
    const { path } = entry.proposal;
    byPath.set(path, [...(byPath.get(path) ?? []), entry]);
  }
  const editsOf = (path: string, name: string) =>
    cleaned.steps.find((step) => step.name === name)?.files.find((file) => file.path === path)?.edits ?? [];
  const result = rows.map((row): LedgerRow => {
    let changed = row;
    for (const { step, proposal } of byPath.get(row.path) ?? []) {
      if (takesAway(proposal)) changed = { ...row, fate: "removed", step, ...why(proposal) };
      else if (proposal.action === "review" && !proposal.places && row.fate === "review" && row.reason === "name only")
        changed = { ...row, ...why(proposal) };
      else if (proposal.action === "write")
        changed = inEdit(changed, editsOf(row.path, step), step, proposal, inventory);
    }
    return changed;
  });
  const known = new Set(result.map((row) => row.path));
  for (const [path, entries] of byPath) {
    for (const { step, proposal } of entries) {
      if (proposal.places) result.push(...placeRows(proposal, step, inventory, changes.get(path) ?? []));
      else if (proposal.action !== "write" && !known.has(path)) result.push(fileRow(proposal, step, inventory));
    }
  }
  return result.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line || a.column - b.column));
}

const why = ({ reason, because }: Proposal) => ({ reason, because: because ?? [] });

/** A mention that a written file no longer has goes with the text around it. */
function inEdit(
  row: LedgerRow,
  edits: readonly Edit[],
  step: string,
  proposal: Proposal,
  inventory: Inventory,
): LedgerRow {
  if (row.fate === "removed" || row.fate === "rewritten") return row;
  const text = inventory.read(row.path)?.text ?? "";
  const start = offsetOf(text, row);
  const edit = edits.find((one) => one.start <= start && start + row.text.length <= one.end);
  if (!edit || edit.text.includes(row.text)) return row;
  return { ...row, fate: edit.text === "" ? "removed" : "rewritten", step, ...why(proposal) };
}

function offsetOf(text: string, { line, column }: LedgerRow): number {
  let start = 0;
  for (let number = 1; number < line; number++) start = text.indexOf("\n", start) + 1;
  return start + column - 1;
}

/** One row for a file as a whole, at its first line. */
function fileRow(proposal: Proposal, step: string, inventory: Inventory): LedgerRow {
  const { path } = proposal;
  const first = inventory.read(path)?.text.split(/\r?\n/)[0]?.trim() ?? "";
  return {
    path,
    line: 1,
    column: 1,
    text: first.length > 80 ? `${first.slice(0, 79)}…` : first,
    mention: false,
    role: "file",
    ...(takesAway(proposal) ? { fate: "removed" as const, step } : { fate: "review" as const }),
    ...why(proposal),
  };
}

function placeRows(proposal: Proposal, step: string, inventory: Inventory, earlier: readonly Edit[]): LedgerRow[] {
  const text = inventory.read(proposal.path)?.text ?? "";
  return proposal.places!.map((place) => {
    const start = Math.min(offsetAtBase(earlier, place.start), text.length);
    const end = Math.min(offsetAtBase(earlier, place.end), text.length);
    const lineStart = text.lastIndexOf("\n", start - 1) + 1;
    return {
      path: proposal.path,
      line: lineOf(text, start),
      column: start - lineStart + 1,
      text: place.text ?? text.slice(start, end).split(/\r?\n/)[0]!,
      mention: false,
      role: "file",
      fate: place.fate,
      ...(place.fate === "review" ? {} : { step }),
      reason: place.reason,
      because: [],
    };
  });
}

/** Where an index into the edited text lies in the text at base; inside of what was written, where that begins. */
function offsetAtBase(edits: readonly Edit[], index: number): number {
  let shift = 0;
  for (const edit of unite([...edits])) {
    const start = edit.start + shift;
    if (index < start) break;
    if (index < start + edit.text.length) return edit.start;
    shift += edit.text.length - (edit.end - edit.start);
  }
  return index - shift;
}
