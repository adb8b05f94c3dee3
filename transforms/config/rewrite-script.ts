import type { Region } from "../../src/engine/region.js";
import { dedent, lineStart, removeOperand, startsLine } from "../../src/syntax/edits.js";
import type { Rendering } from "./rendering.js";

type Visit = (child: Region) => void;

/** Edits of one statement or condition of a script. Gives true if it was one, with all that stands in it. */
export function renderStatement(rendering: Rendering, region: Region, visit: Visit): boolean {
  switch (region.kind) {
    case "branch":
      renderBranch(rendering, region, visit);
      return true;
    case "switch":
      renderCases(rendering, region, visit);
      return true;
    case "case":
      renderPatterns(rendering, region, visit);
      return true;
    case "and":
    case "or":
    case "chain":
      renderOperands(rendering, region, visit);
      return true;
    case "declaration":
      renderItems(rendering, region, visit);
      return true;
    case "loop":
    case "function":
      for (const child of rendering.children[region.id]!) renderBody(rendering, child, visit);
      return true;
    default:
      return false;
  }
}

/** A block that lost all it did keeps the command that does nothing. */
function renderBody(rendering: Rendering, region: Region, visit: Visit): void {
  if (region.slot === "body" && rendering.removes(region))
    rendering.edits.push({ start: region.start, end: region.end, text: ":" });
  else visit(region);
}

function renderBranch(rendering: Rendering, branch: Region, visit: Visit): void {
  const { text } = rendering;
  const arms = rendering.children[branch.id]!.filter((child) => child.kind === "arm");
  const isElse = (arm: Region) => !rendering.children[arm.id]!.some((child) => child.slot === "test");
  let kept = arms.filter((arm) => !rendering.removes(arm));
  const always = kept.find((arm) => rendering.verdict(arm)?.action === "true" || (isElse(arm) && arm === kept[0]));
  if (always) kept = kept.slice(0, kept.indexOf(always) + 1);
  for (const arm of arms) if (!kept.includes(arm)) rendering.delete(arm.start, arm.end);
  const first = kept[0];
  if (!first) return;
  if (first === always) {
    renderPromoted(rendering, branch, first, visit);
    return;
  }
  if (first !== arms[0]) rendering.edits.push({ start: first.start, end: first.start + "elif".length, text: "if" });
  for (const arm of kept)
    for (const child of rendering.children[arm.id]!) {
      if (child.slot === "test" && arm === always) {
        const body = rendering.children[arm.id]!.find((one) => one.slot === "body")!;
        const then = text.slice(child.end, body.start).indexOf("then") + child.end;
        rendering.edits.push({ start: arm.start, end: then + "then".length, text: "else" });
      } else renderBody(rendering, child, visit);
    }
}

/** The body of an arm takes the place of the whole statement. */
function renderPromoted(rendering: Rendering, branch: Region, arm: Region, visit: Visit): void {
  const { text } = rendering;
  const body = rendering.children[arm.id]!.find((child) => child.slot === "body")!;
  const children = rendering.children[body.id]!;
  const start = Math.min(body.start, ...children.map((child) => child.start));
  const end = Math.max(body.end, ...children.map((child) => child.end));
  const width = start - lineStart(text, start) - (branch.start - lineStart(text, branch.start));
  if (startsLine(text, start) && startsLine(text, branch.start)) {
    rendering.delete(lineStart(text, branch.start), lineStart(text, start));
    const heredocs = children.filter((child) => /<</.test(text.slice(child.start, child.end)));
    rendering.edits.push(...dedent(text, { start, end }, width, heredocs));
  } else rendering.delete(branch.start, start);
  rendering.delete(end, branch.end);
  renderBody(rendering, body, visit);
}

function renderCases(rendering: Rendering, region: Region, visit: Visit): void {
  const { text } = rendering;
  for (const child of rendering.children[region.id]!) {
    if (!rendering.removes(child)) visit(child);
    else if (startsLine(text, child.start)) {
      const feed = text.indexOf("\n", child.end);
      rendering.delete(lineStart(text, child.start), feed < 0 ? text.length : feed + 1);
    } else rendering.delete(child.start, child.end);
  }
}

function renderPatterns(rendering: Rendering, region: Region, visit: Visit): void {
  const children = rendering.children[region.id]!;
  const patterns = children.filter((child) => child.slot === "pattern");
  const gone = patterns.map((pattern) => rendering.removes(pattern));
  if (gone.includes(true) && gone.includes(false))
    rendering.edits.push(...removeOperand(rendering.text, patterns, gone));
  for (const child of children) if (child.slot === "body") renderBody(rendering, child, visit);
}

function renderOperands(rendering: Rendering, region: Region, visit: Visit): void {
  const { text } = rendering;
  const operands = rendering.children[region.id]!.filter((child) => child.slot === "operand" || child.slot === "part");
  const gone = operands.map((operand) =>
    ["remove", "true", "false"].includes(rendering.verdict(operand)?.action ?? ""),
  );
  if (gone.includes(true) && gone.includes(false)) {
    const edits = removeOperand(text, operands, gone);
    const last = gone.lastIndexOf(false);
    const tail = operands.at(-1)!;
    // `a && \` in one line and `b` in the next: what stays must not end in a line that goes on.
    rendering.edits.push(...edits.filter((edit) => edit.start < operands[last]!.end));
    if (last < operands.length - 1) rendering.delete(operands[last]!.end, tail.end);
  }
  operands.forEach((operand, index) => {
    if (!gone[index]) visit(operand);
  });
}

/** `export A=1 B=2`: one goes with the space in front of it. */
function renderItems(rendering: Rendering, region: Region, visit: Visit): void {
  for (const item of rendering.children[region.id]!) {
    if (!rendering.removes(item)) {
      visit(item);
      continue;
    }
    let start = item.start;
    while (/[ \t]/.test(rendering.text[start - 1] ?? "")) start--;
    rendering.delete(start, item.end);
  }
}
