import { createHash } from "node:crypto";

/** What is tracked, of texts that lie in memory; in git's order. */
function inventoryOf(texts) {
  const files = new Map();
  for (const path of [...texts.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))) {
    const content = Buffer.from(texts.get(path));
    const oid = createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
    files.set(path, { path, mode: "100644", oid, size: content.length });
  }
  const read = (path) => (texts.has(path) ? { path, text: texts.get(path), encoding: "utf8" } : undefined);
  return { files, read };
}

/**
 * Removes a target from a tree in memory, with the built program.
 * @param {URL} dist folder of the built program
 */
export async function openRemoval(dist) {
  const load = (path) => import(new URL(path, dist).href);
  const [{ loadTransforms }, { makePlan }, { makeTarget }, { verifyTexts }, { textAfter }] = await Promise.all(
    ["src/registry.js", "src/engine/plan.js", "src/target/target.js", "src/verify/verify.js", "src/engine/text.js"].map(
      load,
    ),
  );
  const transforms = await loadTransforms();
  return async (texts, name) => {
    const inventory = inventoryOf(texts);
    const target = makeTarget({ name, preset: null });
    const plan = await makePlan({
      inventory,
      base: "0".repeat(40),
      target,
      options: { target: name, terms: [], only: [], skip: [], keep: [], scope: [], cleanup: false, force: false },
      transforms,
      verify: async (before, after, known) =>
        (await verifyTexts({ before, after, transforms, inventory, target, known })).newDiagnostics,
    });
    const steps = new Set(plan.changes.map((change) => change.step));
    const result = {};
    for (const path of inventory.files.keys()) {
      const text = textAfter(inventory, plan, path, steps);
      if (text !== null) result[path] = text;
    }
    return { plan, result };
  };
}
