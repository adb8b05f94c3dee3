import type { Slot } from "../../src/engine/region.js";
import { addTraits, type Draft, draft, type Reading, textOf } from "./draft.js";
import { expression, keyName } from "./expressions.js";
import { pattern } from "./patterns.js";
import { block } from "./statements.js";
import { field, hasToken, named, type Syntax } from "./tree.js";
import { fieldParts, typeMember, typeParameters } from "./type-declarations.js";
import { annotation, typeArguments, typeRegion } from "./types.js";

/** Parameters of a function; an arrow function may have one without parentheses. */
function parameters(reading: Reading, node: Syntax): Draft[] {
  const single = field(node, "parameter");
  const list = single ? [single] : named(field(node, "parameters") ?? { ...node, children: [] });
  return list.map((inner) => parameter(reading, inner));
}

/** One parameter: a name, a pattern, either with a default, or the rest. */
export function parameter(reading: Reading, node: Syntax): Draft {
  const made: Draft = { kind: "parameter", slot: "parameter", start: node.start, end: node.end, children: [] };
  const typed = /^(required|optional)_parameter$/.test(node.type);
  const given = typed ? (field(node, "pattern") ?? field(node, "name")) : node;
  made.children.push(...(typed ? decorators(reading, node) : []));
  if (given?.type === "this") return made;
  const target =
    given?.type === "assignment_pattern"
      ? field(given, "left")
      : given?.type === "rest_pattern"
        ? named(given)[0]
        : given;
  if (target) {
    if (target.type === "identifier") {
      made.name = textOf(reading, target);
      reading.draftOf.set(target, made);
      reading.boundBy.set(target, made);
    } else made.children.push(pattern(reading, target, made));
  }
  if (typed) made.children.push(...annotation(reading, field(node, "type")));
  const right = typed ? field(node, "value") : node.type === "assignment_pattern" ? field(node, "right") : undefined;
  if (right) {
    const value = expression(reading, right, "default");
    addTraits(value, "fallback");
    made.children.push(value);
  }
  return made;
}

function functionParts(reading: Reading, node: Syntax): Draft[] {
  const body = field(node, "body");
  const parts = [...typeParameters(reading, node), ...parameters(reading, node)];
  parts.push(...annotation(reading, field(node, "return_type")));
  if (body) {
    parts.push(body.type === "statement_block" ? block(reading, body, "body") : expression(reading, body, "body"));
  }
  return parts;
}

/**
 * A function in an expression: arrow function, function expression, or the part of a method in an object from its
 * parameters on (`from`).
 */
export function lambda(reading: Reading, node: Syntax, slot: Slot, from = node.start): Draft {
  const name = node.type === "method_definition" ? undefined : field(node, "name");
  const start = from === node.start ? from : (field(node, "parameters")?.start ?? from);
  const made: Draft = { kind: "lambda", slot, start, end: node.end, children: [] };
  if (name) {
    made.name = textOf(reading, name);
    reading.boundBy.set(name, made);
  }
  if (hasToken(node, "async")) addTraits(made, "async");
  if (node.type === "method_definition") made.children.push(...functionParts(reading, node));
  else {
    reading.draftOf.set(node, made);
    made.children.push(...functionParts(reading, node));
  }
  return made;
}

/**
 * A function or class statement.
 * @param whole node whose range the region has: the `export` around it, if any
 */
export function definition(reading: Reading, node: Syntax, slot: Slot, whole: Syntax = node): Draft {
  const name = field(node, "name");
  const isClass = node.type === "class_declaration" || node.type === "class";
  const made = draft(reading, node, isClass ? "class" : "function", slot, {
    range: whole,
    name: name && textOf(reading, name),
  });
  if (name) reading.boundBy.set(name, made);
  if (hasToken(node, "async")) addTraits(made, "async");
  if (isClass) made.children.push(...decorators(reading, whole), ...classBody(reading, node));
  else made.children.push(...functionParts(reading, node));
  return made;
}

function decorators(reading: Reading, node: Syntax): Draft[] {
  return node.children
    .filter((child) => child.type === "decorator")
    .map((child) => {
      const made = draft(reading, child, "decorator", "decorator");
      const [inner] = named(child);
      if (inner) made.children.push(expression(reading, inner, "value"));
      return made;
    });
}

/** Base class and members of a class. */
export function classBody(reading: Reading, node: Syntax): Draft[] {
  const parts: Draft[] = [];
  const heritage = node.children.find((child) => child.type === "class_heritage");
  for (const base of heritage ? named(heritage) : []) parts.push(...bases(reading, base));
  const body = field(node, "body");
  if (!body) return parts;
  const suite = draft(reading, body, "suite", "body");
  let marks: Syntax[] = [];
  body.children.forEach((child, index) => {
    if (child.type === "decorator") {
      marks.push(child);
      return;
    }
    if (child.type === "comment") return;
    const above = marks;
    marks = [];
    if (child.type === "method_definition") suite.children.push(method(reading, child, above));
    else if (/^(abstract_)?method_signature$|^index_signature$/.test(child.type)) {
      const next = body.children[index + 1];
      suite.children.push(typeMember(reading, child, next?.type === ";" ? next.end : child.end));
    } else if (child.type === "field_definition") {
      const next = body.children[index + 1];
      suite.children.push(classField(reading, child, next?.type === ";" ? next.end : child.end));
    } else if (child.type === "class_static_block") {
      const made = draft(reading, child, "statement", "body", { name: "static" });
      const inner = field(child, "body");
      if (inner) made.children.push(block(reading, inner, "body"));
      suite.children.push(made);
    }
  });
  parts.push(suite);
  return parts;
}

/** `extends Base<T>` and `implements One, Two`; JavaScript has the base itself. */
function bases(reading: Reading, node: Syntax): Draft[] {
  if (node.type === "implements_clause") return named(node).map((one) => typeRegion(reading, one, "base"));
  if (node.type !== "extends_clause") return [expression(reading, node, "base")];
  const value = field(node, "value");
  if (!value) return [];
  const given = typeArguments(reading, node);
  if (given.length === 0) return [expression(reading, value, "base")];
  const end = field(node, "type_arguments")!.end;
  return [
    { kind: "group", slot: "base", start: value.start, end, children: [expression(reading, value, "value"), ...given] },
  ];
}

/** @param marks decorators that the grammar of TypeScript puts before the method */
function method(reading: Reading, node: Syntax, marks: Syntax[]): Draft {
  const key = field(node, "name");
  const name = key && keyName(reading, key);
  const made = draft(reading, node, "function", "body", {
    name,
    range: { start: marks[0]?.start ?? node.start, end: node.end },
  });
  if (hasToken(node, "async")) addTraits(made, "async");
  // Nobody calls a constructor by name; an empty one is harmless.
  if (name === "constructor") addTraits(made, "abstract");
  made.children.push(
    ...decorators(reading, { ...node, children: [...marks, ...node.children] }),
    ...functionParts(reading, node),
  );
  return made;
}

function classField(reading: Reading, node: Syntax, end: number): Draft {
  const made = draft(reading, node, "assignment", "body", { range: { start: node.start, end } });
  made.children.push(...decorators(reading, node), ...fieldParts(reading, node, field(node, "property")));
  const value = field(node, "value");
  if (value) made.children.push(expression(reading, value, "value"));
  return made;
}
