import { type Reading, textOf } from "./draft.js";
import { stringValue } from "./literals.js";
import { field, hasToken, named, type Syntax, unwrapped } from "./tree.js";

/**
 * What a comparison with a type asks: `typeof name === "undefined"` whether a name is absent, any other type whether it
 * is present.
 */
export function presenceTest(reading: Reading, node: Syntax): "absent" | "present" | undefined {
  const operator = node.children.find((child) => child.field === "operator")?.type ?? "";
  const [left, right] = named(node);
  if (left?.type !== "unary_expression" || !hasToken(left, "typeof") || right?.type !== "string") return undefined;
  const isEqual = /^===?$/.test(operator);
  if (!isEqual && !/^!==?$/.test(operator)) return undefined;
  return isEqual === (stringValue(reading, right) === "undefined") ? "absent" : "present";
}

/** True for a use of a name that runs only where the name is there, or that asks whether it is. */
export function isGuarded(reading: Reading, node: Syntax): boolean {
  const name = textOf(reading, node);
  if (node.parent?.type === "unary_expression" && hasToken(node.parent, "typeof")) return true;
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (parent.type === "ternary_expression" || parent.type === "if_statement") {
      const test = field(parent, "condition");
      if (!test || at === test) continue;
      if (tells(reading, unwrapped(test), name, at.field === "consequence" ? "present" : "absent")) return true;
    } else if (parent.type === "binary_expression" && hasToken(parent, "&&")) {
      const [left] = named(parent);
      if (left && left !== at && tells(reading, unwrapped(left), name, "present")) return true;
    }
  }
  return false;
}

/** True if a name is there where a test holds (`present`), or where it does not (`absent`). */
function tells(reading: Reading, test: Syntax, name: string, wanted: "absent" | "present"): boolean {
  if (test.type !== "binary_expression") return false;
  const operands = named(test).map(unwrapped);
  // All of `a && b` hold where it holds, none of `a || b` where it does not.
  if (hasToken(test, wanted === "present" ? "&&" : "||"))
    return operands.some((operand) => tells(reading, operand, name, wanted));
  const asked = operands[0] && named(operands[0])[0];
  return presenceTest(reading, test) === wanted && asked !== undefined && textOf(reading, asked) === name;
}
