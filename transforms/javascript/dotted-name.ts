import { type Reading, textOf } from "./draft.js";
import { field, type Syntax } from "./tree.js";

/**
 * Callee in dotted form: `document.getElementById`, `$.get`. What is no name or member stands as nothing:
 * `(await f()).json` is `.json`.
 */
export function dottedName(reading: Reading, node: Syntax): string {
  if (node.type === "identifier" || node.type === "this" || node.type === "super" || node.type === "import") {
    return textOf(reading, node);
  }
  if (node.type !== "member_expression") return "";
  const object = field(node, "object");
  const property = field(node, "property");
  return `${object ? dottedName(reading, object) : ""}.${property ? textOf(reading, property) : ""}`;
}
