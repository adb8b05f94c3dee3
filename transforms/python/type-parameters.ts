import { type Draft, named } from "./draft.js";
import { readExpression } from "./expressions.js";
import type { Syntax } from "./syntax.js";

/** The bounds of type parameters, `B` of `class A[T: B]` and of `type A[T: B] = …`, in slot `type`. */
export function readBounds(node: Syntax | undefined, text: string): Draft[] {
  const bounds: Draft[] = [];
  const open = node ? [node] : [];
  while (open.length > 0) {
    const at = open.pop()!;
    if (at.type === "constrained_type")
      bounds.push(
        ...named(at)
          .slice(1)
          .map((bound) => readExpression(bound, "type", text, true)),
      );
    else if (/^(type|type_parameter|generic_type)$/.test(at.type)) open.push(...named(at).reverse());
  }
  return bounds;
}
