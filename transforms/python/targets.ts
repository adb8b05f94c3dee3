import { type Draft, hasToken, named } from "./draft.js";
import { readExpression } from "./expressions.js";
import type { Syntax } from "./syntax.js";

const lists = /^(pattern_list|tuple_pattern|list_pattern|tuple|list|expression_list|parenthesized_expression)$/;

/**
 * Everything that a target of an assignment, loop or with binds: one region each, patterns taken apart. What a pattern
 * takes out of a value has the form `tuple`: it cannot go alone.
 */
export function readTargets(node: Syntax, text: string): Draft[] {
  const targets: Draft[] = [];
  const open: { at: Syntax; apart: boolean }[] = [{ at: node, apart: false }];
  while (open.length > 0) {
    const { at, apart } = open.pop()!;
    const splat = /splat/.test(at.type);
    if (lists.test(at.type) || splat || at.type === "as_pattern_target") {
      const inner = { apart: apart || splat || isTakenApart(at) };
      open.push(
        ...named(at)
          .reverse()
          .map((child) => ({ at: child, ...inner })),
      );
    } else {
      const target = readExpression(at, "target", text);
      targets.push(apart ? { ...target, form: "tuple" } : target);
    }
  }
  return targets;
}

/** True for a pattern, false for parentheses around one target: the grammar calls both a tuple. */
function isTakenApart(node: Syntax): boolean {
  if (node.type === "parenthesized_expression" || node.type === "as_pattern_target") return false;
  return node.type !== "tuple_pattern" || named(node).length !== 1 || hasToken(node, ",");
}
