// unpick's engine on one text in memory.
import { makePlan } from "../../dist/src/engine/plan.js";
import { textAfter } from "../../dist/src/engine/text.js";
import { loadTransforms } from "../../dist/src/registry.js";
import { makeTarget } from "../../dist/src/target/target.js";
import { verifyTexts } from "../../dist/src/verify/verify.js";
import { TARGET } from "./probe.mjs";

let loaded;

/** The text that a plan to remove the invented target leaves of a file, empty if the file goes. */
export async function textWithoutTarget(path, text) {
  loaded ??= loadTransforms(undefined, ({ name }) => name === "python");
  const transforms = await loaded;
  const inventory = inMemory(path, text);
  const target = makeTarget({ name: TARGET });
  const plan = await makePlan({
    inventory,
    base: "0".repeat(40),
    target,
    options: {
      target: TARGET,
      terms: [],
      only: ["python"],
      skip: [],
      keep: [],
      scope: [],
      cleanup: false,
      force: true,
    },
    transforms: transforms.filter(({ name }) => name === "python"),
    rules: { paths: [], tombstone: [], entrypoints: [] },
    verify: async (before, after, known) =>
      (await verifyTexts({ before, after, transforms, inventory, target, known })).newDiagnostics,
  });
  return textAfter(inventory, plan, path, new Set(plan.changes.map(({ step }) => step))) ?? "";
}

function inMemory(path, text) {
  const entry = { path, mode: "100644", oid: "0".repeat(40), size: Buffer.byteLength(text) };
  return {
    files: new Map([[path, entry]]),
    read: (asked) => (asked === path ? { path, text, encoding: "utf8" } : undefined),
  };
}
