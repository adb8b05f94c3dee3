import type { Range } from "../../src/engine/model.js";
import type { Slot } from "../../src/engine/region.js";
import { definition } from "./definitions.js";
import { type Draft, draft, type Reading, textOf } from "./draft.js";
import { expression } from "./expressions.js";
import { forLoop, ifChain, switchStatement, testLoop, tryStatement } from "./flow-statements.js";
import { exportStatement, importStatement } from "./modules.js";
import { assigned, pattern } from "./patterns.js";
import { field, hasToken, named, type Syntax } from "./tree.js";
import { isTypeDeclaration, typeDeclaration } from "./type-declarations.js";
import { annotation } from "./types.js";

/** Reads a list of statements into a suite. */
export function statements(reading: Reading, nodes: Syntax[], suite: Draft): Draft {
  for (const node of nodes) if (isStatement(node)) suite.children.push(statement(reading, node, "body"));
  return suite;
}

function isStatement(node: Syntax): boolean {
  return node.named && node.type !== "comment" && node.type !== "hash_bang_line" && node.type !== "html_comment";
}

/** Reads `{ … }`; the suite's range includes the braces. */
export function block(reading: Reading, node: Syntax, slot: Slot): Draft {
  return statements(reading, node.children, draft(reading, node, "suite", slot));
}

/** Reads the body of a loop or arm: a block, or a single statement as a suite of its own. */
export function body(reading: Reading, node: Syntax, slot: Slot): Draft {
  if (node.type === "statement_block") return block(reading, node, slot);
  const suite: Draft = { kind: "suite", slot, start: node.start, end: node.end, children: [] };
  return statements(reading, [node], suite);
}

/** Reads one statement and everything in it. */
export function statement(reading: Reading, node: Syntax, slot: Slot): Draft {
  switch (node.type) {
    case "expression_statement":
      return expressionStatement(reading, node, slot);
    case "lexical_declaration":
    case "variable_declaration":
    case "using_declaration":
      return declaration(reading, node, slot);
    case "function_declaration":
    case "generator_function_declaration":
    case "class_declaration":
      return definition(reading, node, slot);
    case "if_statement":
      return ifChain(reading, node, slot);
    case "switch_statement":
      return switchStatement(reading, node, slot);
    case "for_statement":
    case "for_in_statement":
      return forLoop(reading, node, slot);
    case "while_statement":
    case "do_statement":
      return testLoop(reading, node, slot);
    case "try_statement":
      return tryStatement(reading, node, slot);
    case "return_statement":
    case "throw_statement": {
      const made = draft(reading, node, "exit", slot, { name: node.type === "throw_statement" ? "throw" : "return" });
      const [value] = named(node);
      if (value) made.children.push(expression(reading, value, "value"));
      return made;
    }
    case "break_statement":
    case "continue_statement":
      return draft(reading, node, "exit", slot, { name: node.type === "break_statement" ? "break" : "continue" });
    case "import_statement":
      return importStatement(reading, node, slot);
    case "export_statement":
      return exportStatement(reading, node, slot);
    case "statement_block": {
      const made = draft(reading, node, "statement", slot, { name: "block" });
      made.children.push(block(reading, { ...node }, "body"));
      return made;
    }
    case "labeled_statement": {
      const made = draft(reading, node, "statement", slot, { name: "label" });
      const inner = field(node, "body");
      if (inner) made.children.push(statement(reading, inner, "body"));
      return made;
    }
    default:
      if (isTypeDeclaration(node)) return typeDeclaration(reading, node, slot);
      return otherStatement(reading, node, slot);
  }
}

/** `with`, `debugger`, `;` and what the parser could not read. */
function otherStatement(reading: Reading, node: Syntax, slot: Slot): Draft {
  const made = draft(reading, node, "statement", slot);
  for (const inner of named(node)) {
    if (inner.type === "statement_block") made.children.push(block(reading, inner, "body"));
    else if (/_(statement|declaration)$/.test(inner.type)) made.children.push(statement(reading, inner, "body"));
    else made.children.push(expression(reading, inner, "value"));
  }
  return made;
}

function expressionStatement(reading: Reading, node: Syntax, slot: Slot): Draft {
  const [inner] = named(node);
  if (!inner) return draft(reading, node, "statement", slot);
  if (inner.type === "internal_module") return typeDeclaration(reading, inner, slot, node);
  if (inner.type === "assignment_expression" || inner.type === "augmented_assignment_expression") {
    const made = draft(reading, node, "assignment", slot);
    const left = field(inner, "left");
    const right = field(inner, "right");
    if (inner.type === "augmented_assignment_expression") made.operator = operatorOf(reading, inner);
    if (left) made.children.push(...assigned(reading, left, made));
    if (right) made.children.push(expression(reading, right, "value"));
    reading.draftOf.set(inner, made);
    return made;
  }
  if (inner.type === "update_expression") {
    // `count++` writes what it reads: without its target there is nothing to do.
    const made = draft(reading, node, "assignment", slot, { operator: operatorOf(reading, inner) });
    const target = field(inner, "argument");
    if (target) made.children.push(expression(reading, target, "target"));
    return made;
  }
  if (inner.type === "yield_expression") {
    const made = draft(reading, node, "exit", slot, { name: "yield" });
    for (const value of named(inner)) made.children.push(expression(reading, value, "value"));
    return made;
  }
  if (inner.type === "unary_expression" && hasToken(inner, "delete")) {
    const made = draft(reading, node, "statement", slot, { name: "delete" });
    const target = field(inner, "argument");
    if (target) made.children.push(expression(reading, target, "value"));
    return made;
  }
  const made = draft(reading, node, "expressionStatement", slot);
  made.children.push(expression(reading, inner, "value"));
  return made;
}

function operatorOf(reading: Reading, node: Syntax): string | undefined {
  const operator = node.children.find((child) => child.field === "operator");
  return operator && textOf(reading, operator);
}

/**
 * `const a = 1;` is an assignment; with several declarators it is a declaration that holds one assignment for each.
 * @param whole range of the region: the `export` around it, if any
 */
export function declaration(reading: Reading, node: Syntax, slot: Slot, whole: Range = node): Draft {
  const declarators = named(node).filter((child) => child.type === "variable_declarator");
  const [only, ...more] = declarators;
  if (only && more.length === 0) {
    const made = draft(reading, node, "assignment", slot, { range: whole });
    declarator(reading, only, made);
    return made;
  }
  const made = draft(reading, node, "declaration", slot, { range: whole });
  for (const inner of declarators) {
    const item = draft(reading, inner, "assignment", "item");
    declarator(reading, inner, item);
    made.children.push(item);
  }
  return made;
}

function declarator(reading: Reading, node: Syntax, made: Draft): void {
  reading.draftOf.set(node, made);
  const name = field(node, "name");
  const value = field(node, "value");
  if (name) made.children.push(pattern(reading, name, made));
  made.children.push(...annotation(reading, field(node, "type")));
  if (value) made.children.push(expression(reading, value, "value"));
}
