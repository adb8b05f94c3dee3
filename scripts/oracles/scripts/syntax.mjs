// What the oracle reads of Babel's trees.
import { parse } from "@babel/parser";

const OPTIONS = { sourceType: "script", allowReturnOutsideFunction: true, errorRecovery: true };

/** The tree of a text as terser's tests have them: a script with `return` anywhere. `errors` lists its faults. */
export const treeOf = (text) => parse(text, OPTIONS);

/** Every node of a tree, a parent before its children. */
export function allNodes(root) {
  const found = [];
  const visit = (node) => {
    if (!node || typeof node.type !== "string") return;
    found.push(node);
    for (const [name, value] of Object.entries(node)) {
      if (name === "loc" || name === "extra" || /comments/i.test(name)) continue;
      if (Array.isArray(value)) value.forEach(visit);
      else if (value && typeof value === "object") visit(value);
    }
  };
  visit(root);
  return found;
}

/** Expressions whose truth decides what a node does. */
export function testsOf({ type, test, operator, left }) {
  if (/^(?:If|While|DoWhile|For)Statement$|^ConditionalExpression$/.test(type)) return test ? [test] : [];
  return type === "LogicalExpression" && operator !== "??" ? [left] : [];
}

/** The truth of a literal, or undefined. */
export function constantOf(node) {
  if (node.type === "UnaryExpression" && node.operator === "!") {
    const inner = constantOf(node.argument);
    return inner === undefined ? undefined : !inner;
  }
  const value = literalOf(node);
  return value === undefined ? undefined : Boolean(value);
}

/** The value of a literal, also of a sum of them, or undefined. */
export function literalOf(node) {
  if (/^(?:Numeric|String|Boolean)Literal$/.test(node.type)) return node.value;
  if (node.type === "NullLiteral") return null;
  if (node.type === "BinaryExpression" && node.operator === "+") {
    const [left, right] = [literalOf(node.left), literalOf(node.right)];
    return left === undefined || right === undefined ? undefined : left + right;
  }
  return undefined;
}

/** How many times a text writes `true` or `false`. */
export const countConstants = (text) =>
  allNodes(treeOf(text).program).filter(({ type }) => type === "BooleanLiteral").length;

/** True if control may run off the end of some statements. */
export function fallsThrough(statements) {
  const last = statements.at(-1);
  if (!last) return true;
  if (last.type === "BlockStatement") return fallsThrough(last.body);
  return !/^(?:Break|Return|Throw|Continue)Statement$/.test(last.type);
}
