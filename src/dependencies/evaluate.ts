import { satisfies, valid } from "@renovatebot/pep440";
import type { Marker, MarkerEnvironment, MarkerValue } from "./model.js";
import { normaliseName } from "./names.js";

/**
 * Whether a marker holds in an environment. Two versions are compared as versions, all else as text, as `packaging` does.
 *
 * @param extra the extra that is asked for, normalised; empty for none
 */
export function evaluateMarker(marker: Marker, environment: MarkerEnvironment, extra = ""): boolean {
  if (marker.kind !== "compare") {
    const partHolds = (part: Marker) => evaluateMarker(part, environment, extra);
    return marker.kind === "and" ? marker.parts.every(partHolds) : marker.parts.some(partHolds);
  }
  const values: Record<string, string> = { ...environment, extra };
  const textOf = (value: MarkerValue) => ("text" in value ? value.text : (values[value.variable] ?? ""));
  const isExtra = [marker.left, marker.right].some((side) => "variable" in side && side.variable === "extra");
  const [left, right] = [textOf(marker.left), textOf(marker.right)].map((one) => (isExtra ? normaliseName(one) : one));
  return holds(left!, marker.operator, right!);
}

function holds(left: string, operator: string, right: string): boolean {
  if (operator === "in") return right.includes(left);
  if (operator === "not in") return !right.includes(left);
  if (valid(left) && valid(right.replace(/\.\*$/, "")))
    return satisfies(left, `${operator}${right}`, { prereleases: true });
  switch (operator) {
    case "==":
    case "===":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case ">":
      return left > right;
    case "<=":
      return left <= right;
    case ">=":
      return left >= right;
    default:
      return false;
  }
}
