import type { Slot } from "../../src/engine/region.js";
import { addTraits, type Draft, draft, type Reading, textOf } from "./draft.js";
import { expression } from "./expressions.js";
import { assigned, pattern } from "./patterns.js";
import { block, body, statements } from "./statements.js";
import { field, named, type Syntax, unwrapped } from "./tree.js";

/** The condition inside the parentheses that the statement's syntax needs. */
function condition(reading: Reading, node: Syntax | undefined, slot: Slot): Draft[] {
  if (!node) return [];
  const inner = node.type === "parenthesized_expression" ? named(node)[0] : node;
  return inner ? [expression(reading, inner, slot)] : [];
}

/** `if … else if … else …` as one branch; every arm's range begins with its `if` or `else`. */
export function ifChain(reading: Reading, node: Syntax, slot: Slot): Draft {
  const branch = draft(reading, node, "branch", slot);
  let start = node.start;
  let current: Syntax | undefined = node;
  while (current) {
    const consequence = field(current, "consequence");
    const alternative: Syntax | undefined = field(current, "alternative");
    const end = consequence?.end ?? current.end;
    const arm: Draft = { kind: "arm", slot: "arm", start, end, children: [] };
    arm.children.push(...condition(reading, field(current, "condition"), "test"));
    if (consequence) arm.children.push(body(reading, consequence, "body"));
    branch.children.push(arm);
    const next: Syntax | undefined = alternative && named(alternative)[0];
    if (!alternative || !next) break;
    if (next.type === "if_statement") {
      start = alternative.start;
      current = next;
    } else {
      const last: Draft = { kind: "arm", slot: "arm", start: alternative.start, end: next.end, children: [] };
      last.children.push(body(reading, next, "body"));
      branch.children.push(last);
      break;
    }
  }
  return branch;
}

/**
 * `switch`: labels that share one body are patterns of one case. A `default` among them is a pattern that is no
 * value; alone it is a case without patterns.
 */
export function switchStatement(reading: Reading, node: Syntax, slot: Slot): Draft {
  const made = draft(reading, node, "switch", slot);
  made.children.push(...condition(reading, field(node, "value"), "subject"));
  const labels = (field(node, "body")?.children ?? []).filter((child) => /^switch_(case|default)$/.test(child.type));
  let group: Syntax[] = [];
  let runsOn = false;
  labels.forEach((label, index) => {
    group.push(label);
    const content = label.children.filter((child) => child.field === "body" && child.named && child.type !== "comment");
    if (content.length === 0 && index < labels.length - 1) return;
    const one = caseGroup(reading, group, content, label);
    if (runsOn) addTraits(one, "entered");
    made.children.push(one);
    runsOn = !leaves(content);
    group = [];
  });
  return made;
}

/** True if control surely leaves at the end of some statements; a chain of `if` may leave as well, but is not asked. */
function leaves(statements: readonly Syntax[]): boolean {
  const last = statements.at(-1);
  if (last?.type === "statement_block") return leaves(named(last).filter(({ type }) => type !== "comment"));
  return last !== undefined && /^(?:break|return|throw|continue)_statement$/.test(last.type);
}

function caseGroup(reading: Reading, labels: Syntax[], content: Syntax[], last: Syntax): Draft {
  const colon = last.children.findLast((child) => child.type === ":");
  const start = labels[0]!.start;
  const labelEnd = colon?.end ?? last.end;
  const end = content.at(-1)?.end ?? labelEnd;
  const made: Draft = { kind: "case", slot: "case", start, end, children: [] };
  for (const label of labels) {
    const value = field(label, "value");
    if (value) made.children.push(expression(reading, value, "pattern"));
    else if (labels.length > 1) {
      const keyword = label.children[0] ?? label;
      made.children.push({ kind: "expression", slot: "pattern", start: keyword.start, end: keyword.end, children: [] });
    }
  }
  const suite: Draft = { kind: "suite", slot: "body", start: content[0]?.start ?? labelEnd, end, children: [] };
  made.children.push(statements(reading, content, suite));
  return made;
}

/** `for (…;…;…)`, `for … of`, `for … in`. */
export function forLoop(reading: Reading, node: Syntax, slot: Slot): Draft {
  const made = draft(reading, node, "loop", slot);
  if (node.type === "for_in_statement") {
    const left = field(node, "left");
    const right = field(node, "right");
    const declared = node.children.some((child) => child.field === "kind");
    if (left) {
      // The name belongs to the loop's head: it cannot go while the loop stays.
      const head: Draft = { ...made, children: [] };
      const target = declared ? [pattern(reading, left, head)] : assigned(reading, left, head);
      made.children.push(...target);
      for (const [name, owner] of reading.boundBy) if (owner === head) reading.boundBy.set(name, target[0] ?? made);
    }
    if (right) made.children.push(expression(reading, right, "iterable"));
  } else {
    for (const part of node.children) {
      if (!part.named || part.type === "comment") continue;
      if (part.field === "initializer") made.children.push(head(reading, part));
      else if (part.field === "condition") made.children.push(expression(reading, unwrapped(part), "test"));
      else if (part.field === "increment") made.children.push(expression(reading, part, "item"));
    }
  }
  const inner = field(node, "body");
  if (inner) made.children.push(body(reading, inner, "body"));
  return made;
}

/** The first part of a `for` head. It is no statement: nothing in it can go alone. */
function head(reading: Reading, node: Syntax): Draft {
  if (!/_declaration$/.test(node.type)) {
    return expression(reading, node.type === "expression_statement" ? (named(node)[0] ?? node) : node, "item");
  }
  const made = draft(reading, node, "expression", "item");
  for (const declarator of named(node)) {
    const name = field(declarator, "name");
    const value = field(declarator, "value");
    if (name) made.children.push(pattern(reading, name, made));
    if (value) made.children.push(expression(reading, value, "value"));
  }
  return made;
}

/** `while` and `do … while`. */
export function testLoop(reading: Reading, node: Syntax, slot: Slot): Draft {
  const made = draft(reading, node, "loop", slot);
  const test = condition(reading, field(node, "condition"), "test");
  const inner = field(node, "body");
  const suite = inner ? [body(reading, inner, "body")] : [];
  made.children.push(...(node.type === "do_statement" ? [...suite, ...test] : [...test, ...suite]));
  return made;
}

/** `try`, its handler from `catch` on, and the block of its `finally`. */
export function tryStatement(reading: Reading, node: Syntax, slot: Slot): Draft {
  const made = draft(reading, node, "try", slot);
  const inner = field(node, "body");
  if (inner) made.children.push(block(reading, inner, "body"));
  const handler = field(node, "handler");
  if (handler) {
    const caught = draft(reading, handler, "handler", "handler");
    const bound = field(handler, "parameter");
    if (bound) {
      const region: Draft = { kind: "parameter", slot: "parameter", start: bound.start, end: bound.end, children: [] };
      if (bound.type === "identifier") {
        region.name = textOf(reading, bound);
        reading.draftOf.set(bound, region);
        reading.boundBy.set(bound, region);
      } else region.children.push(pattern(reading, bound, region));
      caught.children.push(region);
    }
    const handling = field(handler, "body");
    if (handling) caught.children.push(block(reading, handling, "body"));
    made.children.push(caught);
  }
  const last = field(node, "finalizer");
  const finishing = last && field(last, "body");
  if (finishing) made.children.push(block(reading, finishing, "finally"));
  return made;
}
