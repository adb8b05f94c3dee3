import type { Cause } from "../model.js";
import type { Region } from "../region.js";
import { isConstant, isPure, type Judging, live, type Outcome } from "./context.js";
import { judgeDefault } from "./literals.js";
import { isAllThereIs, isNothing } from "./only-values.js";
import { dies, isFalse, type Judge } from "./outcomes.js";

export const compare: Judge = (judging, region) => {
  const { view } = judging;
  const left = judging.outcome(view.one(region, "left"));
  const right = judging.outcome(view.one(region, "right"));
  const cause = left.cause ?? right.cause;
  switch (region.operator) {
    case "==":
    case "is":
      if (dies(left) || dies(right)) return { is: "false", cause };
      break;
    case "!=":
    case "is not": {
      // `x is not None` with x gone is false, `x != "acme"` is true whatever became of x: the other side decides.
      const value = [left, right].find((one) => dies(one) && one.literal);
      if (value) return { is: "true", cause: value.cause };
      const [gone, other] = dies(left) ? [left, view.one(region, "right")] : [right, view.one(region, "left")];
      if (dies(gone)) return { is: other && isConstant(view, other) ? "false" : "true", cause };
      break;
    }
    case "in":
      if (dies(left)) return { is: "false", cause };
      if (right.is === "gone" || right.is === "empty") return { is: "false", cause };
      break;
    case "absent":
      if (dies(left)) return { is: "true", cause };
      break;
    case "not in":
      if (dies(left) || right.is === "gone" || right.is === "empty") return { is: "true", cause };
      break;
    default:
      if ((dies(left) && !left.literal) || (dies(right) && !right.literal)) return { is: "false", cause };
  }
  return live;
};

/** True if a region stands where only its truth counts. */
function inCondition(judging: Judging, region: Region): boolean {
  const parent = judging.view.parent(region);
  if (!parent) return false;
  if (region.slot === "test") return true;
  if (parent.kind === "not") return true;
  if (parent.kind === "and" || parent.kind === "or" || parent.kind === "group") return inCondition(judging, parent);
  return false;
}

export const and: Judge = (judging, region) => {
  const operands = judging.view.slot(region, "operand");
  const outcomes = operands.map((operand) => judging.outcome(operand));
  const at = outcomes.findIndex(isFalse);
  if (at >= 0) {
    const before = operands
      .slice(0, at)
      .find((operand, index) => outcomes[index]!.is === "live" && !isPure(judging, operand));
    if (before) return judging.block(region, "still needed", outcomes[at]!.cause);
    return {
      is: inCondition(judging, region) ? "false" : outcomes[at]!.is === "gone" ? "gone" : "false",
      cause: outcomes[at]!.cause,
    };
  }
  return dropOperands(judging, operands, outcomes, "true");
};

export const or: Judge = (judging, region) => {
  const operands = judging.view.slot(region, "operand");
  for (const operand of operands.slice(1)) {
    if (!inCondition(judging, region)) judgeDefault(judging, operand);
  }
  const outcomes = operands.map((operand) => judging.outcome(operand));
  const at = outcomes.findIndex((outcome) => outcome.is === "true");
  if (at >= 0) {
    const before = operands.slice(0, at).find((operand) => !isPure(judging, operand));
    if (before) return judging.block(region, "still needed", outcomes[at]!.cause);
    return { is: "true", cause: outcomes[at]!.cause };
  }
  if (outcomes.every(isFalse)) return { is: outcomes.every(dies) ? "gone" : "false", cause: outcomes[0]!.cause };
  return dropOperands(judging, operands, outcomes, "false");
};

/** Takes out the operands that no longer count; the chain itself is decided if none is left. */
function dropOperands(judging: Judging, operands: Region[], outcomes: Outcome[], neutral: "true" | "false"): Outcome {
  const drop = outcomes.map((outcome) => (neutral === "true" ? outcome.is === "true" : isFalse(outcome)));
  if (!drop.includes(true)) return live;
  if (!drop.includes(false)) return { is: neutral, cause: outcomes[0]!.cause };
  if (neutral === "false") {
    // A value `gone or rest`: a default that computed only constants after a gone value is a value of its own.
    const rest = operands.filter((_, index) => !drop[index]);
    const region = judging.view.parent(operands[0]!)!;
    const parent = judging.view.parent(region);
    if (
      drop[0] &&
      !inCondition(judging, region) &&
      rest.every((operand) => isConstant(judging.view, operand)) &&
      parent &&
      // What a page shows in place of a missing value, it shows from now on.
      parent.kind !== "output" &&
      isAllThereIs(judging, region, rest[0]!)
    )
      return { is: "gone", cause: outcomes[0]!.cause };
  }
  operands.forEach((operand, index) => {
    if (drop[index]) judging.decide(operand, "true", outcomes[index]!.cause!);
  });
  return live;
}

export const not: Judge = (judging, region) => {
  const value = judging.outcome(judging.view.one(region, "value"));
  if (value.is === "true") return { is: "false", cause: value.cause };
  if (isFalse(value)) return { is: "true", cause: value.cause };
  return live;
};

export const conditional: Judge = (judging, region) => {
  const { view } = judging;
  const test = judging.outcome(view.one(region, "test"));
  const then = view.one(region, "then");
  const otherwise = view.one(region, "else");
  const keep = (side: "true" | "false", kept: Region | undefined, cause: Cause): Outcome => {
    const outcome = judging.outcome(kept);
    if (outcome.is !== "live" && outcome.is !== "empty") return outcome;
    judging.decide(region, side, cause);
    return kept && isNothing(kept) && isAllThereIs(judging, region, kept) ? { is: "gone", cause } : live;
  };
  if (isFalse(test)) return keep("false", otherwise, test.cause!);
  if (test.is === "true") return keep("true", then, test.cause!);
  const first = judging.outcome(then);
  const second = judging.outcome(otherwise);
  if (dies(first) && dies(second)) return first;
  const lost = dies(first) ? first : dies(second) ? second : undefined;
  if (!lost) return live;
  const condition = view.one(region, "test");
  const kept = lost === first ? otherwise : then;
  if (
    condition &&
    isPure(judging, condition) &&
    (comparesSelector(judging, condition) || lost.literal || (kept && isConstant(view, kept)))
  )
    return keep(lost === first ? "false" : "true", kept, lost.cause!);
  return judging.block(region, "still needed", lost.cause);
};

/** True if a test compares one name with a literal: a choice among alternatives. */
function comparesSelector(judging: Judging, test: Region): boolean {
  return selectorOf(judging, test) !== undefined;
}

/** The text of the selector that a test compares with literals, if that is all it does. */
export function selectorOf(judging: Judging, test: Region): string | undefined {
  const { view } = judging;
  if (test.kind === "group") {
    const inner = view.children[test.id]!.find((child) => child.kind !== "comment");
    return inner && selectorOf(judging, inner);
  }
  if (test.kind === "or") {
    const found = new Set(view.slot(test, "operand").map((operand) => selectorOf(judging, operand)));
    return found.size === 1 ? [...found][0] : undefined;
  }
  if (test.kind !== "compare" || (test.operator !== "==" && test.operator !== "in")) return undefined;
  const left = view.one(test, "left");
  const right = view.one(test, "right");
  if (!left || !right) return undefined;
  const [selector, value] = left.kind === "literal" ? [right, left] : [left, right];
  if (!isConstant(view, value)) return undefined;
  if (selector.kind === "literal") return undefined;
  return judging.text.slice(selector.start, selector.end);
}
