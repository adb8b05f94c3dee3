import type { Range } from "../../src/engine/model.js";
import type { ScriptLanguage } from "../../src/syntax/script-scopes.js";
import { withoutEntities } from "./entities.js";
import { knownNames } from "./known-names.js";
import { isFiller } from "./literals.js";
import { resolveNames } from "./names.js";
import type { ScriptKind } from "./scopes.js";
import { grammarOf, readSyntax, type Syntax } from "./tree.js";

/** Faults of a script file: syntax errors, and names that nothing in the file declares. */
export function diagnoseFile(path: string, text: string): string[] {
  const kind = /\.(mjs|cjs|jsx|[cm]?ts|tsx)$/.test(path) || /^\s*(import|export)\b/m.test(text) ? "module" : "script";
  return diagnoseScript(text, { start: 0, end: text.length }, kind, [], grammarOf(path));
}

/**
 * Faults of one script in a text. A name that another script provides is listed too: only what is new after an
 * edit counts, each name once, so that a use that leaves is no change.
 * @param holes ranges of masked template code
 */
export function diagnoseScript(
  text: string,
  range: Range,
  kind: ScriptKind,
  holes: Range[] = [],
  grammar: ScriptLanguage = "javascript",
): string[] {
  const source =
    kind === "handler"
      ? text.slice(0, range.start) + withoutEntities(text.slice(range.start, range.end)) + text.slice(range.end)
      : text;
  try {
    const { root, faults } = readSyntax(source, range, grammar);
    if (faults.length > 0) return faults.map((fault) => `syntax error in line ${fault.line}: ${fault.message}`);
    const reading = { path: "", text: source, holes, draftOf: new Map(), boundBy: new Map() };
    const names = resolveNames(reading, root, kind, "", grammar);
    if (names.fault !== undefined) return [`syntax error: ${names.fault}`];
    return [
      ...new Set(
        names.unresolved
          .filter((binding) => isUndefined(binding.reads) && !isFiller(binding.name) && !knownNames.has(binding.name))
          .map((binding) => binding.name),
      ),
    ]
      .sort()
      .map((name) => `undefined name \`${name}\``);
  } catch (error) {
    if (error instanceof RangeError) return ["nested too deeply"];
    throw error;
  }
}

/** `typeof x` and `window.x` ask without failing. */
function isUndefined(reads: readonly Syntax[]): boolean {
  return reads.some(
    (node) =>
      node.type !== "member_expression" &&
      !(node.parent?.type === "unary_expression" && node.parent.children.some((child) => child.type === "typeof")),
  );
}
