import type { Range } from "../../src/engine/model.js";
import type { StyleNode } from "../../src/syntax/stylesheet.js";
import type { Reading } from "./build.js";
import { addWords } from "./lists.js";
import { addImport } from "./modules.js";
import { addVariables } from "./properties.js";
import { addNodes, type Context } from "./sheet.js";

/** Adds the region of a rule that begins with `@`. */
export function addAtRule(reading: Reading, node: StyleNode, parent: number, context: Context): void {
  const name = node.name.toLowerCase().replace(/^-\w+-/, "");
  const words = reading.slice(node.head);
  if (name === "import" || name === "use" || name === "forward") addImport(reading, node, parent, name);
  else if (name === "keyframes")
    addNamed(reading, node, parent, unquoted(words), "@keyframes ", { ends: [], global: false, frames: true });
  else if (name === "font-face")
    addNamed(reading, node, parent, familyOf(reading, node), "@font-face ", { ends: [], global: false });
  else if (name === "property") addNamed(reading, node, parent, words.trim(), "", { ends: [], global: false });
  else if (name === "layer" && node.body && words.trim() !== "" && reading.target.matches(words))
    addNamed(reading, node, parent, words.trim(), "@layer ", context);
  else if (name === "layer" && !node.body) addLayers(reading, node, parent);
  else if (name === "mixin" || name === "function") addCallable(reading, node, parent, name);
  else if (name === "include") addInclude(reading, node, parent, context);
  else if (name === "extend" || name === "apply") addClasses(reading, node, parent, name);
  else if (name === "each" && node.body && /\bin\s+[^$(][^()]*$/.test(words)) addEach(reading, node, parent, context);
  else if (node.body) {
    const traits = name === "layer" && isFirstOfSeveral(reading, node) ? { traits: ["once" as const] } : {};
    const block = reading.add("block", "body", node, parent, { name, ...traits });
    addVariables(reading, node.head, block, "test");
    addBody(reading, node, block, { ...context, frames: false });
  } else addVariables(reading, node.head, reading.add("statement", "body", node, parent, { name }), "value");
}

function addBody(reading: Reading, node: StyleNode, parent: number, context: Context): void {
  const body = reading.add("suite", "body", node.body!, parent);
  addNodes(reading, node.children, body, context);
}

/** `@each $name in a, b`: a list of words that is written out. */
function addEach(reading: Reading, node: StyleNode, parent: number, context: Context): void {
  const loop = reading.add("loop", "body", node, parent, { name: "each" });
  const start = node.head.start + /^[\s\S]*?\bin\s+/.exec(reading.slice(node.head))![0].length;
  addWords(reading, { start, end: node.head.end }, loop);
  addBody(reading, node, loop, { ...context, frames: false });
}

/** A block that others use by its name. */
function addNamed(
  reading: Reading,
  node: StyleNode,
  parent: number,
  name: string,
  kind: string,
  context: Context,
): void {
  const region = reading.add("class", "body", node, parent, { name });
  if (name !== "" && !reading.isFilled(node.head)) reading.define(region, `style:${kind}${name}`);
  if (node.body) addBody(reading, node, region, context);
}

const unquoted = (text: string) => text.trim().replace(/^(["'])(.*)\1$/, "$2");

function familyOf(reading: Reading, node: StyleNode): string {
  const family = node.children.find(
    (child) => child.kind === "declaration" && child.name.toLowerCase() === "font-family",
  );
  return family ? unquoted(reading.slice(family.head)) : "";
}

/** `@layer base, acme;` sets an order: names leave it one by one. */
function addLayers(reading: Reading, node: StyleNode, parent: number): void {
  const statement = reading.add("statement", "body", node, parent, { name: "layer" });
  const list = reading.add("sequence", "value", node.head, statement, { form: "list" });
  for (const { range, word } of wordsIn(reading, node.head, /[^\s,]+/g))
    reading.refer(reading.add("name", "element", range, list, { name: word }), `style:@layer ${word}`);
}

/** The first mention of a layer gives it its place among the others. */
function isFirstOfSeveral(reading: Reading, node: StyleNode): boolean {
  const name = reading.slice(node.head).trim();
  if (name === "") return false;
  const mention = new RegExp(
    `@layer\\s[^;{}]*(?<![\\w.-])${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w-])`,
    "i",
  );
  return !mention.test(reading.text.slice(0, node.start)) && mention.test(reading.text.slice(node.end));
}

function addCallable(reading: Reading, node: StyleNode, parent: number, kind: string): void {
  const name = /^\s*([\w-]+)/.exec(reading.slice(node.head))?.[1] ?? "";
  const region = reading.add("function", "body", node, parent, { name });
  if (name !== "") reading.define(region, `style:${kind} ${name}`);
  if (node.body) addBody(reading, node, region, { ends: [], global: false });
}

/** What a mixin is given goes with the mixin. */
function addInclude(reading: Reading, node: StyleNode, parent: number, context: Context): void {
  const name = /^\s*(?:([\w-]+)\.)?([\w-]+)/.exec(reading.slice(node.head));
  const region = node.body
    ? reading.add("rule", "body", node, parent)
    : reading.add("statement", "body", node, parent, { name: "include" });
  const term = reading.add("term", node.body ? "element" : "value", node.head, region);
  if (name?.[2]) {
    const end = node.head.start + name[0].length;
    const start = end - name[2].length;
    const taken = name[1] === undefined ? undefined : { start: start - 1 - name[1].length, end: start - 1 };
    reading.use(`style:mixin ${name[2]}`, "value", { start, end }, term, name[2], taken);
    addNames(reading, { start: end, end: node.head.end }, term);
  }
  if (node.body) addBody(reading, node, region, context);
}

function addNames(reading: Reading, range: Range, term: number): void {
  for (const { range: at, word } of wordsIn(reading, range, /\$[\w-]+|--[\w-]+/g)) {
    if (/^\s*:/.test(reading.text.slice(at.end))) continue;
    reading.refer(reading.add("name", "part", at, term, { name: word }), `style:${word}`);
  }
}

/** `@extend .acme`, `@apply acme other`: classes that a rule takes over. */
function addClasses(reading: Reading, node: StyleNode, parent: number, name: string): void {
  const statement = reading.add("statement", "body", node, parent, { name });
  for (const { range, word } of wordsIn(reading, node.head, /[^\s,]+/g)) {
    if (word.startsWith("!")) continue;
    const region = reading.add("name", "value", range, statement, { name: word });
    if (word.startsWith("%")) reading.refer(region, `style:${word}`);
    else reading.refer(region, `class:.${word.replace(/^\./, "")}`, true);
  }
}

function wordsIn(reading: Reading, range: Range, pattern: RegExp): { range: Range; word: string }[] {
  return [...reading.slice(range).matchAll(pattern)].map((match) => {
    const start = range.start + match.index;
    return { range: { start, end: start + match[0].length }, word: match[0] };
  });
}
