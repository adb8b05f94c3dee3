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
  const textOf = (value: MarkerValue) => {
    if ("text" in value) return value.text;
    return value.variable === "extra" ? extra : (environment[value.variable as keyof MarkerEnvironment] ?? "");
  };
  const isExtra = [marker.left, marker.right].some((side) => "variable" in side && side.variable === "extra");
  const [left, right] = [textOf(marker.left), textOf(marker.right)].map((one) => (isExtra ? normaliseName(one) : one));
  return holds(left!, marker.operator, right!);
}

/** Lock files ask the same few questions thousands of times, and comparing versions takes long. */
const answers = new Map<string, boolean>();
const MOST_ANSWERS = 10_000;

function holds(left: string, operator: string, right: string): boolean {
  const question = `${left}\0${operator}\0${right}`;
  let answer = answers.get(question);
  if (answer === undefined) {
    answer = compare(left, operator, right);
    if (answers.size >= MOST_ANSWERS) answers.clear();
    answers.set(question, answer);
  }
  return answer;
}

function compare(left: string, operator: string, right: string): boolean {
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
