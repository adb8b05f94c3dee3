// ruff's findings and its own repairs, for texts that it is asked about.
import { PositionEncoding, Workspace } from "@astral-sh/ruff-wasm-nodejs";

const workspaces = new Map();

/** Findings of some rules in a text, `noqa` honoured as ruff does. A syntax error has the code `invalid-syntax`. */
export function findings(text, rules) {
  const key = rules.join();
  if (!workspaces.has(key))
    workspaces.set(
      key,
      new Workspace({ "target-version": "py314", preview: false, lint: { select: rules } }, PositionEncoding.Utf16),
    );
  return workspaces
    .get(key)
    .check(text)
    .map((one) => ({ ...one, code: one.code ?? "invalid-syntax" }));
}

/** True for a finding that ruff mends by a name with `_` in front: nothing is removed. */
export const isRenaming = ({ fix }) => fix?.edits.every(({ content }) => /^_\w+$/.test(content ?? ""));

/** The text after all removals that ruff offers for the rules, repeated until it offers none. */
export function repaired(text, rules) {
  let current = text;
  for (let round = 0; round < 20; round++) {
    const removals = findings(current, rules).filter((finding) => !isRenaming(finding));
    const next = applyOnce(current, removals);
    if (next === current) return current;
    current = next;
  }
  return current;
}

function applyOnce(text, found) {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const offset = ({ row, column }) => (starts[row - 1] ?? text.length) + column - 1;
  const fixes = found
    .filter(({ fix }) => fix)
    .map(({ fix }) =>
      fix.edits.map((edit) => ({
        start: offset(edit.location),
        end: offset(edit.end_location),
        text: edit.content ?? "",
      })),
    )
    .map((edits) => edits.sort((a, b) => a.start - b.start))
    .sort((a, b) => a[0].start - b[0].start);
  let result = "";
  let done = 0;
  for (const edits of fixes) {
    // A repair that touches another one waits for the next round.
    if (edits[0].start < done) continue;
    for (const edit of edits) {
      result += text.slice(done, edit.start) + edit.text;
      done = edit.end;
    }
  }
  return result + text.slice(done);
}
