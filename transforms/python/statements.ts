import type { Slot, Trait } from "../../src/engine/region.js";
import { readClass, readFunction } from "./definitions.js";
import { type Draft, draft, field, fields, hasToken, named } from "./draft.js";
import { readExpression } from "./expressions.js";
import { readImport } from "./imports.js";
import { readMatch } from "./patterns.js";
import type { Syntax } from "./syntax.js";
import { readTargets } from "./targets.js";
import { readBounds } from "./type-parameters.js";

/** A whole file: the root with its one suite. */
export function readModule(root: Syntax, text: string): Draft {
  const start = text[0] === "\ufeff" ? 1 : 0;
  const suite = readSuite(root, "body", text, true);
  if (suite.children.length === 0) suite.start = suite.end = start;
  return draft("file", "root", { start: 0, end: text.length }, {}, [suite]);
}

/** The statements of a block. @param docstring true where a lone string at the top describes the whole */
export function readSuite(block: Syntax, slot: Slot, text: string, docstring = false): Draft {
  const children = named(block).flatMap((statement) => readStatement(statement, "body", text));
  const first = named(block)[0];
  const words = first?.type === "expression_statement" && children[0]?.children[0];
  if (docstring && words && words.kind === "literal" && typeof words.value === "string")
    children[0] = draft("docstring", "body", children[0]!, { value: words.value });
  const range = children.length > 0 ? { start: children[0]!.start, end: children.at(-1)!.end } : block;
  return draft("suite", slot, range, {}, children);
}

function readStatement(node: Syntax, slot: Slot, text: string): Draft[] {
  const expression = (child: Syntax, childSlot: Slot = "value") => readExpression(child, childSlot, text);
  const values = () => named(node).flatMap((child) => spreadList(child).map((value) => expression(value)));
  const async: Trait[] | undefined = hasToken(node, "async") ? ["async"] : undefined;
  const traits = async ? { traits: async } : {};
  switch (node.type) {
    case "expression_statement":
      return [readExpressionStatement(node, slot, text)];
    case "return_statement":
    case "raise_statement":
      return [
        draft(
          "exit",
          slot,
          node,
          { name: node.type.slice(0, -10) },
          named(node).map((child) => expression(child)),
        ),
      ];
    case "break_statement":
    case "continue_statement":
      return [draft("exit", slot, node, { name: node.type.slice(0, -10) })];
    case "pass_statement":
    case "assert_statement":
    case "print_statement":
    case "exec_statement":
      return [draft("statement", slot, node, { name: node.type.slice(0, -10) }, values())];
    case "delete_statement":
      return [draft("statement", slot, node, { name: "del" }, values())];
    case "global_statement":
    case "nonlocal_statement":
      return [draft("statement", slot, node, { name: node.type.slice(0, -10) }, values())];
    case "import_statement":
    case "import_from_statement":
    case "future_import_statement":
      return [readImport(node, slot, text)];
    case "type_alias_statement": {
      const left = field(node, "left");
      const right = field(node, "right");
      const name = left && firstIdentifier(left);
      return [
        draft("assignment", slot, node, {}, [
          ...(name ? [expression(name, "target")] : []),
          ...readBounds(left, text),
          ...(right ? [readExpression(right, "value", text, true)] : []),
        ]),
      ];
    }
    case "if_statement":
      return [readIf(node, slot, text)];
    case "while_statement":
    case "for_statement": {
      const children: Draft[] = [];
      const left = field(node, "left");
      const right = field(node, "right");
      const test = field(node, "condition");
      const body = field(node, "body");
      const otherwise = node.children.find((child) => child.type === "else_clause");
      if (left) children.push(...readTargets(left, text));
      if (right) children.push(expression(right, "iterable"));
      if (test) children.push(expression(test, "test"));
      if (body) children.push(readSuite(body, "body", text));
      if (otherwise) children.push(...blockOf(otherwise).map((block) => readSuite(block, "else", text)));
      return [draft("loop", slot, node, traits, children)];
    }
    case "try_statement":
      return [readTry(node, slot, text)];
    case "with_statement":
      return [readWith(node, slot, text, async)];
    case "match_statement":
      return [readMatch(node, slot, text, readSuite)];
    case "function_definition":
      return [readFunction(node, node, slot, text, [], readSuite)];
    case "class_definition":
      return [readClass(node, node, slot, text, [], readSuite)];
    case "decorated_definition": {
      const definition = field(node, "definition");
      const decorators = node.children.filter((child) => child.type === "decorator");
      if (definition?.type === "function_definition")
        return [readFunction(definition, node, slot, text, decorators, readSuite)];
      if (definition) return [readClass(definition, node, slot, text, decorators, readSuite)];
      return [];
    }
    case "ERROR":
      return named(node).map((child) => expression(child));
    default:
      return [draft("expressionStatement", slot, node, {}, [expression(node)])];
  }
}

/** `a, b` of del and assert: each its own. */
function spreadList(node: Syntax): Syntax[] {
  return node.type === "expression_list" ? named(node) : [node];
}

function blockOf(node: Syntax): Syntax[] {
  return node.children.filter((child) => child.type === "block");
}

function firstIdentifier(node: Syntax): Syntax | undefined {
  let at: Syntax | undefined = node;
  while (at && at.type !== "identifier") at = named(at)[0];
  return at;
}

function readExpressionStatement(node: Syntax, slot: Slot, text: string): Draft {
  const inner = named(node);
  const only = inner[0];
  if (inner.length !== 1 || !only) {
    // `a, b` as a statement: the grammar has no node for the tuple.
    const elements = inner.map((child) => readExpression(child, "element", text));
    return draft("expressionStatement", slot, node, {}, [
      draft("sequence", "value", node, { form: "tuple" }, elements),
    ]);
  }
  if (only.type === "assignment" || only.type === "augmented_assignment") return readAssignment(only, node, slot, text);
  if (only.type === "yield")
    return draft(
      "exit",
      slot,
      node,
      { name: "yield" },
      named(only).map((child) => readExpression(child, "value", text)),
    );
  return draft("expressionStatement", slot, node, {}, [readExpression(only, "value", text)]);
}

function readAssignment(assignment: Syntax, statement: Syntax, slot: Slot, text: string): Draft {
  const children: Draft[] = [];
  const details: { operator?: string; form?: "tuple" } = {};
  let at: Syntax | undefined = assignment;
  while (at) {
    const left = field(at, "left");
    const type = field(at, "type");
    if (left) {
      const targets = readTargets(left, text);
      // Taken apart: one of the names alone cannot be removed.
      if (targets.some((target) => target.form === "tuple")) details.form = "tuple";
      children.push(...targets);
    }
    if (type) children.push(readExpression(type, "annotation", text, true));
    if (at.type === "augmented_assignment")
      details.operator = at.children.find((child) => child.field === "operator")?.type;
    const right: Syntax | undefined = field(at, "right");
    if (right?.type === "assignment" || right?.type === "augmented_assignment") at = right;
    else {
      if (right) children.push(readExpression(right, "value", text));
      at = undefined;
    }
  }
  return draft("assignment", slot, statement, details, children);
}

function readIf(node: Syntax, slot: Slot, text: string): Draft {
  const arms: Draft[] = [];
  const condition = field(node, "condition");
  const body = field(node, "consequence");
  const first = { start: node.start, end: body?.end ?? condition?.end ?? node.end };
  const arm = (range: { start: number; end: number }, test: Syntax | undefined, block: Syntax | undefined) =>
    draft("arm", "arm", range, {}, [
      ...(test ? [readExpression(test, "test", text)] : []),
      ...(block ? [readSuite(block, "body", text)] : []),
    ]);
  arms.push(arm(first, condition, body));
  for (const clause of node.children) {
    if (clause.type === "elif_clause") arms.push(arm(clause, field(clause, "condition"), field(clause, "consequence")));
    else if (clause.type === "else_clause") arms.push(arm(clause, undefined, blockOf(clause)[0]));
  }
  return draft("branch", slot, node, {}, arms);
}

function readTry(node: Syntax, slot: Slot, text: string): Draft {
  const children: Draft[] = [];
  for (const child of node.children) {
    if (child.type === "block") children.push(readSuite(child, "body", text));
    else if (child.type === "except_clause") children.push(readHandler(child, text));
    else if (child.type === "else_clause")
      children.push(...blockOf(child).map((block) => readSuite(block, "else", text)));
    else if (child.type === "finally_clause")
      children.push(...blockOf(child).map((block) => readSuite(block, "finally", text)));
  }
  return draft("try", slot, node, {}, children);
}

function readHandler(node: Syntax, text: string): Draft {
  const children: Draft[] = [];
  for (const value of fields(node, "value")) {
    const pattern = value.type === "as_pattern";
    const type = pattern ? named(value)[0] : value;
    if (type) {
      const members = type.type === "tuple" ? named(type) : [type];
      children.push(...members.map((member) => readExpression(member, "type", text)));
    }
    const alias = pattern ? field(value, "alias") : undefined;
    if (alias) children.push(...readTargets(alias, text));
  }
  children.push(...fields(node, "alias").flatMap((alias) => readTargets(alias, text)));
  children.push(...blockOf(node).map((block) => readSuite(block, "body", text)));
  return draft("handler", "handler", node, {}, children);
}

function readWith(node: Syntax, slot: Slot, text: string, async: Trait[] | undefined): Draft {
  const clause = node.children.find((child) => child.type === "with_clause");
  const items = (clause ? named(clause) : []).flatMap((item) => {
    const value = field(item, "value");
    // `with (a as b,):` is a tuple to the grammar.
    const several = value?.type === "tuple" && named(value).some(({ type }) => type === "as_pattern");
    return several ? named(value).map((one) => readWithItem(one, one, text)) : [readWithItem(item, value, text)];
  });
  const body = field(node, "body");
  return draft("with", slot, node, async ? { traits: async } : {}, [
    ...items,
    ...(body ? [readSuite(body, "body", text)] : []),
  ]);
}

function readWithItem(item: Syntax, value: Syntax | undefined, text: string): Draft {
  const pattern = value?.type === "as_pattern";
  const expression = pattern ? named(value)[0] : value;
  const alias = pattern ? field(value, "alias") : undefined;
  return draft("withItem", "item", item, {}, [
    ...(expression ? [readExpression(expression, "value", text)] : []),
    ...(alias ? readTargets(alias, text) : []),
  ]);
}
