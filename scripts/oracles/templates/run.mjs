// Every template of real applications: read and written back, and with each of its pieces taken out alone.
import jinja from "../../../dist/transforms/jinja/index.js";
import { readTemplates } from "./files.mjs";
import { judgeTemplate } from "./judge.mjs";
import { pythonWithParsers, startParsers } from "./parsers.mjs";
import { target } from "./removals.mjs";
import { tableOf } from "./table.mjs";

/**
 * Prints the faults and two tables.
 * @param show letters of a path: the text after each faulty removal of these files is printed too
 * @returns true if there is no fault
 */
export async function judgeTemplates(folder, show) {
  await jinja.prepare();
  const parsers = startParsers(pythonWithParsers());
  const results = [];
  for (const { application, path, bytes, text } of readTemplates(folder, jinja.files)) {
    if (show && !path.includes(show)) continue;
    const file = { path, text, encoding: "utf8" };
    const judged = await judgeTemplate(jinja, parsers, file, target);
    if (!judged.skipped && !Buffer.from(text, "utf8").equals(bytes)) judged.faults.push("the bytes change");
    results.push({ application, path, ...judged });
    for (const fault of judged.faults ?? []) console.log(`${application} ${path}: ${fault}`);
    for (const { group, source, at, after, fault, refused } of judged.removals ?? []) {
      if (!fault) continue;
      console.log(`${application} ${path}:${at}: ${group} ${source}: ${fault}${refused ? " (refused)" : ""}`);
      if (show) console.log(after);
    }
  }
  parsers.close();
  const { text, sound } = tableOf(results);
  console.log(`\n${text}`);
  return sound;
}
