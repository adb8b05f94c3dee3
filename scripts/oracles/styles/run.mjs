// purgecss's examples as removals, beside what unpick makes of them.
import { readFileSync } from "node:fs";
import { explain, flattened, tableOf, unusedReasons } from "../table.mjs";
import { readCases } from "./cases.mjs";
import { judge } from "./judge.mjs";

/**
 * Prints what differs, and a table.
 * @param show letters of a case: the texts of these cases are printed if they differ
 * @returns true if each difference has a reason, and each reason a difference
 */
export async function judgeStyles(folder, show) {
  const reasons = flattened(JSON.parse(readFileSync(new URL("reasons.json", import.meta.url), "utf8")));
  const results = [];
  for (const one of readCases(folder)) {
    const title = `${one.suite}: ${one.name}`;
    if (show && !title.includes(show)) continue;
    const judged = { suite: one.suite, name: one.name, ...(await judge(one)) };
    results.push(judged);
    if (show && judged.result === "different")
      for (const part of ["detail", "base", "actual"]) console.log(`--- ${title}: ${part}\n${judged[part]}`);
  }
  const explained = explain(results, reasons);
  const open = explained.filter(({ result }) => result === "different");
  for (const { suite, name, detail } of open) console.log(`${suite}: ${name}: ${detail}  <-- no reason`);
  const unused = show ? [] : unusedReasons(explained, reasons);
  for (const one of unused) console.log(`reason without a difference: ${one.suite}: ${one.case}`);
  console.log(`\n${tableOf(explained)}`);
  return open.length === 0 && unused.length === 0;
}
