import type { Range } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import type { StyleNode } from "../../src/syntax/stylesheet.js";
import type { Reading } from "./build.js";
import { addMap, keyOf } from "./lists.js";
import { type Member, members, type Use } from "./values.js";

/** Words of `animation` that are no names. */
const timing = new Set(
  "none infinite normal reverse alternate alternate-reverse forwards backwards both running paused linear ease ease-in ease-out ease-in-out step-start step-end steps cubic-bezier auto initial inherit unset revert s ms important".split(
    " ",
  ),
);
/** Words that say where and how an image lies, and are nothing without it. */
const placing =
  /^(?:no-repeat|repeat(?:-[xy])?|space|round|center|left|right|top|bottom|cover|contain|fixed|local|scroll|inside|outside|auto|important|(?:padding|border|content)-box)$/i;
const ofImage =
  /^(?:src|cursor|content|background-image|(?:-webkit-)?mask(?:-image)?|list-style(?:-image)?|border-image(?:-source)?)$/i;

/** Adds the region of a declaration with what its value refers to. */
export function addProperty(reading: Reading, node: StyleNode, parent: number, global: boolean): void {
  const variable = variableOf(node);
  const region = reading.add("property", "body", node, parent, {
    name: variable ?? node.name,
    ...(isGlyph(reading, node) ? { traits: ["glyph"] } : {}),
  });
  // A variable set further down only changes what is set for all; it goes with its rule and holds nothing.
  if (variable !== undefined && (global || reading.target.matches(variable)))
    reading.define(region, `style:${variable}`);
  const isMap = reading.module !== undefined && variable !== undefined;
  if (isMap && addMap(reading, variable, node.head, region, (range, entry) => addValue(reading, node, range, entry)))
    return;
  addValue(reading, node, node.head, region);
}

/** Adds what a value, or a value of a map, refers to. */
function addValue(reading: Reading, node: StyleNode, range: Range, parent: number): void {
  const found = members(reading.text, range);
  const isList = reading.module !== undefined && variableOf(node) !== undefined && found.length > 1;
  const made = found.map((member) => ({
    member,
    uses: member.uses.filter((use) => isListed(reading, isList, member, use) || matters(reading, node, member, use)),
  }));
  const isOpen = reading.module !== undefined && reading.filled(range).length > 0;
  if (made.every(({ uses }) => uses.length === 0) && !isOpen) return;
  for (const { member, uses } of made) {
    const term = reading.add("term", range === node.head ? "element" : "value", member, parent);
    if (isOpen) for (const hole of reading.filled(member)) addNames(reading, hole, term);
    for (const use of uses) {
      if (isListed(reading, isList, member, use)) reading.add("name", "value", use, term, { name: use.name });
      else if (!uses.some((other) => isFallback(other, use))) addUse(reading, node.name, member, use, uses, term);
    }
  }
}

/** True for a word of a list that is the target's: it leaves the list. */
const isListed = (reading: Reading, isList: boolean, member: Range, use: Use) =>
  isList &&
  (use.kind === "word" || use.kind === "string") &&
  use.start === member.start &&
  use.end === member.end &&
  reading.target.matches(use.name);

/** True for a character of the private use area, to which a font of icons gives its meaning. */
const isGlyph = (reading: Reading, node: StyleNode) =>
  /^content$/i.test(node.name) &&
  /^["'](?:\\(?:e[0-9a-f]{3}|f[0-8][0-9a-f]{2}) ?|[\uE000-\uF8FF])["']$/i.test(reading.slice(node.head));

/** Name of a variable that a declaration sets, with its mark. */
export function variableOf(node: StyleNode): string | undefined {
  if (node.kind === "declaration") return /^(?:--|\$)/.test(node.name) ? node.name : undefined;
  return node.kind === "at" && node.name.endsWith(":") ? `@${node.name.slice(0, -1)}` : undefined;
}

/** Adds the variables in the words of a rule, which it needs to stay what it is. */
export function addVariables(reading: Reading, range: Range, parent: number, slot: Region["slot"]): void {
  if (namesIn(reading, range).length > 0) addNames(reading, range, reading.add("term", slot, range, parent));
}

/** Variables in a range, and in a dialect the functions that it calls. */
function namesIn(reading: Reading, range: Range): RegExpExecArray[] {
  const source = reading.original.slice(range.start, range.end);
  const found = [...source.matchAll(/(?:([\w-]+)\.)?(\$[\w-]+|[a-zA-Z_][\w-]*(?=\())|var\(\s*(--[\w-]+)/g)];
  return found.filter((one) => one[3] !== undefined || one[2]!.startsWith("$") || reading.module !== undefined);
}

function addNames(reading: Reading, range: Range, term: number): void {
  for (const match of namesIn(reading, range)) {
    const name = match[3] ?? match[2]!;
    const from = range.start + match.index;
    const start = from + match[0].length - name.length;
    const taken = match[1] === undefined ? undefined : { start: from, end: from + match[1].length };
    reading.use(symbolOf(name), "part", { start, end: start + name.length }, term, name, taken);
  }
}

/** The symbol of a variable, or of a function that is called. */
const symbolOf = (name: string) => (/^(?:--|[$@])/.test(name) ? `style:${name}` : `style:function ${name}`);

const isAnimation = (property: string) => /^(?:-\w+-)?animation(?:-name)?$/i.test(property);
const isFont = (property: string) => /^font(?:-family)?$/i.test(property);

function matters(reading: Reading, node: StyleNode, member: Member, use: Use): boolean {
  if (reading.isFilled(use)) return false;
  if (use.kind === "call") return reading.module !== undefined;
  if (use.kind === "variable" || use.kind === "address") return true;
  if (isAnimation(node.name)) return use.kind === "string" || (use.outer && !timing.has(use.name.toLowerCase()));
  if (isFont(node.name)) return isFamily(node.name, member, use);
  return use.kind === "string" && reading.target.matches(use.name);
}

/** True if a use is the first word of a member that names a font. */
function isFamily(property: string, member: Member, use: Use): boolean {
  if (!use.outer) return false;
  if (use.start === member.start) return true;
  return /^font$/i.test(property) && use.kind === "string";
}

/** True if a use is what another one stands for if that is not set. */
const isFallback = ({ fallback }: Use, use: Use) =>
  fallback !== undefined && fallback.start <= use.start && use.end <= fallback.end;

function addUse(reading: Reading, property: string, member: Range, use: Use, uses: readonly Use[], term: number): void {
  const isWhole = use.start === member.start && use.end === member.end;
  if (use.word && use.fallback && use.fallback.end > use.fallback.start) {
    const choice = reading.add("conditional", isWhole ? "value" : "part", use, term);
    reading.refer(reading.add("name", "test", use.word, choice, { name: use.name }), `style:${use.name}`);
    const otherwise = reading.add("expression", "else", use.fallback, choice);
    const inside = uses.filter((other) => isFallback(use, other));
    for (const other of inside)
      if (!inside.some((one) => isFallback(one, other)))
        addUse(reading, property, use.fallback, other, inside, otherwise);
  } else if (use.kind === "variable" || use.kind === "call") {
    const { start, end } = use.whole ?? use;
    const slot = start === member.start && end === member.end ? "value" : "part";
    const from = use.module ? use.module.end + 1 : use.start;
    reading.use(symbolOf(use.name), slot, { start: from, end: use.end }, term, use.name, use.module);
    if (use.kind === "call") addKey(reading, use, slot, term);
  } else if (use.kind === "address") {
    const slot = isWhole || ofImage.test(property) || isPlaced(reading, member, use) ? "value" : "part";
    addAddress(reading, use, use.name, term, slot);
  } else if (isAnimation(property)) {
    const region = reading.add("name", "value", use, term, { name: use.name });
    reading.refer(region, `style:@keyframes ${use.name}`);
  } else if (isFont(property)) {
    const isAlone = use.end === member.end || (use.kind === "word" && /^font-family$/i.test(property));
    const name = isAlone && use.kind === "word" ? reading.slice(member).replace(/\s+/g, " ") : use.name;
    const range = isAlone && use.kind === "word" ? member : use;
    const region = reading.add("name", use.start === member.start ? "value" : "part", range, term, { name });
    reading.refer(region, `style:@font-face ${name}`);
  } else reading.add("text", "content", use, term);
}

/** `map.get($sizes, "small")` asks for a key of a map. */
function addKey(reading: Reading, use: Use, slot: Region["slot"], term: number): void {
  if (
    !use.whole ||
    !/^(?:map\.get|map-get)$/.test(reading.slice({ start: use.module?.start ?? use.start, end: use.end }))
  )
    return;
  const call = reading.slice({ start: use.end, end: use.whole.end });
  const found = /^\(\s*(?:[\w-]+\.)?(\$[\w-]+)\s*,\s*(["']?)([\w-]+)\2\s*\)$/.exec(call);
  if (!found) return;
  const at = use.end + call.lastIndexOf(found[3]!);
  const range = { start: at, end: at + found[3]!.length };
  reading.refer(reading.add("name", slot, range, term, { name: found[3]! }), keyOf(found[1]!, found[3]!));
}

/** True if the rest of a member only says where and how an image lies. */
function isPlaced(reading: Reading, member: Range, use: Use): boolean {
  const rest = `${reading.text.slice(member.start, use.start)} ${reading.text.slice(use.end, member.end)}`;
  return (rest.match(/[^\s/]+/g) ?? []).every(
    (word) => placing.test(word.replace(/^!/, "")) || /^[-+]?[\d.]+[a-z%]*$|^\)$|^url\($/i.test(word),
  );
}

/** Adds the address of another file. */
function addAddress(reading: Reading, range: Range, address: string, parent: number, slot: Region["slot"]): void {
  // What is written out in place leads nowhere.
  if (/^(?:data:|#|about:)/i.test(address) || address === "") return;
  const region = reading.add("literal", slot, range, parent, { value: address });
  const fixed = /^\/static\/([^?#]+)/.exec(address)?.[1];
  if (fixed) reading.refer(region, `static:${fixed}`);
  else if (!/^(?:[a-z]+:)?\/\//i.test(address)) reading.files.push({ region, path: address, kind: "asset" });
}
