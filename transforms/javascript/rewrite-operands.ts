import type { Region } from "../../src/engine/region.js";
import { lineEnd, lineStart, removeOperand, startsLine } from "../../src/syntax/edits.js";
import type { RegionView } from "./region-view.js";
import { showElement } from "./rewrite-output.js";

/**
 * Takes operands out of a chain of `&&`, `||` or `??`, each with one operator. Where each stands on a line of its own, the
 * line goes with the comment behind it, whichever side the operators are on.
 */
export function rewriteOperands(view: RegionView, chain: Region): void {
  const operands = view.slot(chain, "operand");
  const gone = operands.map((operand) => leaves(view, operand));
  if (!gone.includes(true) || !gone.includes(false)) return;
  const left = operands.filter((_, index) => !gone[index]);
  if (left.length === 1 && showElement(view, chain, left[0])) return;
  const lines = operands.map(
    (operand, index) => gone[index]! && index < operands.length - 1 && takeLine(view, operand),
  );
  // What went with its line took the operator behind it along; the rest goes with the one before, or, first, behind.
  const rest = operands.filter((_, index) => !lines[index]);
  const restGone = gone.filter((_, index) => !lines[index]);
  if (!restGone.includes(true)) return;
  view.edits.push(...removeOperand(view.text, rest, restGone));
  rest.forEach((operand, index) => {
    if (restGone[index]) takeComment(view, operand);
  });
}

/** A conditional that is an operand may keep one of its sides; then the operand stays. */
function leaves(view: RegionView, operand: Region): boolean {
  const action = view.action(operand);
  if (operand.kind === "conditional" && action !== "remove") return false;
  return action === "remove" || action === "true" || action === "false";
}

/** `operand ||` on a line of its own. */
function takeLine(view: RegionView, operand: Region): boolean {
  if (!startsLine(view.text, operand.start)) return false;
  const end = lineEnd(view.text, operand.end);
  if (!/^[ \t]*(?:&&|\|\||\?\?)[ \t]*(?:\/\/.*|\/\*.*\*\/[ \t]*)?\r?\n$/.test(view.text.slice(operand.end, end)))
    return false;
  view.delete(lineStart(view.text, operand.start), end);
  return true;
}

/** `&& operand // why`: the comment was about it. */
function takeComment(view: RegionView, operand: Region): void {
  const rest = view.text.slice(operand.end, lineEnd(view.text, operand.end));
  const comment = rest.match(/^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*\*\/)(?=[ \t]*\r?\n)/);
  const line = view.text.slice(lineStart(view.text, operand.start), operand.start);
  if (comment && /^\s*(?:&&|\|\||\?\?)\s*$/.test(line)) view.delete(operand.end, operand.end + comment[0].length);
}
