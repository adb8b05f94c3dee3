import { type Node, syntaxFaults, withTree } from "./treesitter.js";

/** A node of a shell script with its place; plain data that outlives the parser's tree. */
export interface ShellNode {
  type: string;
  start: number;
  end: number;
  /** False for keywords and punctuation. */
  named: boolean;
  field?: string;
  children: ShellNode[];
}

/** What a script says. */
export interface ShellText {
  root: ShellNode;
  faults: { line: number; message: string }[];
}

/**
 * Reads a shell script, or one inside another file. The grammar must be loaded.
 * @param offset what to add to all places
 */
export function readShell(text: string, offset = 0): ShellText {
  // A carriage return is part of a word to a shell; files of Windows, and scripts inside them, have it in line ends.
  const source = text.replaceAll("\\\r\n", " \\\n").replaceAll("\r\n", " \n");
  return withTree("bash", source, (root) => ({ root: copy(root, offset), faults: syntaxFaults(root) }));
}

function copy(node: Node, offset: number): ShellNode {
  const children: ShellNode[] = [];
  for (let index = 0; index < node.childCount; index++) {
    const child = node.child(index);
    if (!child) continue;
    const field = node.fieldNameForChild(index);
    children.push({ ...copy(child, offset), ...(field ? { field } : {}) });
  }
  const { type, isNamed: named } = node;
  return { type, start: node.startIndex + offset, end: node.endIndex + offset, named, children };
}
