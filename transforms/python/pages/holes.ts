import type { Range } from "../../../src/engine/model.js";
import { type Draft, draft } from "../../jinja/draft.js";

const contains = (outer: Range, inner: Range) => outer.start <= inner.start && inner.end <= outer.end;

/**
 * Puts an interpolation of an f-string where it stands in the page: in content it is an output, in a value a part. Its
 * own regions are Python's, so it is only a place here.
 * @returns the place
 */
export function putHole(root: Draft, range: Range): Draft {
  const hole = draft("group", "part", range);
  let node = root;
  for (let next: Draft | undefined = root; next; ) {
    node = next;
    next = node.children.find((child) => contains(child, range));
  }
  if (node.kind === "text") split(root, node, hole);
  else if (node.kind === "literal") {
    node.kind = "template";
    delete node.value;
    node.children.push(hole);
  } else if (node.kind === "name" && node.script !== undefined) {
    node.kind = "group";
    node.marks = [];
    delete node.name;
    hole.slot = "value";
    node.children.push(hole);
  } else if (node.kind === "element" || node.kind === "suite") node.children.push(output(hole));
  else node.children.push(hole);
  return hole;
}

function output(hole: Draft): Draft {
  const range = { start: hole.start, end: hole.end };
  hole.slot = "value";
  return draft("output", "content", range, { shape: { open: range } }, [hole]);
}

/** Words around an interpolation become words before it and words behind it. */
function split(root: Draft, text: Draft, hole: Draft): void {
  const parent = parentOf(root, text)!;
  const piece = (start: number, end: number): Draft[] => {
    const value = String(text.value).slice(start - text.start, end - text.start);
    const from = start + value.length - value.trimStart().length;
    const trimmed = value.trim();
    return trimmed === ""
      ? []
      : [draft("text", text.slot, { start: from, end: from + trimmed.length }, { value: trimmed })];
  };
  const pieces = [...piece(text.start, hole.start), output(hole), ...piece(hole.end, text.end)];
  parent.children.splice(parent.children.indexOf(text), 1, ...pieces);
}

function parentOf(root: Draft, node: Draft): Draft | undefined {
  if (root.children.includes(node)) return root;
  return root.children.map((child) => parentOf(child, node)).find((found) => found !== undefined);
}
