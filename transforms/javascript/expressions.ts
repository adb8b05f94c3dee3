import type { Slot } from "../../src/engine/region.js";
import { callTraits } from "./calls.js";
import { classBody, lambda } from "./definitions.js";
import { dottedName } from "./dotted-name.js";
import { addTraits, type Draft, draft, hasHole, type Reading, textOf } from "./draft.js";
import { hookParts } from "./hooks.js";
import { markup } from "./jsx.js";
import { isFiller, stringValue } from "./literals.js";
import { assigned } from "./patterns.js";
import { presenceTest } from "./presence.js";
import { field, hasToken, named, type Syntax } from "./tree.js";
import { annotation, typeArguments, typeRegion } from "./types.js";

/** Reads an expression and everything in it. */
export function expression(reading: Reading, node: Syntax, slot: Slot): Draft {
  switch (node.type) {
    case "identifier":
    case "shorthand_property_identifier": {
      const name = textOf(reading, node);
      if (hasHole(reading, node) || isFiller(name)) return draft(reading, node, "expression", slot);
      return draft(reading, node, "name", slot, { name });
    }
    case "number": {
      const value = Number(textOf(reading, node).replaceAll("_", ""));
      return draft(reading, node, "literal", slot, { value: Number.isNaN(value) ? textOf(reading, node) : value });
    }
    case "true":
    case "false":
      return draft(reading, node, "literal", slot, { value: node.type === "true" });
    case "null":
    case "undefined":
      return draft(reading, node, "literal", slot, { value: null });
    case "string": {
      const value = stringValue(reading, node);
      if (value !== undefined) return draft(reading, node, "literal", slot, { value });
      return draft(reading, node, "template", slot, { traits: ["dynamic"] });
    }
    case "template_string":
      return template(reading, node, slot);
    case "array":
      return array(reading, node, slot);
    case "object":
      return object(reading, node, slot);
    case "member_expression":
      return member(reading, node, slot);
    case "subscript_expression": {
      const made = draft(reading, node, "index", slot);
      const object = field(node, "object");
      const key = field(node, "index");
      if (object) made.children.push(expression(reading, object, "object"));
      if (key) made.children.push(expression(reading, key, "key"));
      return made;
    }
    case "call_expression":
    case "new_expression":
      return call(reading, node, slot);
    case "parenthesized_expression":
    case "await_expression":
    case "as_expression":
    case "satisfies_expression":
    case "non_null_expression": {
      const made = draft(reading, node, "group", slot);
      const [inner, type] = named(node);
      if (inner) made.children.push(expression(reading, inner, "value"));
      made.children.push(...annotation(reading, type));
      return made;
    }
    case "unary_expression": {
      const argument = field(node, "argument");
      const made = draft(reading, node, hasToken(node, "!") ? "not" : "expression", slot);
      if (argument) made.children.push(expression(reading, argument, "value"));
      if (hasToken(node, "delete")) addTraits(made, "effect");
      return made;
    }
    case "binary_expression":
      return binary(reading, node, slot);
    case "ternary_expression": {
      const made = draft(reading, node, "conditional", slot);
      for (const [name, inner] of [
        ["condition", "test"],
        ["consequence", "then"],
        ["alternative", "else"],
      ] as const) {
        const part = field(node, name);
        if (part) made.children.push(expression(reading, part, inner));
      }
      return made;
    }
    case "assignment_expression":
    case "augmented_assignment_expression": {
      const made = draft(reading, node, "expression", slot);
      const left = field(node, "left");
      const right = field(node, "right");
      if (left) made.children.push(...assigned(reading, left, made));
      if (right) made.children.push(expression(reading, right, "value"));
      addTraits(made, "effect");
      return made;
    }
    case "arrow_function":
    case "function_expression":
    case "generator_function":
      return lambda(reading, node, slot);
    case "spread_element": {
      const made = draft(reading, node, "spread", slot);
      const [inner] = named(node);
      if (inner) made.children.push(expression(reading, inner, "value"));
      return made;
    }
    case "class": {
      const made = draft(reading, node, "expression", slot);
      made.children.push(...classBody(reading, node));
      return made;
    }
    case "jsx_element":
    case "jsx_self_closing_element":
      return markup(reading, node, slot);
    case "regex":
    case "this":
    case "super":
    case "meta_property":
    case "import":
      return draft(reading, node, "expression", slot);
    case "type_assertion": {
      const made = draft(reading, node, "expression", slot);
      for (const inner of named(node))
        made.children.push(
          inner.type === "type_arguments"
            ? typeRegion(reading, inner, "annotation")
            : expression(reading, inner, "value"),
        );
      return made;
    }
    case "instantiation_expression": {
      const made = draft(reading, node, "group", slot);
      const [inner] = named(node);
      if (inner) made.children.push(expression(reading, inner, "value"));
      made.children.push(...typeArguments(reading, node));
      return made;
    }
    default: {
      // A comma expression, `yield`, `x++` and whatever a newer grammar adds.
      const made = draft(reading, node, "expression", slot);
      for (const inner of named(node)) made.children.push(expression(reading, inner, "value"));
      if (node.type === "update_expression") addTraits(made, "effect");
      return made;
    }
  }
}

function template(reading: Reading, node: Syntax, slot: Slot): Draft {
  const value = stringValue(reading, node);
  if (value !== undefined) return draft(reading, node, "literal", slot, { value });
  const made = draft(reading, node, "template", slot, { traits: ["dynamic"] });
  for (const part of node.children) {
    if (part.type === "string_fragment" && !hasHole(reading, part)) {
      made.children.push(draft(reading, part, "literal", "part", { value: textOf(reading, part) }));
    } else if (part.type === "template_substitution") {
      const [inner] = named(part);
      if (inner) made.children.push(expression(reading, inner, "part"));
    }
  }
  return made;
}

function array(reading: Reading, node: Syntax, slot: Slot): Draft {
  const made = draft(reading, node, "sequence", slot, { form: "array" });
  for (const inner of named(node)) made.children.push(expression(reading, inner, "element"));
  return made;
}

function object(reading: Reading, node: Syntax, slot: Slot): Draft {
  const made = draft(reading, node, "mapping", slot);
  for (const inner of named(node)) {
    if (inner.type === "pair") made.children.push(pair(reading, inner));
    else if (inner.type === "spread_element") made.children.push(expression(reading, inner, "entry"));
    else if (inner.type === "method_definition") {
      const key = field(inner, "name");
      const entry = draft(reading, inner, "entry", "entry", { name: key && keyName(reading, key) });
      if (key && key.type !== "property_identifier") entry.children.push(keyRegion(reading, key));
      entry.children.push(lambda(reading, inner, "value", key?.end));
      made.children.push(entry);
    } else if (inner.type === "shorthand_property_identifier") {
      const value = expression(reading, inner, "value");
      made.children.push({
        kind: "entry",
        slot: "entry",
        start: inner.start,
        end: inner.end,
        name: value.name,
        children: [value],
      });
    } else made.children.push(expression(reading, inner, "entry"));
  }
  return made;
}

function pair(reading: Reading, node: Syntax): Draft {
  const key = field(node, "key");
  const value = field(node, "value");
  const made = draft(reading, node, "entry", "entry", { name: key && keyName(reading, key) });
  if (key && key.type !== "property_identifier") made.children.push(keyRegion(reading, key));
  if (value) made.children.push(expression(reading, value, "value"));
  return made;
}

/** Name of a property where the program spells it out. */
export function keyName(reading: Reading, key: Syntax): string | undefined {
  if (key.type === "string") return stringValue(reading, key);
  if (key.type === "computed_property_name") {
    const [inner] = named(key);
    return inner ? stringValue(reading, inner) : undefined;
  }
  const name = textOf(reading, key);
  return hasHole(reading, key) || isFiller(name) ? undefined : name;
}

/** Region of a key that is more than a plain word. */
export function keyRegion(reading: Reading, key: Syntax): Draft {
  if (key.type !== "computed_property_name") return expression(reading, key, "key");
  const [inner] = named(key);
  const made = draft(reading, key, "expression", "key", inner?.type === "string" ? {} : { traits: ["dynamic"] });
  if (inner) made.children.push(expression(reading, inner, "value"));
  return made;
}

function member(reading: Reading, node: Syntax, slot: Slot): Draft {
  const object = field(node, "object");
  const property = field(node, "property");
  const name = property && keyName(reading, property);
  const made = draft(reading, node, "member", slot, { name });
  if (object) made.children.push(expression(reading, object, "object"));
  return made;
}

function call(reading: Reading, node: Syntax, slot: Slot): Draft {
  const callee = field(node, "function") ?? field(node, "constructor");
  const passed = field(node, "arguments");
  const membership = includes(reading, node, slot);
  if (membership) return membership;
  const name = callee && dottedName(reading, callee);
  const made = draft(reading, node, "call", slot, { name });
  if (callee) made.children.push(expression(reading, callee, "callee"));
  made.children.push(...typeArguments(reading, node));
  if (passed?.type === "arguments") {
    for (const inner of named(passed)) {
      const argument: Draft = { kind: "argument", slot: "argument", start: inner.start, end: inner.end, children: [] };
      const value = expression(reading, inner, "value");
      // A schema of no value matches nothing, and its library refuses it.
      if (value.kind === "sequence" && choices.test(name ?? "")) addTraits(value, "filled");
      argument.children.push(value);
      made.children.push(argument);
    }
  } else if (passed) made.children.push(expression(reading, passed, "argument"));
  addTraits(made, ...callTraits(reading, node));
  hookParts(made);
  return made;
}

/** Calls that make a schema of a list of values (zod, yup, joi, valibot, io-ts). */
const choices = /(?:^|\.)(?:enum|nativeEnum|picklist|oneOf|literalUnion|valid)$/;

/**
 * `["a", "b"].includes(x)` and `list.includes("a")` ask for membership: a comparison with `in`. With an array of
 * names and a name there is nothing that a comparison could tell apart, so that stays a call.
 */
function includes(reading: Reading, node: Syntax, slot: Slot): Draft | undefined {
  const callee = field(node, "function");
  const passed = field(node, "arguments");
  if (callee?.type !== "member_expression" || passed?.type !== "arguments") return undefined;
  const property = field(callee, "property");
  const list = field(callee, "object");
  const [item, ...rest] = named(passed);
  if (!property || textOf(reading, property) !== "includes" || !list || !item || rest.length > 0) return undefined;
  if (list.type !== "array" && item.type !== "string") return undefined;
  const made = draft(reading, node, "compare", slot, { operator: "in", traits: ["pure"] });
  made.children.push(expression(reading, list, "right"), expression(reading, item, "left"));
  return made;
}

const comparisons: Record<string, string> = {
  "===": "==",
  "==": "==",
  "!==": "!=",
  "!=": "!=",
  "<": "<",
  ">": ">",
  "<=": "<=",
  ">=": ">=",
  in: "in",
};

function binary(reading: Reading, node: Syntax, slot: Slot): Draft {
  const operator = node.children.find((child) => child.field === "operator")?.type ?? "";
  if (operator === "&&" || operator === "||" || operator === "??") {
    const made = draft(reading, node, operator === "&&" ? "and" : "or", slot);
    const operands = flattened(node, operator);
    operands.forEach((operand, index) => {
      const region = expression(reading, operand, "operand");
      if (operator !== "&&" && index > 0) addTraits(region, "fallback");
      made.children.push(region);
    });
    return made;
  }
  const [left, right] = named(node);
  const compared = presenceTest(reading, node) ?? comparisons[operator];
  const made = compared
    ? draft(reading, node, "compare", slot, { operator: compared })
    : draft(reading, node, "expression", slot, { operator });
  if (left) made.children.push(expression(reading, left, "left"));
  if (right) made.children.push(expression(reading, right, "right"));
  return made;
}

/** Operands of `a && b && c`, which the grammar nests to the left. */
function flattened(node: Syntax, operator: string): Syntax[] {
  const operands: Syntax[] = [];
  let rest: Syntax | undefined = node;
  while (rest?.type === "binary_expression" && rest.children.some((child) => child.type === operator)) {
    const [left, right]: Syntax[] = named(rest);
    if (right) operands.unshift(right);
    rest = left;
  }
  if (rest) operands.unshift(rest);
  return operands;
}
