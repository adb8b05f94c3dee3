// The results of all cases as a table, and the reasons of what differs by design.

const COLUMNS = ["exact", "equivalent", "different by design", "different", "not applicable"];

/**
 * The results with the reason of each difference that has one; its result is `different by design` then. What stays for
 * a person may have a reason as well.
 */
export function explain(results, reasons) {
  return results.map((one) => {
    if (one.result !== "different" && one.result !== "stays for a person") return one;
    const found = reasons.find((reason) => reason.suite === one.suite && reason.case === one.name);
    if (!found) return one;
    return { ...one, result: one.result === "different" ? "different by design" : one.result, reason: found.reason };
  });
}

/** Reasons that are given for several cases each, `SUITE: CASE`, as one for each case. */
export const flattened = (reasons) =>
  reasons.flatMap(({ reason, cases }) =>
    cases.map((one) => {
      const at = one.indexOf(": ");
      return { reason, suite: one.slice(0, at), case: one.slice(at + 2) };
    }),
  );

/** The reasons that explain no result. */
export const unusedReasons = (explained, reasons) =>
  reasons.filter(
    (one) =>
      !explained.some(({ suite, name, reason }) => suite === one.suite && name === one.case && reason === one.reason),
  );

/** How often each reason is given, and each cause of what is not applicable, as a list in Markdown. */
export function listOf(results, key) {
  const counts = new Map();
  for (const one of results) if (one[key] !== undefined) counts.set(one[key], (counts.get(one[key]) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1]).map(([word, count]) => `- ${count}: ${word}`);
}

/**
 * A Markdown table, one row for each suite and one for all; then how often each cause of "not applicable" occurs.
 * @param columns the results that are counted, each in a column
 */
export function tableOf(results, columns = COLUMNS) {
  const hasKeeps = results.some(({ keeps }) => keeps !== undefined);
  const suites = [...new Set(results.map(({ suite }) => suite))].map((suite) => [
    suite,
    results.filter((one) => one.suite === suite),
  ]);
  const rows = [...suites, ["all", results]].map(([name, list]) => row(name, list, columns, hasKeeps));
  const keeping = hasKeeps ? ["of these nothing to remove"] : [];
  const head = ["suite", "cases", ...columns, ...keeping, "exact or equivalent of what applies"];
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  const unfit = results.filter(({ result }) => result === "not applicable");
  return [...lines, "", "Not applicable:", "", ...listOf(unfit, "detail")].join("\n");
}

function row(name, results, columns, hasKeeps) {
  const count = (kind) => results.filter(({ result }) => result === kind).length;
  const applies = results.length - count("not applicable");
  const share = applies === 0 ? "" : `${(((count("exact") + count("equivalent")) / applies) * 100).toFixed(1)} %`;
  const keeping = hasKeeps ? [results.filter(({ keeps }) => keeps).length] : [];
  return [name, results.length, ...columns.map(count), ...keeping, share];
}
