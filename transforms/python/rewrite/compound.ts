import type { Region } from "../../../src/engine/region.js";
import { type Clause, clauseOf, removeClause, suiteClause, takePlace } from "./clauses.js";
import { negate } from "./negate.js";
import { nextCode, type Rendering } from "./rendering.js";
import { renderMembers } from "./statements.js";

type Visit = (region: Region) => void;

/** An if chain whose arms go, or of which one always runs. */
export function renderBranch(rendering: Rendering, branch: Region, visit: Visit): void {
  const { text, tree } = rendering;
  const { kept, always } = rendering.arms(branch);
  const arms = tree.inSlot(branch.id, "arm");
  const first = kept[0];
  if (!first) return;
  if (first === always && (first !== arms[0] || rendering.action(first) === "true")) {
    takePlace(rendering, branch, [clauseOf(rendering, first)]);
    visitBody(rendering, first, visit);
    return;
  }
  for (const arm of arms) if (!kept.includes(arm)) removeClause(rendering, branch, clauseOf(rendering, arm));
  if (first !== arms[0]) rendering.edits.push({ start: first.start, end: first.start + "elif".length, text: "if" });
  const second = kept[1];
  const body = tree.first(first.id, "body");
  const test = tree.first(first.id, "test");
  if (kept.length === 2 && second === always && second && body && test && rendering.emptied(body)) {
    // Nothing is left to do when the test holds: what was the else does it when it does not.
    const other = tree.first(second.id, "body")!;
    negate(rendering, test, visit);
    rendering.delete(afterColon(text, test.end), headerEnd(rendering, second, other));
    visit(other);
    return;
  }
  for (const arm of kept) {
    const condition = tree.first(arm.id, "test");
    if (arm === always && condition) {
      const end = afterColon(text, condition.end);
      rendering.edits.push({ start: arm.start, end, text: "else:" });
    } else if (condition) visit(condition);
    visitBody(rendering, arm, visit);
  }
}

function visitBody(rendering: Rendering, arm: Region, visit: Visit): void {
  const body = rendering.tree.first(arm.id, "body");
  if (body) visit(body);
}

/** Index after the colon that ends a header, given the end of what stands before it. */
function afterColon(text: string, from: number): number {
  const at = nextCode(text, from);
  return text[at] === ":" ? at + 1 : from;
}

/** Index after the colon of a clause's header. */
function headerEnd(rendering: Rendering, arm: Region, body: Region): number {
  const { tree, text } = rendering;
  const test = tree.first(arm.id, "test");
  if (test) return afterColon(text, test.end);
  const colon = text.indexOf(":", arm.start);
  return colon >= 0 && colon < body.start ? colon + 1 : body.start;
}

/** A try of which the body goes, a handler goes, or only the body stays. */
export function renderTry(rendering: Rendering, region: Region, visit: Visit): void {
  const { tree } = rendering;
  const clauses = (["body", "else", "finally"] as const)
    .map((slot) => tree.first(region.id, slot))
    .filter((suite) => suite !== undefined);
  if (rendering.unwraps(region)) {
    const stay = clauses.filter((suite) => !rendering.emptied(suite));
    const [first, last] = stay;
    if (first?.slot === "else" && last?.slot === "finally") {
      // Whatever happens in what was the else, the end is reached: it becomes what is tried.
      rendering.delete(region.start + "try".length, suiteClause(rendering, region, first).header + "else".length);
      for (const suite of stay) visit(suite);
      return;
    }
    takePlace(
      rendering,
      region,
      stay.map((suite) => suiteClause(rendering, region, suite)),
    );
    for (const suite of stay) visit(suite);
    return;
  }
  const handlers = tree.inSlot(region.id, "handler");
  const lost = handlers.filter((handler) => rendering.removes(handler));
  for (const handler of lost) removeClause(rendering, region, clauseOf(rendering, handler));
  for (const handler of handlers) if (!lost.includes(handler)) visit(handler);
  for (const suite of clauses) {
    const clause = suiteClause(rendering, region, suite);
    if (suite.slot !== "body" && rendering.emptied(suite)) {
      if (suite.slot === "else" || lost.length < handlers.length) {
        removeClause(rendering, region, clause);
        continue;
      }
    }
    // `else` needs a handler before it: without one its statements simply follow the body.
    if (suite.slot === "else" && lost.length === handlers.length) dropHeader(rendering, clause);
    visit(suite);
  }
}

function dropHeader(rendering: Rendering, clause: Clause): void {
  const { text } = rendering;
  const suite = clause.suite!;
  const line = text.lastIndexOf("\n", suite.start - 1) + 1;
  const own = text.slice(line, suite.start).trim() === "";
  const header = text.lastIndexOf("\n", clause.header - 1) + 1;
  if (own) rendering.delete(header, line);
}

/** A with that loses its items: without any, the body takes its place. Gives true if it stays. */
export function renderWith(rendering: Rendering, region: Region, visit: Visit): boolean {
  const body = rendering.tree.first(region.id, "body");
  if (!body || !rendering.unwraps(region)) {
    renderMembers(rendering, region, "item");
    return true;
  }
  takePlace(rendering, region, [{ header: region.start, end: body.end, suite: body, region: body }]);
  visit(body);
  return false;
}

/** `else` of a loop that goes, and cases of a match. */
export function renderClauses(rendering: Rendering, region: Region, visit: Visit): void {
  const { tree } = rendering;
  for (const id of tree.children(region.id)) {
    const child = tree.at(id);
    if (child.kind === "comment") continue;
    if (child.slot === "else" && rendering.emptied(child))
      removeClause(rendering, region, suiteClause(rendering, region, child));
    else if (child.kind === "case" && rendering.removes(child))
      removeClause(rendering, region, clauseOf(rendering, child));
    else visit(child);
  }
}
