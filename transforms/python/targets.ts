import { type Draft, named } from "./draft.js";
import { readExpression } from "./expressions.js";
import type { Syntax } from "./syntax.js";

/** Everything that a target of an assignment, loop or with binds: one region each, patterns taken apart. */
export function readTargets(node: Syntax, text: string): Draft[] {
  const targets: Draft[] = [];
  const open: Syntax[] = [node];
  while (open.length > 0) {
    const at = open.pop()!;
    const list = /^(pattern_list|tuple_pattern|list_pattern|tuple|list|expression_list|parenthesized_expression)$/.test(
      at.type,
    );
    if (list || /splat/.test(at.type) || at.type === "as_pattern_target") open.push(...named(at).reverse());
    else targets.push(readExpression(at, "target", text));
  }
  return targets;
}
