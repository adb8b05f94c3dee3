import type { Region } from "../region.js";
import { assertion } from "./asserts.js";
import { assignment } from "./assignments.js";
import { handler, loop, switchCase, switchStatement, tryStatement, withItem, withStatement } from "./blocks.js";
import { arm, branch } from "./branches.js";
import { classDefinition } from "./classes.js";
import { live } from "./context.js";
import { dropDeadTail, settleRefusals } from "./dead-tail.js";
import { decorator, functionDefinition, parameter } from "./definitions.js";
import { pageCause } from "./documents.js";
import { importName, importStatement } from "./imports.js";
import { judgeDefault } from "./literals.js";
import { expressionStatement } from "./messages.js";
import { dies, type Judge } from "./outcomes.js";
import { isInert, isPreparation, isWaiting, remains, remove } from "./remove.js";
import { keepSentences } from "./sentences.js";
import { keepTitles } from "./titles.js";

const declaration: Judge = (judging, region) => {
  const items = judging.view.slot(region, "item");
  if (items.length > 0 && items.every((one) => judging.outcome(one).is === "removed"))
    return remove(judging, region, judging.outcome(items[0]).cause!);
  return live;
};

const exit: Judge = (judging, region) => {
  const value = judging.view.one(region, "value");
  const outcome = judging.outcome(value);
  if (!value || outcome.is === "live") return live;
  if (outcome.is === "gone" && outcome.literal) {
    if (judgeDefault(judging, value)) return live;
    return remove(judging, region, outcome.cause!, true);
  }
  if (outcome.is === "gone")
    return remove(judging, region, judging.byNeed(region, "what it gives back is gone", outcome.cause), true);
  if (outcome.is === "false" || outcome.is === "true") {
    // A function that can only say no: its callers are told through its name.
    return outcome.is === "false"
      ? remove(judging, region, judging.byNeed(region, "it can only be false", outcome.cause), true)
      : judging.block(region, "still needed", outcome.cause);
  }
  return live;
};

/** A suite is emptied when it lost something and what is left does nothing of its own. */
export const suite: Judge = (judging, region) => {
  keepTitles(judging, judging.view.children[region.id]!);
  keepSentences(judging, judging.view.children[region.id]!);
  settleRefusals(judging, region);
  dropDeadTail(judging, region);
  const { lost, left, cause, exits } = remains(judging, region);
  if (lost.length > 0 && left.every((one) => isWaiting(judging, one))) return { is: "removed", cause, exits };
  // A value that only the lost return gave back, in an arm of its own.
  if (exits && left.every((one) => isInert(judging, one) || isPreparation(judging, one)))
    return { is: "removed", cause, exits };
  return live;
};

/** Any other statement: it goes with what it uses; an assert is not a condition. */
const statement: Judge = (judging, region) => {
  const parts = judging.view.children[region.id]!.filter((child) => child.kind !== "comment");
  if (region.name === "assert") return assertion(judging, region, parts[0]);
  const lost = parts.filter((part) => dies(judging.outcome(part)) && !judging.outcome(part).literal);
  if (lost.length === 0) return live;
  if (lost.length === parts.length) return remove(judging, region, judging.outcome(lost[0]).cause!);
  for (const part of lost) judging.decide(part, "remove", judging.outcome(part).cause!);
  return live;
};

const file: Judge = (judging, region) => {
  if (judging.world.listed(judging.path) && judging.world.seed(judging.path))
    return remove(judging, region, { by: "name", reason: `listed as ${judging.world.target.name}'s` });
  if (judging.world.seed(judging.path)) return remove(judging, region, judging.byName(region, judging.path));
  const swept = judging.world.swept(judging.path, region.id) ?? pageCause(judging);
  if (swept) return remove(judging, region, swept);
  const body = judging.view.children[region.id]![0];
  const emptied = judging.outcome(body);
  const keepsEmpty = /(^|\/)(__init__\.py|conftest\.py|py\.typed|\.gitkeep)$/.test(judging.path);
  if (body && emptied.is === "removed" && !keepsEmpty && !judging.keepers.has(region.id))
    return remove(judging, region, judging.byNeed(region, "nothing is left in it", emptied.cause));
  return live;
};

/** How each kind of statement is judged. */
export const statementJudges: Partial<Record<Region["kind"], Judge>> = {
  expressionStatement,
  assignment,
  declaration,
  exit,
  suite,
  branch,
  arm,
  loop,
  withItem,
  with: withStatement,
  try: tryStatement,
  handler,
  switch: switchStatement,
  case: switchCase,
  import: importStatement,
  importName,
  decorator,
  parameter,
  function: functionDefinition,
  class: classDefinition,
  statement,
  file,
};
