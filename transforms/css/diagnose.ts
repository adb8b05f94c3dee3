import type { Range } from "../../src/engine/model.js";
import { type StyleNode, stylesheet } from "../../src/syntax/stylesheet.js";
import { maskDialect, maskHoles } from "./mask.js";

/** Faults of a style sheet file. Compared before and after; what was empty before an edit is no fault of it. */
export function diagnoseFile(path: string, text: string): string[] {
  const isDialect = /\.(?:scss|less)$/.test(path);
  const masked = isDialect ? maskDialect(text).text : text;
  return diagnoseStyles(masked, { start: 0, end: text.length }, []);
}

/**
 * Faults of one style sheet in a text: what does not parse, and rules that lost their selector or a name.
 * @param text in which what is no CSS was masked by filler of the same length
 * @param holes ranges of the filler
 */
export function diagnoseStyles(text: string, range: Range, holes: readonly Range[]): string[] {
  const masked = maskHoles(text, range, holes);
  const { nodes, faults } = stylesheet(masked, range);
  if (faults.length > 0) return faults.map((fault) => `syntax error in line ${fault.line}: ${fault.message}`);
  return nodes.flatMap((node) => faultsOf(masked, node));
}

const naming = new Set(["media", "supports", "keyframes", "import", "use", "include", "extend", "apply"]);

function faultsOf(text: string, node: StyleNode): string[] {
  const head = text
    .slice(node.head.start, node.head.end)
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .trim();
  const found: string[] = [];
  if (node.kind === "rule" && (head === "" || /^,|,\s*,|,$/.test(head))) found.push(`a selector is missing: ${head} {`);
  if (node.kind === "at" && head === "" && naming.has(node.name)) found.push(`@${node.name} without words`);
  if (node.kind === "declaration" && !node.name.startsWith("--") && (head === "" || /^,|,$/.test(head)))
    found.push(`a value is missing: ${node.name}`);
  return [...found, ...node.children.flatMap((child) => faultsOf(text, child))];
}
