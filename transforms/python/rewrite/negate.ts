import type { Region } from "../../../src/engine/region.js";
import type { Rendering } from "./rendering.js";

const opposite: Record<string, string> = {
  "==": "!=",
  "!=": "==",
  is: "is not",
  "is not": "is",
  in: "not in",
  "not in": "in",
};

const simple = new Set(["name", "member", "call", "index", "literal", "group"]);

/** Turns a test round: `a == b` to `a != b`, `not a` to `a`, anything else to `not (…)`. */
export function negate(rendering: Rendering, test: Region, visit: (region: Region) => void): void {
  const { text, tree } = rendering;
  const left = tree.first(test.id, "left");
  const right = tree.first(test.id, "right");
  const flipped = opposite[test.operator ?? ""];
  if (test.kind === "compare" && left && right && flipped !== undefined) {
    const between = text.slice(left.end, right.start);
    if (!/[#\\\n]/.test(between)) {
      const start = left.end + (between.length - between.trimStart().length);
      rendering.edits.push({ start, end: start + between.trim().length, text: flipped });
      visit(test);
      return;
    }
  }
  const inner = test.kind === "not" ? tree.first(test.id, "value") : undefined;
  if (inner) rendering.delete(test.start, inner.start);
  else if (simple.has(test.kind)) rendering.insert(test.start, "not ");
  else {
    rendering.insert(test.start, "not (");
    rendering.insert(test.end, ")");
  }
  visit(test);
}
