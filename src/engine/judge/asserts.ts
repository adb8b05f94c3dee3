import type { Region } from "../region.js";
import { type Judging, live, type Outcome } from "./context.js";
import { judgeDefault } from "./literals.js";
import { dies } from "./outcomes.js";
import { remove } from "./remove.js";

/** An assert is not a condition: it goes with what it asks about, or expects what a default has become. */
export function assertion(judging: Judging, region: Region, test: Region | undefined): Outcome {
  const outcome = judging.outcome(test);
  if (!test || outcome.is === "live") return live;
  const literal = [...judging.view.subtree(test)].find(
    (part) => part.kind === "literal" && judging.outcome(part).literal,
  );
  if (outcome.is === "gone" && !outcome.literal) return remove(judging, region, outcome.cause!);
  if (!literal) return remove(judging, region, outcome.cause!);
  const left = judging.view.one(test, "left");
  if (left && dies(judging.outcome(left)) && !judging.outcome(left).literal)
    return remove(judging, region, judging.outcome(left).cause!);
  for (const part of judging.view.subtree(test)) judging.verdicts.delete(part.id);
  // The checked default became the successor's: so does what the test expects of it.
  judging.outcomes[literal.id] = { is: "gone", literal: true, cause: judging.byName(literal) };
  const isDefault =
    judging.world.target.successor !== undefined && test.operator === "==" && judgeDefault(judging, literal);
  if (!isDefault || !judging.verdicts.has(literal.id)) judging.pending.set(literal.id, "test expects the target");
  return live;
}
