import { type Closure, closureOf } from "../closure.js";
import { heldAlone } from "../holders.js";
import { loadOfClosure } from "../lines/costs.js";
import type { DistributionName } from "../model.js";
import { removalOf } from "../removal.js";
import { weightOf } from "../weight.js";
import { ALTERNATIVES, obstacle, taken } from "./alternatives.js";
import type { Change, Choice, FindWord, Refused, Step } from "./model.js";

/** So many choices are looked for, and each must save at least this share of what is there at first. */
const LONGEST = 6;
const LEAST_SHARE = 0.01;

/**
 * Which choices reach which size: first what nothing uses goes, then at each step the requirement whose removal saves
 * most, as far as the graph tells. A requirement with alternatives is replaced rather than dropped.
 *
 * @param intent what is installed for what a person asks for
 * @param unused names that nothing uses
 * @param measure what is compared: bytes of the download, or on disk
 */
export function frontierOf(
  intent: Closure,
  unused: readonly DistributionName[],
  find: FindWord,
  measure: "download" | "installed",
): Step[] {
  const steps: Step[] = [{ ...choice({ kind: "as it is" }, intent), instead: [], refused: [] }];
  let closure = intent;
  const idle = unused.filter((name) => intent.roots.some((root) => root.name === name));
  if (idle.length > 0) {
    closure = removalOf(closure, idle).after;
    steps.push({ ...choice({ kind: "unused", names: idle }, closure), instead: [], refused: [] });
  }
  // What was decided already: a root that stays with another build, and what took another's place.
  const settled = new Set<DistributionName>();
  const least = steps[0]!.load[measure].bytes * LEAST_SHARE;
  for (let count = 0; count < LONGEST; count += 1) {
    const root = heaviest(closure, settled, measure, least);
    if (root === undefined) break;
    const { step, after } = stepFor(root, closure, find, measure);
    steps.push(step);
    settled.add(root);
    if (step.change.kind === "alternative") for (const name of step.change.alternative.with) settled.add(name);
    closure = after;
  }
  return steps;
}

/** The root that frees most if it goes; undefined if none frees enough to be worth a step. */
function heaviest(
  closure: Closure,
  settled: ReadonlySet<DistributionName>,
  measure: "download" | "installed",
  least: number,
): DistributionName | undefined {
  // What a root holds alone goes with it.
  const own = [...heldAlone(closure)].flatMap(([name, distributions]) =>
    settled.has(name) ? [] : [{ name, bytes: weightOf(distributions, measure).bytes }],
  );
  const [best] = own.sort((a, b) => b.bytes - a.bytes);
  return best !== undefined && best.bytes > 0 && best.bytes >= least ? best.name : undefined;
}

function stepFor(
  name: DistributionName,
  closure: Closure,
  find: FindWord,
  measure: "download" | "installed",
): { step: Step; after: Closure } {
  const refused: Refused[] = [];
  const choices: { choice: Choice; after: Closure; saves: boolean }[] = [];
  // What the root brings along may have an alternative too: another build of torch.
  const brought = new Set(removalOf(closure, [name]).freed);
  for (const alternative of ALTERNATIVES) {
    const isOwn = alternative.replaces === name;
    if (!isOwn && !(alternative.kind === "build" && brought.has(alternative.replaces))) continue;
    const reason = obstacle(alternative, closure, find);
    if (reason !== undefined) {
      refused.push({ alternative, reason });
      continue;
    }
    const { closure: after, unknown, staysThrough } = taken(alternative, closure);
    if (alternative.kind === "build" && after.reached.size === closure.reached.size)
      refused.push({ alternative, reason: `nothing that ${alternative.replaces} needs would go` });
    else if (staysThrough !== undefined)
      refused.push({ alternative, reason: `${staysThrough.join(" → ")} brings it back` });
    else
      choices.push({
        choice: { ...choice({ kind: "alternative", alternative }, after), unknown },
        after,
        saves: alternative.isNoSaving !== true,
      });
  }
  choices.sort(
    (a, b) =>
      Number(b.saves) - Number(a.saves) ||
      Math.sign(a.choice.unknown.length) - Math.sign(b.choice.unknown.length) ||
      a.choice.load[measure].bytes - b.choice.load[measure].bytes,
  );
  const replaced = choices.find(({ saves }) => saves);
  const plain = closureOf(
    closure.graph,
    closure.roots.filter((root) => root.name !== name),
  );
  const chosen = replaced ?? { choice: choice({ kind: "without", name }, plain), after: plain };
  const instead = choices.filter((one) => one !== replaced).map((one) => one.choice);
  return { step: { ...chosen.choice, instead, refused }, after: chosen.after };
}

function choice(change: Change, closure: Closure): Choice {
  return { change, load: loadOfClosure(closure), unknown: [] };
}
