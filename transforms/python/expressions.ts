import type { Slot } from "../../src/engine/region.js";
import { type Draft, draft, field, fields, hasToken, named } from "./draft.js";
import { readParameters } from "./parameters.js";
import { quotedType } from "./quoted-types.js";
import { readConcatenated, readString } from "./strings.js";
import type { Syntax } from "./syntax.js";
import { readTargets } from "./targets.js";

/** Where an expression stands, as far as its form depends on it. */
interface Place {
  text: string;
  /** In an annotation `A | B` is a union. */
  annotation: boolean;
  depth: number;
}

/** Deeper nesting than any compiler takes is read flat: names only. */
const deepest = 200;

/** Operators that join collections. */
const joints = ["+", "|"];

/** The region of an expression. @param annotation true where types stand */
export function readExpression(node: Syntax, slot: Slot, text: string, annotation = false): Draft {
  return read(node, slot, { text, annotation, depth: 0 });
}

/** Callee in dotted form: `a.b(1).c` is `a.b.c`; undefined if it does not start with a name or literal. */
export function dottedName(node: Syntax, text: string): string | undefined {
  const parts: string[] = [];
  let at: Syntax | undefined = node;
  while (at) {
    if (at.type === "identifier") return [text.slice(at.start, at.end), ...parts].join(".");
    if (at.type === "string" || at.type === "concatenated_string") return ["str", ...parts].join(".");
    if (at.type === "attribute") {
      const property = field(at, "attribute");
      if (property) parts.unshift(text.slice(property.start, property.end));
      at = field(at, "object");
    } else if (at.type === "call") at = field(at, "function");
    else if (at.type === "subscript") at = field(at, "value");
    else if (at.type === "await" || at.type === "parenthesized_expression") at = named(at)[0];
    else break;
  }
  return parts.length > 0 ? parts.join(".") : undefined;
}

function read(node: Syntax, slot: Slot, outer: Place): Draft {
  const { text } = outer;
  const place = { ...outer, depth: outer.depth + 1 };
  if (place.depth > deepest) return readFlat(node, slot, text);
  const one = (child: Syntax | undefined, childSlot: Slot): Draft[] => (child ? [read(child, childSlot, place)] : []);
  const all = (children: Syntax[], childSlot: Slot): Draft[] => children.map((child) => read(child, childSlot, place));
  switch (node.type) {
    case "identifier":
      return draft("name", slot, node, { name: text.slice(node.start, node.end) });
    case "attribute": {
      const property = field(node, "attribute");
      const name = property ? text.slice(property.start, property.end) : "";
      return draft("member", slot, node, { name }, one(field(node, "object"), "object"));
    }
    case "subscript":
    case "generic_type":
      return readIndex(node, slot, place);
    case "call":
      return readCall(node, slot, place);
    case "string": {
      const type = place.annotation ? quotedType(node, text) : undefined;
      if (type) return draft("group", slot, node, {}, [read(type, "value", place)]);
      return readString(node, slot, text, (inner, innerSlot) => read(inner, innerSlot, place));
    }
    case "concatenated_string":
      return readConcatenated(node, slot, text, (inner, innerSlot) => read(inner, innerSlot, place));
    case "integer":
    case "float":
      return readNumber(node, slot, text, 1);
    case "unary_operator": {
      const argument = field(node, "argument");
      const minus = hasToken(node, "-");
      if (argument && minus && (argument.type === "integer" || argument.type === "float"))
        return { ...readNumber(argument, slot, text, -1), start: node.start };
      return draft("expression", slot, node, {}, one(argument, "value"));
    }
    case "true":
    case "false":
      return draft("literal", slot, node, { value: node.type === "true" });
    case "none":
      return draft("literal", slot, node, { value: null });
    case "list":
    case "tuple":
    case "set":
      return draft("sequence", slot, node, { form: node.type }, all(named(node), "element"));
    case "expression_list":
    case "pattern_list":
    case "tuple_pattern":
      return draft("sequence", slot, node, { form: "tuple" }, all(named(node), "element"));
    case "list_pattern":
      return draft("sequence", slot, node, { form: "list" }, all(named(node), "element"));
    case "list_splat":
    case "dictionary_splat":
    case "list_splat_pattern":
    case "dictionary_splat_pattern":
    case "splat_type":
      return draft("spread", slot, node, {}, all(named(node), "value"));
    case "parenthesized_list_splat":
    case "parenthesized_expression":
      return draft("group", slot, node, {}, all(named(node), "value"));
    case "await":
      return draft("group", slot, node, { traits: ["async"] }, all(named(node), "value"));
    case "type":
    case "constrained_type":
    case "member_type": {
      const inner = named(node);
      if (inner.length === 1 && node.type === "type") return read(inner[0]!, slot, place);
      return draft("expression", slot, node, {}, all(inner, "value"));
    }
    case "union_type":
      return draft(
        "union",
        slot,
        node,
        {},
        all(
          flatten(node, "union_type", () => true),
          "element",
        ),
      );
    case "dictionary":
      return draft("mapping", slot, node, {}, all(named(node), "entry"));
    case "pair": {
      const key = field(node, "key");
      const children = [...one(key, "key"), ...one(field(node, "value"), "value")];
      const value = children[0]?.value;
      const name = typeof value === "string" ? value : key && dottedName(key, text);
      return draft("entry", slot, node, name === undefined ? {} : { name }, children);
    }
    case "list_comprehension":
    case "set_comprehension":
    case "dictionary_comprehension":
    case "generator_expression":
      return readComprehension(node, slot, place);
    case "boolean_operator": {
      const operator = hasToken(node, "and") ? "and" : "or";
      const operands = flatten(node, "boolean_operator", (child) => hasToken(child, operator));
      return draft(operator, slot, node, {}, all(operands, "operand"));
    }
    case "not_operator":
      return draft("not", slot, node, {}, one(field(node, "argument"), "value"));
    case "comparison_operator":
      return readComparison(node, slot, place);
    case "conditional_expression": {
      const [then, test, otherwise] = named(node);
      return draft("conditional", slot, node, {}, [
        ...one(then, "then"),
        ...one(test, "test"),
        ...one(otherwise, "else"),
      ]);
    }
    case "lambda": {
      const parameters = field(node, "parameters");
      const body = field(node, "body");
      const children = parameters
        ? readParameters(parameters, text, (inner, innerSlot) => read(inner, innerSlot, place))
        : [];
      return draft("lambda", slot, node, {}, [...children, ...one(body, "body")]);
    }
    case "named_expression":
      return draft("expression", slot, node, { name: ":=" }, [
        ...one(field(node, "name"), "target"),
        ...one(field(node, "value"), "value"),
      ]);
    case "binary_operator": {
      const joint = joints.find((one) => hasToken(node, one)) ?? "";
      const operands = flatten(
        node,
        "binary_operator",
        (child) => (joints.find((one) => hasToken(child, one)) ?? "") === joint,
      );
      if (joint === "|" && place.annotation) return draft("union", slot, node, {}, all(operands, "element"));
      return draft("expression", slot, node, { name: joint }, all(operands, "value"));
    }
    case "yield":
      return draft("expression", slot, node, { name: "yield" }, all(named(node), "value"));
    default:
      return draft("expression", slot, node, {}, all(named(node), "value"));
  }
}

/** Operands of a chain that the grammar nests to the left, in order. */
function flatten(node: Syntax, type: string, same: (node: Syntax) => boolean): Syntax[] {
  const operands: Syntax[] = [];
  const open: Syntax[] = [node];
  while (open.length > 0) {
    const at = open.pop()!;
    if (at.type === type && same(at)) open.push(...named(at).reverse());
    else operands.push(at);
  }
  return operands;
}

function readNumber(node: Syntax, slot: Slot, text: string, sign: number): Draft {
  const digits = text.slice(node.start, node.end).replaceAll("_", "");
  const value = /^0\d/.test(digits) ? Number.parseFloat(digits) : Number(digits);
  if (Number.isNaN(value)) return draft("expression", slot, node);
  return draft("literal", slot, node, { value: sign * value });
}

function readIndex(node: Syntax, slot: Slot, place: Place): Draft {
  const generic = node.type === "generic_type";
  const object = generic ? named(node)[0] : field(node, "value");
  const list = generic ? named(node)[1] : undefined;
  const keys = generic ? (list ? named(list) : []) : fields(node, "subscript");
  const name = object && dottedName(object, place.text);
  const tail = name?.split(".").at(-1);
  // What stands in the brackets of a type is a type, unless it is a list of values.
  const choice = tail === "Union" || tail === "Optional" || tail === "Literal";
  const inner = { ...place, annotation: tail !== "Literal" && (place.annotation || choice) };
  const objectRegion = object ? [read(object, "object", place)] : [];
  if (choice)
    return draft("union", slot, node, { name: tail }, [
      ...objectRegion,
      ...keys.map((key) => read(key, "element", inner)),
    ]);
  const value = keys.length === 1 && keys[0]!.type === "string" ? read(keys[0]!, "key", inner).value : undefined;
  const details = typeof value === "string" ? { name: value } : {};
  // The rest of `Annotated[type, …]` says something of the type.
  const of = (at: number) => (tail === "Annotated" && at > 0 ? { ...inner, annotation: false } : inner);
  return draft("index", slot, node, details, [...objectRegion, ...keys.map((key, at) => read(key, "key", of(at)))]);
}

function readCall(node: Syntax, slot: Slot, outer: Place): Draft {
  const place = { ...outer, annotation: false };
  const callee = field(node, "function");
  const list = field(node, "arguments");
  const name = callee && dottedName(callee, place.text);
  const children = callee ? [read(callee, "callee", place)] : [];
  if (list?.type === "generator_expression") {
    // `f(x for x in y)`: the parentheses are the call's.
    const inner = { start: list.start + 1, end: list.end - 1 };
    const value = { ...read(list, "value", place), ...inner };
    children.push(draft("argument", "argument", inner, {}, [value]));
  } else if (list) {
    for (const argument of named(list)) children.push(readArgument(argument, "argument", place));
  }
  return draft("call", slot, node, name === undefined ? {} : { name }, children);
}

/** An argument, also of a class's list of bases. */
function readArgument(node: Syntax, slot: Slot, place: Place): Draft {
  if (node.type !== "keyword_argument") return draft("argument", slot, node, {}, [read(node, "value", place)]);
  const key = field(node, "name");
  const value = field(node, "value");
  const name = key ? place.text.slice(key.start, key.end) : "";
  return draft("argument", slot, node, { name }, value ? [read(value, "value", place)] : []);
}

/** A class's bases in slot `base`; keyword arguments among them are `argument`s. */
export function readBases(list: Syntax, text: string): Draft[] {
  const place = { text, annotation: false, depth: 0 };
  return named(list).map((node) =>
    node.type === "keyword_argument" ? readArgument(node, "base", place) : read(node, "base", place),
  );
}

function readComparison(node: Syntax, slot: Slot, place: Place): Draft {
  const operands = named(node);
  const [left, right] = operands;
  if (operands.length !== 2 || !left || !right)
    return draft(
      "expression",
      slot,
      node,
      { name: "compare" },
      operands.map((operand) => read(operand, "value", place)),
    );
  const written = place.text.slice(left.end, right.start).replace(/[#].*|\\/g, " ");
  const operator = node.children.find((child) => child.field === "operators")?.type ?? written.trim();
  const spelled = operator === "<>" ? "!=" : operator;
  return draft("compare", slot, node, { operator: spelled }, [read(left, "left", place), read(right, "right", place)]);
}

function readComprehension(node: Syntax, slot: Slot, place: Place): Draft {
  const children: Draft[] = [];
  for (const child of named(node)) {
    if (child.field === "body") children.push(read(child, "element", place));
    else if (child.type === "if_clause") children.push(...named(child).map((test) => read(test, "test", place)));
    else if (child.type === "for_in_clause") {
      const left = field(child, "left");
      if (left) children.push(...readTargets(left, place.text));
      const iterables = fields(child, "right");
      children.push(...iterables.map((iterable) => read(iterable, "iterable", place)));
    }
  }
  return draft("comprehension", slot, node, {}, children);
}

/** An expression nested beyond reason: only the names in it. */
function readFlat(node: Syntax, slot: Slot, text: string): Draft {
  const names: Draft[] = [];
  const open: Syntax[] = [node];
  while (open.length > 0) {
    const at = open.pop()!;
    const isProperty = at.field === "attribute" || (at.field === "name" && at.type === "identifier");
    if (at.type === "identifier" && !isProperty)
      names.push(draft("name", "value", at, { name: text.slice(at.start, at.end) }));
    open.push(...at.children);
  }
  return draft("expression", slot, node, { traits: ["dynamic"] }, names);
}
