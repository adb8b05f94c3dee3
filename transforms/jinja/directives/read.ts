import type { Range } from "../../../src/engine/model.js";
import { as, type Draft, draft } from "../draft.js";
import type { Scripts } from "../scripts.js";
import { chained } from "./chains.js";
import { boundName, directiveOf } from "./names.js";

/** Names that stand for what an element hands to its content, and not for anything of the page. */
type Scope = ReadonlySet<string>;

/**
 * Reads the attributes of a page that hold scripts: what runs on an event, and what a framework computes, repeats or
 * asks. Elements of which the first that is wanted is drawn become arms of a branch.
 *
 * @param text the page, template tags masked
 * @param outputs what the page draws (`{{ … }}`) is computed by the framework as well
 */
export function readDirectives(scripts: Scripts, text: string, root: Draft, outputs = false): void {
  const open: { node: Draft; scope: Scope }[] = [{ node: root, scope: new Set() }];
  const parents: Draft[] = [];
  while (open.length > 0) {
    const { node, scope } = open.pop()!;
    if (node.script !== undefined) continue;
    const inner = node.kind === "element" ? new Set([...scope, ...namesOf(text, node)]) : scope;
    if (outputs && node.kind === "output") readOutput(scripts, text, node, scope);
    else if (node.kind === "attribute") readAttribute(scripts, text, node, scope);
    else for (const child of node.children) open.push({ node: child, scope: inner });
    parents.push(node);
  }
  for (const node of parents) node.children = chained(node.children);
}

function readAttribute(scripts: Scripts, text: string, node: Draft, scope: Scope): void {
  const [value] = node.children;
  const kind = directiveOf(node.name ?? "");
  const inside = value && tagsIn(value);
  if (!kind || !value || !inside || kind === "pattern" || kind === "otherwise") return;
  const found =
    kind === "statements"
      ? scripts.read(value, "handler", inside)
      : readValue(scripts, text, kind === "loop" ? iterableIn(text, value) : value, inside);
  if (!found) return;
  ownNames(found, scope);
  if (/^(?:class|style)$/.test(boundName(node.name!) ?? "")) counted(found);
  node.children = [as("value", found)];
}

/** What stands between the signs of an output, whatever language it was taken for. */
function readOutput(scripts: Scripts, text: string, node: Draft, scope: Scope): void {
  const source = text.slice(node.start + 2, node.end - 2);
  const start = node.start + 2 + source.length - source.trimStart().length;
  const found = readValue(scripts, text, { start, end: start + source.trim().length }, []);
  node.children = found ? [as("value", found)] : [];
  if (found) ownNames(found, scope);
}

/** The template tags in a value; undefined if the value is not text with tags in it. */
function tagsIn(value: Draft): Draft[] | undefined {
  if (value.kind === "literal") return [];
  if (value.kind === "template") return value.children.filter((child) => child.kind !== "literal");
  return undefined;
}

function readValue(scripts: Scripts, text: string, range: Range, inside: Draft[]): Draft | undefined {
  if (text.slice(range.start, range.end).trim() === "") return undefined;
  const found = scripts.readExpression(range, inside);
  if (found) drawn(found);
  return found ?? unread(text, range, inside);
}

/** A page that computes what it draws does nothing else by that: what it calls has no effect. */
function drawn(node: Draft): void {
  if (node.kind === "call" && !node.traits.includes("pure")) node.traits.push("pure");
  node.children.forEach(drawn);
}

/** `{ wide: open }` names a class that is there while `open` is true. */
function counted(node: Draft): void {
  if (node.kind === "entry") node.traits.push("optional");
  if (/^(?:mapping|sequence|group)$/.test(node.kind)) node.children.forEach(counted);
}

const LOOP = /^\s*([\s\S]*?)\s+(?:in|of)\s+/;
const WORD = /(?<![\w$.])[A-Za-z_$][\w$]*/g;

/** Of `(item, index) in items` what it goes through. */
function iterableIn(text: string, range: Range): Range {
  const source = text.slice(range.start, range.end);
  return { start: range.start + (LOOP.exec(source)?.[0].length ?? 0), end: range.end };
}

/** Names that the attributes of an element give to it and its content. */
function namesOf(text: string, element: Draft): string[] {
  return element.children.flatMap((attribute): string[] => {
    const value = attribute.kind === "attribute" ? attribute.children[0] : undefined;
    if (!value || value.script !== undefined) return [];
    const kind = directiveOf(attribute.name ?? "");
    const source = text.slice(value.start, value.end);
    if (kind === "loop") return LOOP.exec(source)?.[1]?.match(WORD) ?? [];
    if (kind === "pattern") return source.match(WORD) ?? [];
    // Names of an object that Alpine puts around the content.
    if (/^x-data$/i.test(attribute.name ?? ""))
      return [...source.matchAll(/([A-Za-z_$][\w$]*)\s*[:(]/g)].map((one) => one[1]!);
    return [];
  });
}

/** Takes the page's names away from what a name of the element stands for. */
function ownNames(node: Draft, scope: Scope): void {
  node.marks = node.marks.filter(
    ({ symbol }) => !symbol.startsWith("js:window#") || !scope.has(symbol.slice("js:window#".length)),
  );
  for (const child of node.children) ownNames(child, scope);
}

/** An expression that does not parse: it stays as it is, and what its words may name stays with it. */
function unread(text: string, range: Range, inside: readonly Draft[]): Draft {
  const words = [...text.slice(range.start, range.end).matchAll(WORD)].map((match): Draft => {
    const start = range.start + match.index;
    const marks = [{ symbol: `js:window#${match[0]}`, defines: false }];
    return draft("expression", "value", { start, end: start + match[0].length }, { marks });
  });
  // Whatever else it does: nobody can judge it.
  const unknown = draft("call", "value", { start: range.start, end: range.start });
  const tags = inside.map((tag) => as("value", tag));
  return draft(
    "expression",
    "value",
    range,
    {},
    [unknown, ...words, ...tags].sort((a, b) => a.start - b.start),
  );
}
