import type { Slot } from "../../src/engine/region.js";
import { type Draft, draft, type Reading, textOf } from "./draft.js";
import { expression } from "./expressions.js";
import { field, named, type Syntax } from "./tree.js";

/** Reads a JSX element: attributes, text and `{…}` containers as in other markup. */
export function markup(reading: Reading, node: Syntax, slot: Slot): Draft {
  const tag = node.type === "jsx_element" ? field(node, "open_tag") : node;
  const name = tag && field(tag, "name");
  const made = draft(reading, node, "element", slot, { name: name && textOf(reading, name) });
  if (node.type === "jsx_self_closing_element") made.traits = ["empty"];
  // A component is a value: its tag refers to the binding, `<ui.Card>` to that of `ui`.
  for (let part = name; part; part = field(part, "object")) reading.draftOf.set(part, made);
  for (const part of tag ? named(tag) : []) {
    if (part.type === "jsx_attribute") made.children.push(attribute(reading, part, made.name));
    else if (part.type === "jsx_expression") {
      const inner = draft(reading, part, "expression", "attribute");
      for (const value of named(part)) inner.children.push(expression(reading, value, "value"));
      made.children.push(inner);
    }
  }
  if (node.type !== "jsx_element") return made;
  for (const part of node.children) {
    if (part.type === "jsx_text" || part.type === "html_character_reference") {
      if (textOf(reading, part).trim() === "") continue;
      made.children.push(draft(reading, part, "text", "content", { value: textOf(reading, part) }));
    } else if (part.type === "jsx_expression") {
      const output = draft(reading, part, "output", "content");
      for (const value of named(part)) output.children.push(expression(reading, value, "value"));
      made.children.push(output);
    } else if (part.type === "jsx_element" || part.type === "jsx_self_closing_element") {
      made.children.push(markup(reading, part, "content"));
    }
  }
  return made;
}

/** Elements that are there for what they do. */
const controls = new Set(["button", "a", "input", "select", "textarea"]);

/** Attributes that say what their element is, leads to or belongs to. */
const identities = new Set(["id", "htmlFor", "key", "href", "to", "src", "name", "data-testid"]);

/** Elements of which each stands for one value of a choice. */
const choices = /(?:option|item|trigger|content|tab|pane|panel|radio|segment)$/i;

const isIdentity = (name: string, tag: string | undefined): boolean =>
  identities.has(name) || (name === "value" && choices.test(tag ?? ""));

function attribute(reading: Reading, node: Syntax, tag: string | undefined): Draft {
  const [key, value] = named(node);
  const made = draft(reading, node, "attribute", "attribute", { name: key && textOf(reading, key) });
  if (made.name && /^on[A-Z]/.test(made.name) && controls.has(tag ?? "")) made.traits = ["handler"];
  if (made.name !== undefined && isIdentity(made.name, tag)) made.traits = ["identity"];
  if (value?.type === "jsx_expression") {
    for (const inner of named(value)) made.children.push(expression(reading, inner, "value"));
  } else if (value) made.children.push(expression(reading, value, "value"));
  return made;
}
