// The results of all cases as a table, and the reasons of what differs by design.

const COLUMNS = ["exact", "equivalent", "different by design", "different", "not applicable"];

/** The results with the reason of each difference that has one; its result is `different by design` then. */
export function explain(results, reasons) {
  return results.map((one) => {
    if (one.result !== "different") return one;
    const found = reasons.find((reason) => reason.suite === one.suite && reason.case === one.name);
    return found ? { ...one, result: "different by design", reason: found.reason } : one;
  });
}

/** A Markdown table, one row for each suite and one for all; then how often each cause of "not applicable" occurs. */
export function tableOf(results) {
  const suites = [...new Set(results.map(({ suite }) => suite))];
  const rows = suites.map((suite) =>
    row(
      suite,
      results.filter((one) => one.suite === suite),
    ),
  );
  const head = ["suite", "cases", ...COLUMNS, "of these nothing to remove", "exact or equivalent of what applies"];
  const lines = [head, head.map(() => "---"), ...rows, row("all", results)].map((cells) => `| ${cells.join(" | ")} |`);
  const causes = new Map();
  for (const { result, detail } of results)
    if (result === "not applicable") causes.set(detail, (causes.get(detail) ?? 0) + 1);
  const sorted = [...causes].sort((a, b) => b[1] - a[1]);
  return [...lines, "", "Not applicable:", "", ...sorted.map(([cause, count]) => `- ${count}: ${cause}`)].join("\n");
}

function row(name, results) {
  const counts = COLUMNS.map((column) => results.filter(({ result }) => result === column).length);
  const [exact, equivalent, design, different] = counts;
  const applies = exact + equivalent + design + different;
  const share = applies === 0 ? "" : `${(((exact + equivalent) / applies) * 100).toFixed(1)} %`;
  return [name, results.length, ...counts, results.filter(({ keeps }) => keeps).length, share];
}
