import type { Edit } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import type { RegionView } from "./region-view.js";

const opposite: Record<string, string> = { "===": "!==", "!==": "===", "==": "!=", "!=": "==" };

/** Turns a test round: `!x` is `x`, `a === b` is `a !== b`, anything else is `!(…)`. */
export function negated(view: RegionView, test: Region): Edit[] {
  if (test.kind === "not") {
    const value = view.one(test, "value");
    if (value) return [{ start: test.start, end: value.start, text: "" }];
  }
  if (test.kind === "compare") {
    const left = view.one(test, "left");
    const right = view.one(test, "right");
    const between = left && right && left.end <= right.start ? view.text.slice(left.end, right.start) : "";
    const operator = between.trim();
    const turned = opposite[operator];
    if (turned && left) {
      const start = left.end + between.indexOf(operator);
      return [{ start, end: start + operator.length, text: turned }];
    }
  }
  if (["name", "member", "call", "index", "group"].includes(test.kind) && !view.source(test).startsWith("await")) {
    return [{ start: test.start, end: test.start, text: "!" }];
  }
  return [
    { start: test.start, end: test.start, text: "!(" },
    { start: test.end, end: test.end, text: ")" },
  ];
}
