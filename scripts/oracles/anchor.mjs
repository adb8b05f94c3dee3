// A statement that stays in what a peer would leave empty: unpick takes an emptied function or file with it.
import { withTree } from "../../dist/src/syntax/treesitter.js";

/** The call that stays; no text of a peer may use its name. */
const ANCHOR = "stays";

/**
 * A text in which each function that only binds names and imports, and the file if that is all it does, ends with a call
 * that has nothing to do with them. What the peer makes of the text is asked of the peer afterwards.
 */
export function anchored(text) {
  if (new RegExp(`\\b${ANCHOR}\\b`).test(text)) return text;
  const places = withTree("python", text, (root) => {
    const blocks = root.hasError ? [] : [root, ...root.descendantsOfType("function_definition").map(bodyOf)];
    return blocks.filter((block) => block && onlyBinds(block)).map((block) => placeAfter(text, block));
  });
  let result = text;
  for (const { at, indent } of places.sort((a, b) => b.at - a.at))
    result = `${result.slice(0, at)}\n${indent}${ANCHOR}()${result.slice(at)}`;
  return result;
}

/** The block of a function, unless it stands on the line of its `def`. */
function bodyOf(definition) {
  const body = definition.childForFieldName("body");
  return body && body.startPosition.row > definition.startPosition.row ? body : null;
}

function onlyBinds(block) {
  const statements = block.namedChildren.filter((child) => child && child.type !== "comment");
  return statements.length > 0 && statements.every(binds);
}

function binds({ type, namedChildren: [only] }) {
  if (/^(import|import_from|future_import|pass)_statement$/.test(type)) return true;
  return type === "expression_statement" && (only?.type === "assignment" || only?.type === "string");
}

function placeAfter(text, block) {
  const last = block.namedChildren.findLast((child) => child && child.type !== "comment");
  const end = text.indexOf("\n", last.endIndex);
  const line = text.lastIndexOf("\n", last.startIndex - 1) + 1;
  return { at: end < 0 ? text.length : end, indent: /^[ \t\f]*/.exec(text.slice(line))[0] };
}
