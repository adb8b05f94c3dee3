/** First line at which two texts differ, as two short lines for people. */
function firstDifference(path, wanted, got) {
  if (wanted === undefined) return `${path}: should be gone, still holds ${JSON.stringify(got.slice(0, 80))}`;
  if (got === undefined) return `${path}: should be there, is gone`;
  const [a, b] = [wanted.split("\n"), got.split("\n")];
  const line = a.findIndex((one, index) => one !== b[index]);
  const at = line < 0 ? a.length : line;
  const show = (list) =>
    list
      .slice(at, at + 3)
      .map((one) => JSON.stringify(one))
      .join(" ");
  return `${path}:${at + 1}\n    wanted ${show(a)}\n    got    ${show(b)}`;
}

/**
 * Compares what a removal gives with the clean application.
 * @param {{ clean: Map<string, string>, woven: Map<string, string> }} case_
 * @param {{ result: Record<string, string>, plan: object }} outcome
 * @returns {string[]} differences, new findings and places for review, one each; none of a removal that is right
 */
export function differences({ clean, woven }, { result, plan }) {
  const found = [];
  for (const path of new Set([...clean.keys(), ...woven.keys()])) {
    const got = result[path];
    if (got !== clean.get(path)) found.push(firstDifference(path, clean.get(path), got));
  }
  for (const row of plan.document.ledger)
    if (row.fate === "review") found.push(`${row.path}:${row.line} review: ${row.reason} ${JSON.stringify(row.text)}`);
  for (const finding of plan.document.verify.newDiagnostics) found.push(`new finding: ${finding}`);
  for (const finding of plan.document.verify.dangling) found.push(`dangling: ${finding}`);
  for (const [name, sums] of Object.entries(plan.document.totals))
    if (typeof sums === "object" && sums.all !== sums.removed + sums.rewritten + sums.kept + sums.review)
      found.push(`the ledger does not balance: ${name} ${JSON.stringify(sums)}`);
  return found;
}
