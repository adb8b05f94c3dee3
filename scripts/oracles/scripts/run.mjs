// terser's cases as removals, beside what unpick makes of them.
import { readFileSync } from "node:fs";
import { explain, tableOf } from "../table.mjs";
import { readCases } from "./cases.mjs";
import { judge } from "./judge.mjs";

const COLUMNS = ["exact", "equivalent", "stays for a person", "different by design", "different", "not applicable"];

/**
 * Prints what differs or stays for a person, and a table.
 * @param show letters of a case: the texts of these cases are printed, unless they are the same
 * @returns true if each difference has a reason, and each reason a difference
 */
export async function judgeScripts(folder, show) {
  const reasons = JSON.parse(readFileSync(new URL("reasons.json", import.meta.url), "utf8")).flatMap(
    ({ reason, cases }) => cases.map((one) => ({ reason, suite: one.split(": ")[0], case: one.split(": ")[1] })),
  );
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
  const unused = show ? [] : reasons.filter((one) => !explained.some((other) => isOf(one, other)));
  for (const one of unused) console.log(`reason without a difference: ${one.suite}: ${one.case}`);
  console.log(`\n${tableOf(explained, COLUMNS)}\n\nReasons:\n`);
  for (const [reason, count] of countsOf(explained)) console.log(`- ${count}: ${reason}`);
  return open.length === 0 && unused.length === 0;
}

const isOf = (reason, { suite, name, reason: given }) =>
  given === reason.reason && suite === reason.suite && name === reason.case;

function countsOf(explained) {
  const counts = new Map();
  for (const { reason } of explained) if (reason) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1]);
}
