// terser's cases as removals, beside what unpick makes of them.
import { readFileSync } from "node:fs";
import { explain, flattened, listOf, tableOf, unusedReasons } from "../table.mjs";
import { readCases } from "./cases.mjs";
import { judge } from "./judge.mjs";

const COLUMNS = ["exact", "equivalent", "stays for a person", "different by design", "different", "not applicable"];

/**
 * Prints what differs or stays for a person, and a table.
 * @param show letters of a case: the texts of these cases are printed, unless they are the same
 * @returns true if each difference has a reason, and each reason a difference
 */
export async function judgeScripts(folder, show) {
  const reasons = flattened(JSON.parse(readFileSync(new URL("reasons.json", import.meta.url), "utf8")));
  const results = [];
  for (const one of readCases(folder)) {
    const title = `${one.suite}: ${one.name}`;
    if (show && !title.includes(show)) continue;
    const judged = { suite: one.suite, name: one.name, ...(await judge(one)) };
    results.push(judged);
    if (show && !["exact", "not applicable"].includes(judged.result))
      for (const part of ["detail", "base", "expected", "actual"])
        if (judged[part]) console.log(`--- ${title}: ${part}\n${judged[part]}`);
  }
  const explained = explain(results, reasons);
  const open = explained.filter(({ result, reason }) => /^(?:different|stays)/.test(result) && !reason);
  for (const { suite, name, result, detail } of open)
    console.log(`${suite}: ${name}: ${detail ?? result}  <-- no reason`);
  const unused = show ? [] : unusedReasons(explained, reasons);
  for (const one of unused) console.log(`reason without a difference: ${one.suite}: ${one.case}`);
  console.log(`\n${tableOf(explained, COLUMNS)}`);
  for (const result of ["stays for a person", "different by design"]) {
    const list = listOf(
      explained.filter((one) => one.result === result),
      "reason",
    );
    console.log(`\n${result}:\n\n${list.join("\n")}`);
  }
  return open.length === 0 && unused.length === 0;
}
