import type { Slot } from "../../src/engine/region.js";
import { addTraits, type Draft, draft, type Reading, textOf } from "./draft.js";
import { expression, keyName, keyRegion } from "./expressions.js";
import { field, named, type Syntax } from "./tree.js";

/**
 * Names that a pattern binds, in text order. A default value or a computed key binds nothing.
 */
export function boundNames(pattern: Syntax): Syntax[] {
  switch (pattern.type) {
    case "identifier":
    case "shorthand_property_identifier_pattern":
      return [pattern];
    case "pair_pattern": {
      const value = field(pattern, "value");
      return value ? boundNames(value) : [];
    }
    case "assignment_pattern":
    case "object_assignment_pattern": {
      const left = field(pattern, "left");
      return left ? boundNames(left) : [];
    }
    case "required_parameter":
    case "optional_parameter": {
      const inner = field(pattern, "pattern");
      return inner ? boundNames(inner) : [];
    }
    case "object_pattern":
    case "array_pattern":
    case "rest_pattern":
      return named(pattern).flatMap(boundNames);
    default:
      return [];
  }
}

/**
 * Regions of what a declaration or a parameter binds: a `name`, or for destructuring a `mapping` or `sequence`
 * with a member for each name. A plain name goes with `whole`, as does the only name of an array; a name taken from
 * an object goes by itself, because its key may go while the object stays.
 */
export function pattern(reading: Reading, node: Syntax, whole: Draft, slot: Slot = "target"): Draft {
  const alone = boundNames(node).length <= 1;
  return bind(reading, node, slot, alone ? whole : undefined);
}

/** Regions of what an assignment writes to: names, members, indices, patterns. */
export function assigned(reading: Reading, node: Syntax, whole: Draft): Draft[] {
  if (node.type === "parenthesized_expression") {
    const [inner] = named(node);
    return inner ? assigned(reading, inner, whole) : [];
  }
  if (/_pattern$|^identifier$/.test(node.type)) return [pattern(reading, node, whole)];
  return [expression(reading, node, "target")];
}

function bind(reading: Reading, node: Syntax, slot: Slot, whole: Draft | undefined): Draft {
  switch (node.type) {
    case "identifier":
    case "shorthand_property_identifier_pattern": {
      const made = draft(reading, node, "name", slot, { name: textOf(reading, node) });
      reading.boundBy.set(node, whole ?? made);
      return made;
    }
    case "object_pattern": {
      const made = draft(reading, node, "mapping", slot);
      for (const inner of named(node)) made.children.push(objectMember(reading, inner));
      return made;
    }
    case "array_pattern": {
      const made = draft(reading, node, "sequence", slot, { form: "array" });
      for (const inner of named(node)) made.children.push(bind(reading, inner, "element", whole));
      return made;
    }
    case "rest_pattern": {
      const made = draft(reading, node, "spread", slot);
      const [inner] = named(node);
      if (inner) made.children.push(bind(reading, inner, "target", whole ?? made));
      return made;
    }
    case "assignment_pattern": {
      // An element with a default value; the wrapper is what goes with the name.
      const left = field(node, "left");
      const made = draft(reading, node, "expression", slot);
      if (left) made.children.push(bind(reading, left, "target", whole ?? made));
      defaultValue(reading, node, made);
      return made;
    }
    default:
      return expression(reading, node, slot);
  }
}

/** `key`, `key: name`, `key = 1`, `key: name = 1`, `...rest` in `{ }`. */
function objectMember(reading: Reading, node: Syntax): Draft {
  if (node.type === "rest_pattern") return bind(reading, node, "entry", undefined);
  const made = draft(reading, node, "entry", "entry");
  if (node.type === "pair_pattern") {
    const key = field(node, "key");
    const value = field(node, "value");
    if (key) {
      made.name = keyName(reading, key);
      if (key.type !== "property_identifier") made.children.push(keyRegion(reading, key));
    }
    const inner = value?.type === "assignment_pattern" ? field(value, "left") : value;
    if (inner) {
      // A nested pattern with several names: each of them goes by itself.
      const single = boundNames(inner).length <= 1;
      made.children.push(
        inner.type === "member_expression" || inner.type === "subscript_expression"
          ? expression(reading, inner, "target")
          : bind(reading, inner, "target", single ? made : undefined),
      );
    }
    if (value?.type === "assignment_pattern") defaultValue(reading, value, made);
    return made;
  }
  const left = node.type === "object_assignment_pattern" ? field(node, "left") : node;
  if (left) {
    made.name = textOf(reading, left);
    // The entry stands for the node, so the name below it needs a region that the map does not know yet.
    made.children.push({
      kind: "name",
      slot: "target",
      start: left.start,
      end: left.end,
      name: made.name,
      children: [],
    });
    reading.boundBy.set(left, made);
    reading.draftOf.set(left, made);
  }
  if (node.type === "object_assignment_pattern") defaultValue(reading, node, made);
  return made;
}

function defaultValue(reading: Reading, node: Syntax, owner: Draft): void {
  const right = field(node, "right");
  if (!right) return;
  const value = expression(reading, right, "default");
  addTraits(value, "fallback");
  owner.children.push(value);
}
