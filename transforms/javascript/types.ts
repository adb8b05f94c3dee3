import type { Slot } from "../../src/engine/region.js";
import { type Draft, draft, type Reading, textOf } from "./draft.js";
import { expression, keyName } from "./expressions.js";
import { field, named, type Syntax } from "./tree.js";

/** Words of a type that refer to nothing: names of parameters and members, built-in types. */
const plain = new Set([
  "identifier",
  "property_identifier",
  "predefined_type",
  "this",
  "this_type",
  "accessibility_modifier",
]);

/** Reads a type; the alternatives of a union are members of it, and so are the parts of an intersection. */
export function typeRegion(reading: Reading, node: Syntax, slot: Slot): Draft {
  switch (node.type) {
    case "union_type":
    case "intersection_type": {
      const made = draft(reading, node, "union", slot);
      for (const inner of alternatives(node, node.type)) made.children.push(typeRegion(reading, inner, "element"));
      return made;
    }
    case "literal_type": {
      const [inner] = named(node);
      return inner ? expression(reading, inner, slot) : draft(reading, node, "expression", slot);
    }
    case "parenthesized_type": {
      const made = draft(reading, node, "group", slot);
      const [inner] = named(node);
      if (inner) made.children.push(typeRegion(reading, inner, "value"));
      return made;
    }
    case "type_identifier":
      return draft(reading, node, "name", slot, { name: textOf(reading, node) });
    case "nested_type_identifier": {
      const name = field(node, "name");
      const made = draft(reading, node, "member", slot, { name: name && textOf(reading, name) });
      const owner = field(node, "module");
      if (owner) made.children.push(expression(reading, owner, "object"));
      return made;
    }
    case "lookup_type": {
      const made = draft(reading, node, "index", slot);
      const [object, key] = named(node);
      if (object) made.children.push(typeRegion(reading, object, "object"));
      if (key) made.children.push(typeRegion(reading, key, "key"));
      return made;
    }
    case "object_type":
      return objectType(reading, node, slot);
    case "type_query": {
      const made = draft(reading, node, "expression", slot);
      for (const inner of named(node))
        made.children.push(
          inner.type === "type_arguments" ? typeRegion(reading, inner, "value") : expression(reading, inner, "value"),
        );
      return made;
    }
    default: {
      const made = draft(reading, node, "expression", slot);
      for (const inner of named(node))
        if (!plain.has(inner.type)) made.children.push(typeRegion(reading, inner, "value"));
      return made;
    }
  }
}

/** `: Type` behind a name or a list of parameters: a region for what it says, none for a built-in type. */
export function annotation(reading: Reading, node: Syntax | undefined): Draft[] {
  if (!node) return [];
  const [inner] = /annotation$/.test(node.type) ? named(node) : [node];
  return inner && !plain.has(inner.type) ? [typeRegion(reading, inner, "annotation")] : [];
}

/** Types given to a call, a constructor or a base. */
export function typeArguments(reading: Reading, node: Syntax): Draft[] {
  const list = field(node, "type_arguments");
  return list ? named(list).flatMap((inner) => annotation(reading, inner)) : [];
}

function alternatives(node: Syntax, type: string): Syntax[] {
  return named(node).flatMap((inner) => (inner.type === type ? alternatives(inner, type) : [inner]));
}

/** `{ a: string; b?: Mode }`. What ends with a semicolon does so in its region. */
function objectType(reading: Reading, node: Syntax, slot: Slot): Draft {
  const made = draft(reading, node, "mapping", slot);
  node.children.forEach((inner, index) => {
    if (!inner.named || inner.type === "comment") return;
    const next = node.children[index + 1];
    const range = { start: inner.start, end: next?.type === ";" ? next.end : inner.end };
    const key = field(inner, "name");
    const isMember = inner.type === "property_signature" || inner.type === "method_signature";
    const entry = draft(reading, inner, "entry", "entry", {
      range,
      ...(isMember && key ? { name: keyName(reading, key) } : {}),
    });
    const value = inner.type === "property_signature" ? field(inner, "type") : undefined;
    const [type] = value ? named(value) : [];
    if (type) entry.children.push(typeRegion(reading, type, "value"));
    else if (inner.type !== "property_signature") entry.children.push(...signatureTypes(reading, inner));
    made.children.push(entry);
  });
  return made;
}

/** Types that a signature speaks of. */
export function signatureTypes(reading: Reading, node: Syntax): Draft[] {
  return named(node).flatMap((inner) =>
    plain.has(inner.type) || inner.field === "name" ? [] : [typeRegion(reading, inner, "annotation")],
  );
}
