import type { Range } from "../../src/engine/model.js";
import type { Slot } from "../../src/engine/region.js";
import { type Draft, draft, type Reading, textOf } from "./draft.js";
import { expression, keyName } from "./expressions.js";
import { block, statement } from "./statements.js";
import { field, named, type Syntax } from "./tree.js";
import { annotation, signatureTypes, typeRegion } from "./types.js";

/** Declarations that only TypeScript has. */
export function isTypeDeclaration(node: Syntax): boolean {
  return /^(interface|type_alias|enum|ambient)_declaration$|^function_signature$|^(internal_)?module$/.test(node.type);
}

/**
 * Reads a declaration that only TypeScript has: an interface is a class whose members have no values, an alias the
 * assignment of a type, an enumeration the assignment of an object, an overload a function without a body.
 * @param whole range of the region: the `export` or `declare` around it, if any
 */
export function typeDeclaration(reading: Reading, node: Syntax, slot: Slot, whole: Range = node): Draft {
  const name = field(node, "name");
  const label = { range: whole, ...(name ? { name: textOf(reading, name) } : {}) };
  switch (node.type) {
    case "interface_declaration": {
      const made = draft(reading, node, "class", slot, label);
      if (name) reading.boundBy.set(name, made);
      made.children.push(...typeParameters(reading, node));
      const heritage = node.children.find((child) => child.type === "extends_type_clause");
      for (const base of heritage ? named(heritage) : []) made.children.push(typeRegion(reading, base, "base"));
      const body = field(node, "body");
      if (body) made.children.push(interfaceBody(reading, body));
      return made;
    }
    case "type_alias_declaration": {
      const made = draft(reading, node, "assignment", slot, { range: whole });
      if (name) made.children.push(target(reading, name, made));
      made.children.push(...typeParameters(reading, node));
      const value = field(node, "value");
      if (value) made.children.push(typeRegion(reading, value, "value"));
      return made;
    }
    case "enum_declaration": {
      const made = draft(reading, node, "assignment", slot, { range: whole });
      if (name) made.children.push(target(reading, name, made));
      const body = field(node, "body");
      if (body) made.children.push(enumBody(reading, body));
      return made;
    }
    case "function_signature": {
      const made = draft(reading, node, "function", slot, label);
      if (name) reading.boundBy.set(name, made);
      made.children.push(...signatureTypes(reading, node));
      return made;
    }
    case "ambient_declaration": {
      const inner = named(node).find((child) => child.type !== "accessibility_modifier");
      if (inner && isTypeDeclaration(inner)) return typeDeclaration(reading, inner, slot, whole);
      if (inner && /_declaration$/.test(inner.type)) {
        const made = statement(reading, inner, slot);
        made.start = whole.start;
        made.end = whole.end;
        return made;
      }
      const made = draft(reading, node, "statement", slot, { name: "block" });
      if (inner?.type === "statement_block") made.children.push(block(reading, inner, "body"));
      return made;
    }
    default: {
      // A namespace or module.
      const made = draft(reading, node, "class", slot, label);
      if (name?.type === "identifier") reading.boundBy.set(name, made);
      const body = field(node, "body");
      if (body) made.children.push(block(reading, body, "body"));
      return made;
    }
  }
}

function target(reading: Reading, name: Syntax, whole: Draft): Draft {
  reading.boundBy.set(name, whole);
  return draft(reading, name, "name", "target", { name: textOf(reading, name) });
}

/** Bounds and defaults of type parameters. */
export function typeParameters(reading: Reading, node: Syntax): Draft[] {
  const list = field(node, "type_parameters");
  return list
    ? named(list).flatMap((one) =>
        named(one).flatMap((part) => (part.field === "name" ? [] : [typeRegion(reading, part, "annotation")])),
      )
    : [];
}

function interfaceBody(reading: Reading, node: Syntax): Draft {
  const suite = draft(reading, node, "suite", "body");
  node.children.forEach((child, index) => {
    if (!child.named || child.type === "comment") return;
    const next = node.children[index + 1];
    suite.children.push(typeMember(reading, child, next && /^[;,]$/.test(next.type) ? next.end : child.end));
  });
  return suite;
}

/** A member of an interface, or one of a class that has no body. */
export function typeMember(reading: Reading, node: Syntax, end: number): Draft {
  const range = { start: node.start, end };
  const key = field(node, "name");
  if (node.type === "property_signature") {
    const made = draft(reading, node, "assignment", "body", { range });
    made.children.push(...fieldParts(reading, node, key));
    return made;
  }
  const isMethod = node.type === "method_signature" || node.type === "abstract_method_signature";
  const made = draft(reading, node, isMethod ? "function" : "statement", "body", {
    range,
    ...(isMethod && key ? { name: keyName(reading, key) } : {}),
  });
  made.children.push(...signatureTypes(reading, node));
  return made;
}

/** Name and type of a field. */
export function fieldParts(reading: Reading, node: Syntax, key: Syntax | undefined): Draft[] {
  const name: Draft[] = key
    ? [{ kind: "name", slot: "target", start: key.start, end: key.end, name: keyName(reading, key), children: [] }]
    : [];
  return [...name, ...annotation(reading, field(node, "type"))];
}

function enumBody(reading: Reading, node: Syntax): Draft {
  const made = draft(reading, node, "mapping", "value");
  for (const child of named(node)) {
    const key = child.type === "enum_assignment" ? field(child, "name") : child;
    const value = child.type === "enum_assignment" ? field(child, "value") : undefined;
    const entry = draft(reading, child, "entry", "entry", { name: key && keyName(reading, key) });
    if (value) entry.children.push(expression(reading, value, "value"));
    made.children.push(entry);
  }
  return made;
}
