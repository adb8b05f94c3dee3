// unpick's engine on texts in memory.
import { makePlan } from "../../dist/src/engine/plan.js";
import { textAfter } from "../../dist/src/engine/text.js";
import { loadTransforms } from "../../dist/src/registry.js";
import { makeTarget } from "../../dist/src/target/target.js";
import { verifyTexts } from "../../dist/src/verify/verify.js";
import { TARGET } from "./probe.mjs";

const loaded = new Map();

/** The text that a plan to remove the invented target leaves of a file, empty if the file goes. */
export async function textWithoutTarget(path, text) {
  return (await textsWithoutTarget({ [path]: text }, ["python"]))[path] ?? "";
}

/**
 * What a plan to remove the invented target leaves of each file; a file that goes is left out.
 * @param {Record<string, string>} files texts by path
 * @param {string[]} names of the transforms that read them
 */
export async function textsWithoutTarget(files, names) {
  const key = names.join(" ");
  if (!loaded.has(key))
    loaded.set(
      key,
      loadTransforms(undefined, ({ name }) => names.includes(name)),
    );
  const transforms = (await loaded.get(key)).filter(({ name }) => names.includes(name));
  const inventory = inMemory(files);
  const target = makeTarget({ name: TARGET });
  const plan = await makePlan({
    inventory,
    base: "0".repeat(40),
    target,
    options: {
      target: TARGET,
      terms: [],
      only: names,
      skip: [],
      keep: [],
      scope: [],
      cleanup: false,
      force: true,
    },
    transforms,
    rules: { paths: [], tombstone: [], entrypoints: [] },
    verify: async (before, after, known) =>
      (await verifyTexts({ before, after, transforms, inventory, target, known })).newDiagnostics,
  });
  const steps = new Set(plan.changes.map(({ step }) => step));
  const texts = Object.keys(files).map((path) => [path, textAfter(inventory, plan, path, steps)]);
  return Object.fromEntries(texts.filter(([, text]) => text !== null && text !== undefined));
}

function inMemory(files) {
  const entries = Object.entries(files).map(([path, text]) => [
    path,
    { path, mode: "100644", oid: "0".repeat(40), size: Buffer.byteLength(text) },
  ]);
  return {
    files: new Map(entries),
    read: (path) => (path in files ? { path, text: files[path], encoding: "utf8" } : undefined),
  };
}
