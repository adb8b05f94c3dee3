import type { Inventory } from "../engine/model.js";
import type { Plan } from "../engine/plan-model.js";
import { count, shortCommit } from "../report/balance.js";
import { escapeLine } from "../report/escape.js";
import { presetNames } from "../target/presets.js";
import { closest, suggestNames } from "../target/suggest.js";
import type { DescribedTarget } from "../target/target.js";

/** Says that the target is nowhere, what was searched, and which names come close. */
export function notFound(plan: Plan, inventory: Inventory, target: DescribedTarget): string {
  const texts = function* () {
    for (const path of inventory.files.keys()) {
      yield path;
      const source = inventory.read(path);
      if (source) yield source.text;
    }
  };
  const files = [...inventory.files.keys()].filter((path) => inventory.read(path) !== undefined).length;
  const spellings = [...target.names, ...target.packages, ...target.environment];
  const near = [...new Set([...closest(target.name, presetNames(), 1), ...suggestNames(target.name, texts())])]
    .filter((name) => name !== target.name.toLowerCase())
    .slice(0, 3);
  return (
    `${escapeLine(target.name)} is mentioned nowhere: ${count(files, "text file")} at ${shortCommit(plan.document.base)} ` +
    `searched for ${[...new Set(spellings)].map(escapeLine).join(", ")}.\n` +
    (near.length > 0 ? `Did you mean ${near.map(escapeLine).join(", ")}?\n` : "") +
    `Next: unpick plan ${near[0] === undefined ? "NAME" : escapeLine(near[0])}   or   unpick plan ${escapeLine(target.name)} --term TEXT\n`
  );
}
