import { named } from "./draft.js";
import { parsePython, type Syntax } from "./syntax.js";

/**
 * The type inside a string that stands for one (`"Client | None"`), at its place in the file. Names alone need no tree, and
 * what has escapes, a prefix or several lines is no type that anybody writes.
 * @returns undefined if there is no such type
 */
export function quotedType(node: Syntax, text: string): Syntax | undefined {
  const [open, content, close] = node.children;
  if (node.children.length !== 3 || !open || !content || !close || open.end - open.start !== 1) return undefined;
  const source = text.slice(content.start, content.end);
  if (!/[[|]/.test(source) || /[\\\n]/.test(source)) return undefined;
  const { root, faults } = parsePython(source);
  const [statement, other] = named(root);
  const inner = statement?.type === "expression_statement" ? named(statement) : [];
  if (faults.length > 0 || other || inner.length !== 1) return undefined;
  return moved(inner[0]!, content.start);
}

/** A tree as it stands further down in a text. */
function moved(node: Syntax, by: number): Syntax {
  return {
    ...node,
    start: node.start + by,
    end: node.end + by,
    children: node.children.map((child) => moved(child, by)),
  };
}
