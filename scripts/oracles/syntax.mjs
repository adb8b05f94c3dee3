// What two Python texts have in common apart from layout: their imports, one by one, and the shape of their syntax.
import { withTree } from "../../dist/src/syntax/treesitter.js";

const STATEMENTS = new Set(["import_statement", "import_from_statement", "future_import_statement"]);
const SCOPES = new Set(["function_definition", "class_definition", "lambda"]);

/**
 * The names that the imports of a text bind, in order. `use` is the expression that a use of the name is written as,
 * `key` tells apart what differs, `scope` is empty at the top level, and `statement` is the range of the whole import.
 * The grammar must be loaded.
 */
export function importsOf(text) {
  return withTree("python", text, (root) => {
    const found = [];
    visit(root, "", found);
    return found;
  });
}

function visit(node, scope, found) {
  if (STATEMENTS.has(node.type)) {
    found.push(...namesOf(node, scope));
    return;
  }
  const inner = SCOPES.has(node.type) ? `${scope}/${node.childForFieldName("name")?.text ?? "lambda"}` : scope;
  for (const child of node.namedChildren) if (child) visit(child, inner, found);
}

function namesOf(node, scope) {
  const from = node.childForFieldName("module_name");
  const module = node.type === "future_import_statement" ? "__future__" : (from?.text ?? null);
  const statement = { start: node.startIndex, end: node.endIndex, row: node.startPosition.row };
  const inClass = nearestScope(node) === "class_definition";
  return node.namedChildren
    .filter((child) => child && child.id !== from?.id && !["comment", "line_continuation"].includes(child.type))
    .map((child) => {
      const alias = child.childForFieldName("alias")?.text;
      const name = child.childForFieldName("name")?.text ?? child.text;
      const star = child.type === "wildcard_import";
      const key = [scope, module ?? "", name, alias ?? ""].map((one) => one.replace(/\s/g, "")).join("|");
      const future = module === "__future__";
      return { key, use: alias ?? name.replace(/\s/g, ""), scope, inClass, star, future, statement };
    });
}

function nearestScope(node) {
  for (let up = node.parent; up; up = up.parent) if (SCOPES.has(up.type)) return up.type;
  return null;
}

/**
 * The syntax of a text without its layout: comments, blank lines, brackets around imported names and trailing commas
 * do not count, `import a, b` is two imports, and a `pass` counts only where a block has nothing else. With
 * `withoutImports` the imports are left out as well. Null if the text does not parse.
 */
export function shapeOf(text, { withoutImports = false } = {}) {
  return withTree("python", text, (root) => (root.hasError ? null : shape(root, withoutImports)));
}

function shape(node, withoutImports) {
  if (node.type === "comment" || node.type === "line_continuation") return "";
  if (STATEMENTS.has(node.type))
    return withoutImports
      ? ""
      : namesOf(node, "")
          .map(({ key }) => `import ${key};`)
          .join("");
  if (node.type === "module" || node.type === "block") {
    const body = node.namedChildren.filter((child) => child && child.type !== "pass_statement");
    return `{${body.map((child) => shape(child, withoutImports)).join("")}}`;
  }
  if (node.childCount === 0) return `${node.text} `;
  const inner = node.children.filter(Boolean).map((child) => shape(child, withoutImports));
  return `${node.type}(${inner.join("")})`;
}
