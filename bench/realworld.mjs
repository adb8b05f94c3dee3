// Runs unpick at the parents of commits in which people took a feature out, and compares: `npm run realworld -- --repos DIR`.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readCases } from "./realworld/cases.mjs";
import { runCase } from "./realworld/run.mjs";
import { lineOf, summaryOf } from "./realworld/summary.mjs";

const { values } = parseArgs({
  options: {
    repos: { type: "string" },
    cases: { type: "string", default: fileURLToPath(new URL("removals.tsv", import.meta.url)) },
    only: { type: "string" },
    timeout: { type: "string", default: "600" },
    types: { type: "boolean", default: false },
    keep: { type: "string" },
    json: { type: "string" },
  },
});
if (!values.repos) {
  console.error(
    "usage: npm run realworld -- --repos DIR [--only id,id] [--cases FILE] [--types] [--timeout SECONDS] [--keep DIR] [--json FILE]\n" +
      "DIR/owner+name/repo is a git directory with the history of owner/name.",
  );
  process.exit(2);
}
const work = values.keep ? resolve(values.keep) : mkdtempSync(join(tmpdir(), "unpick-realworld-"));
const results = [];
try {
  for (const one of readCases(values.cases, values.only?.split(","))) {
    const result = runCase(one, {
      repos: resolve(values.repos),
      work,
      cli: fileURLToPath(new URL("../dist/src/cli.js", import.meta.url)),
      seconds: Number(values.timeout),
      types: values.types,
    });
    results.push(result);
    console.log(lineOf(result));
  }
} finally {
  if (!values.keep) rmSync(work, { recursive: true, force: true });
}
const { text, failed } = summaryOf(results);
console.log(`\n${text}`);
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, undefined, 1)}\n`);
process.exitCode = failed ? 1 : 0;
