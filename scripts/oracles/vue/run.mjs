// `node scripts/oracles/vue/run.mjs COMPILER FOLDER...`: every single-file component below the folders, read, left as it is,
// and without each of its elements, attributes and arms in turn; what Vue's own compiler says of it must not get worse.
// COMPILER is a folder whose node_modules holds @vue/compiler-sfc. `npm run build` comes first.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { applyEdits, settleBlankLines } from "../../../dist/src/syntax/edits.js";
import { makeTarget } from "../../../dist/src/target/target.js";
import components from "../../../dist/transforms/components/index.js";

const [compiler, ...folders] = process.argv.slice(2);
if (!compiler || folders.length === 0) {
  console.error("usage: node scripts/oracles/vue/run.mjs COMPILER FOLDER...");
  process.exit(2);
}
const { compileTemplate, parse } = createRequire(join(resolve(compiler), "package.json"))("@vue/compiler-sfc");
await components.prepare();
const target = makeTarget({ name: "no-such-target" });

/** Messages of the compiler without places, sorted. */
function errorsOf(text, filename) {
  const { descriptor, errors } = parse(text, { filename, sourceMap: false, ignoreEmpty: false });
  const found = errors.map((one) => one.message);
  const { template } = descriptor;
  if (template?.content && !template.lang) {
    const lang = descriptor.scriptSetup?.lang ?? descriptor.script?.lang;
    const compilerOptions = /^tsx?$/.test(lang ?? "") ? { expressionPlugins: ["typescript"] } : {};
    const compiled = compileTemplate({ source: template.content, filename, id: "x", compilerOptions });
    found.push(...compiled.errors.map((one) => (typeof one === "string" ? one : one.message)));
  }
  return found.map((one) => one.replace(/\(\d+:\d+\)/g, "")).sort();
}

/** Each removal that the engine could decide: whole elements, attributes, arms, and tests that came out true. */
function* removals(facts) {
  const verdict = (region, action, cause = { by: "name", reason: "" }) => ({ region, action, cause });
  const { regions } = facts;
  for (const { id, kind, slot, parent } of regions) {
    const around = regions[parent];
    if (kind === "element" && slot === "content" && around?.kind !== "suite") yield [verdict(id, "remove")];
    else if (kind === "element" && slot === "content" && regions[around.parent]?.kind !== "arm")
      yield [verdict(id, "remove")];
    else if (
      kind === "attribute" &&
      slot === "attribute" &&
      around.parent > 1 &&
      !regions[id].traits?.includes("identity")
    )
      yield [verdict(id, "remove")];
    else if (kind === "output") yield [verdict(id, "remove")];
    else if (kind === "arm" && facts.extra.shapes[id]?.asks) {
      const arms = regions.filter((one) => one.parent === parent && one.kind === "arm");
      yield arms.length === 1 ? [verdict(parent, "remove")] : [verdict(id, "remove")];
      const test = regions.find((one) => one.parent === id && one.slot === "test");
      const body = regions.find((one) => one.parent === id && one.slot === "body");
      if (test) yield [verdict(id, "true")];
      if (test && arms.at(-1).id !== id) yield [verdict(body.id, "remove")];
    }
  }
}

function* filesIn(folder) {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    if (name.endsWith(".vue") && !/(^|\/)node_modules\//.test(name)) yield join(folder, name);
}

const counts = { files: 0, unread: 0, faultyBefore: 0, removals: 0, worse: 0 };
for (const folder of folders) {
  for (const path of filesIn(folder)) {
    const text = readFileSync(path, "utf8");
    const file = { path, text, encoding: "utf8" };
    const before = errorsOf(text, path);
    counts.files++;
    if (before.length > 0) counts.faultyBefore++;
    const facts = components.analyze(file, target);
    if (facts.faults.length > 0) {
      counts.unread++;
      console.log(`unread: ${path}`);
      continue;
    }
    for (const verdicts of removals(facts)) {
      counts.removals++;
      const edits = components.rewrite(file, facts, verdicts);
      const after = applyEdits(text, settleBlankLines(text, edits));
      const found = errorsOf(after, path).filter((one) => !before.includes(one));
      if (found.length === 0 && after !== text) continue;
      counts.worse++;
      const { kind, start, end } = facts.regions[verdicts[0].region];
      console.log(
        `${path}: ${verdicts[0].action} ${kind} ${JSON.stringify(text.slice(start, Math.min(end, start + 80)))}: ${found[0] ?? "nothing changed"}`,
      );
    }
  }
}
console.log(JSON.stringify(counts));
process.exitCode = counts.worse > 0 ? 1 : 0;
