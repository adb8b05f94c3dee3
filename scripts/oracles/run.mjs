// `npm run oracles -- --python --peers FOLDER`: what other tools' test suites expect, beside what unpick makes of it.
// `npm run oracles -- --scripts --peers FOLDER`: terser's cases for conditions, dead code and switch, likewise.
// `npm run oracles -- --styles --peers FOLDER`: purgecss's examples, likewise.
// `npm run oracles -- --templates --peers FOLDER`: what other parsers say of real templates without one of their pieces.
// `npm run oracles -- --deps`: what is installed for 25 applications, beside what unpick reads of it.
// `npm run oracles -- --lists [--peers FOLDER]`: requirements files as pip reads them, invented and real ones.
// `npm run oracles -- --usage --peers FOLDER [--environments FOLDER]`: unused and missing, beside deptry and FawltyDeps.
// `npm run oracles -- --pruning`: invented applications without what is unused, installed anew and tested.
// `npm run oracles -- --lean`: the chat application without what weighs, installed, measured and tested.
// With `--show CASE` the texts of the cases (of templates: the files) whose name holds these letters are printed.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { loadGrammar } from "../../dist/src/syntax/treesitter.js";
import { measureLean } from "./deps/lean.mjs";
import { judgeDependencies } from "./deps/run.mjs";
import { judge } from "./judge.mjs";
import { judgeLists } from "./lists/run.mjs";
import { judgePruning } from "./pruning/run.mjs";
import { judgeScripts } from "./scripts/run.mjs";
import { judgeStyles } from "./styles/run.mjs";
import { readCases } from "./suites.mjs";
import { explain, tableOf } from "./table.mjs";
import { judgeTemplates } from "./templates/run.mjs";
import { judgeUsage } from "./usage/run.mjs";

const { values } = parseArgs({
  options: {
    python: { type: "boolean" },
    scripts: { type: "boolean" },
    styles: { type: "boolean" },
    templates: { type: "boolean" },
    deps: { type: "boolean" },
    lists: { type: "boolean" },
    lean: { type: "boolean" },
    usage: { type: "boolean" },
    pruning: { type: "boolean" },
    environments: { type: "string" },
    peers: { type: "string" },
    show: { type: "string" },
  },
});
const { python, scripts, styles, templates, deps, lists, lean, usage, pruning } = values;
const chosen = [python, scripts, styles, templates, deps, lists, lean, usage, pruning].filter(Boolean);
if (chosen.length !== 1 || !(values.peers || deps || lists || lean || pruning)) {
  console.error(
    "usage: npm run oracles -- (--python | --scripts | --styles | --templates) --peers FOLDER [--show CASE]",
  );
  console.error("       npm run oracles -- --deps [--show APPLICATION]");
  console.error("       npm run oracles -- --lists [--peers FOLDER] [--show PATH]");
  console.error("       npm run oracles -- --lean [--show SCENARIO]");
  console.error("       npm run oracles -- --usage --peers FOLDER [--environments FOLDER] [--show APPLICATION]");
  console.error("       npm run oracles -- --pruning [--show APPLICATION]");
  process.exit(2);
}
if (values.lists) process.exit(judgeLists(values.peers, values.show) ? 0 : 1);
if (values.lean) process.exit((await measureLean(values.show)) ? 0 : 1);
if (values.usage) process.exit(judgeUsage(values.peers, values.environments, values.show) ? 0 : 1);
if (values.pruning) process.exit(judgePruning(values.show) ? 0 : 1);
if (values.deps) process.exit((await judgeDependencies(values.show)) ? 0 : 1);
if (values.scripts) process.exit((await judgeScripts(values.peers, values.show)) ? 0 : 1);
if (values.styles) process.exit((await judgeStyles(values.peers, values.show)) ? 0 : 1);
if (values.templates) process.exit((await judgeTemplates(values.peers, values.show)) ? 0 : 1);

await loadGrammar("python");
const reasons = JSON.parse(readFileSync(new URL("reasons.json", import.meta.url), "utf8"));
const results = [];
for (const one of readCases(values.peers)) {
  const title = `${one.suite} ${one.name}`;
  if (values.show && !title.includes(values.show)) continue;
  const judged = { suite: one.suite, name: one.name, ...(await judge(one)) };
  results.push(judged);
  if (values.show && !["exact", "not applicable"].includes(judged.result))
    for (const part of ["detail", "base", "expected", "actual"])
      if (judged[part]) console.log(`--- ${title}: ${part}\n${judged[part]}`);
}
const explained = explain(results, reasons);
for (const { result, suite, name, detail, reason } of explained)
  if (result.startsWith("different") || (values.show && reason))
    console.log(`${suite} | ${name}: ${reason ?? detail ?? "another text"}${reason ? "" : "  <-- no reason"}`);
const table = tableOf(explained);
console.log(`\n${table}`);
const unused = values.show
  ? []
  : reasons.filter((one) => !explained.some((case_) => case_.reason === one.reason && case_.name === one.case));
for (const one of unused) console.log(`reason without a difference: ${one.suite} | ${one.case}`);
process.exitCode = explained.some(({ result }) => result === "different") || unused.length > 0 ? 1 : 0;
