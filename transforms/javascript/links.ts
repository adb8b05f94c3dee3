import type { SymbolName } from "../../src/engine/model.js";
import { dottedName } from "./dotted-name.js";
import { addTraits, type Draft, type DraftOccurrence, type Reading, textOf } from "./draft.js";
import { builtString, stringValue } from "./literals.js";
import { Lookups } from "./lookups.js";
import { markupLinks } from "./markup-strings.js";
import { constantOf, type Names } from "./names.js";
import { looksLikeSelector, patterned, selectorNames } from "./selectors.js";
import { field, named, type Syntax } from "./tree.js";

const selectorMethods = new Set([
  ...["querySelector", "querySelectorAll", "closest", "matches", "find", "children", "parents", "parent", "siblings"],
  ...["filter", "is", "next", "prev", "has", "nextAll", "prevAll"],
]);
const classMethods = new Set(["addClass", "removeClass", "toggleClass", "hasClass"]);
const listMethods = new Set(["add", "remove", "toggle", "contains", "replace"]);

/**
 * Links of one script to pages, styles, environment and files, other than by names and routes; and what its functions
 * look up by their parameters, for the scripts that call them.
 */
export function pageLinks(
  reading: Reading,
  names: Names,
  program: Syntax,
): { occurrences: DraftOccurrence[]; lookups: Lookups } {
  const links: DraftOccurrence[] = [];
  const lookups = new Lookups(reading, names);
  const open: Syntax[] = [program];
  while (open.length > 0) {
    const node = open.pop()!;
    if (node.type === "call_expression" || node.type === "new_expression")
      callLinks(reading, names, node, links, lookups);
    else if (node.type === "member_expression" || node.type === "subscript_expression") {
      environmentLink(reading, node, links);
    } else if (node.type === "variable_declarator") environmentPattern(reading, node, links);
    else if (node.type === "assignment_expression") assignmentLinks(reading, node, links);
    else if (node.type === "string" || node.type === "template_string") {
      fileLink(reading, node, links);
      links.push(...markupLinks(reading, node));
    }
    for (let index = node.children.length - 1; index >= 0; index--) open.push(node.children[index]!);
  }
  return { occurrences: [...links, ...lookups.occurrences()], lookups };
}

/** A reference on the region of a node, if it has one. */
export function refer(reading: Reading, node: Syntax, symbol: SymbolName, weak = false): DraftOccurrence[] {
  const region = reading.draftOf.get(node);
  return region ? [{ symbol, defines: false, draft: region, ...(weak ? { weak: true } : {}) }] : [];
}

function callLinks(reading: Reading, names: Names, node: Syntax, links: DraftOccurrence[], lookups: Lookups): void {
  const callee = field(node, "function");
  const passed = field(node, "arguments");
  const first = passed && named(passed)[0];
  if (!callee || !passed || !first) return;
  const dotted = dottedName(reading, callee);
  const last = dotted.slice(dotted.lastIndexOf(".") + 1);
  const isMember = callee.type === "member_expression";
  lookups.noteCall(callee, passed);
  const way = lookupOf(dotted, last, isMember);
  if (way !== undefined) lookups.note(first, way);
  const known = (name: Syntax) => knownString(reading, names, name);
  const value = builtString(reading, first, known);
  if (isMember && listMethods.has(last) && /\.classList\.\w+$/.test(dotted)) {
    for (const argument of named(passed)) classWords(reading, argument, links);
    return;
  }
  if (isMember && classMethods.has(last)) {
    classWords(reading, first, links);
    return;
  }
  if (value === undefined) return;
  const place = constantPlace(reading, names, first);
  if (way === "id") {
    key(reading, place, `dom:#${patterned(value)}`, links);
    return;
  }
  if (way === "class") {
    for (const name of value.split(/\s+/).filter(Boolean)) key(reading, place, `class:.${patterned(name)}`, links);
    return;
  }
  if (way === "selector" && looksLikeSelector(value)) selectorLinks(reading, place, value, links);
  if (isMember && last === "on") {
    const delegate = named(passed)[1];
    const selector = delegate && stringValue(reading, delegate);
    if (delegate && selector && looksLikeSelector(selector)) selectorLinks(reading, delegate, selector, links);
  }
}

/** How a call looks up what its first argument names. */
function lookupOf(dotted: string, last: string, isMember: boolean): "id" | "class" | "selector" | undefined {
  if (dotted === "$" || dotted === "jQuery") return "selector";
  if (!isMember) return undefined;
  if (last === "getElementById") return "id";
  if (last === "getElementsByClassName") return "class";
  return selectorMethods.has(last) ? "selector" : undefined;
}

/** A string constant that a name stands for, if that is all it can be. */
export function knownString(reading: Reading, names: Names, name: Syntax): string | undefined {
  const constant = constantOf(names, name);
  return constant ? stringValue(reading, constant) : undefined;
}

/** The place that spells a value: a string, or the constant behind a name. */
export function constantPlace(reading: Reading, names: Names, node: Syntax): Syntax {
  if (node.type !== "identifier") return node;
  const constant = constantOf(names, node);
  return constant && stringValue(reading, constant) !== undefined ? constant : node;
}

function key(reading: Reading, node: Syntax, symbol: SymbolName, links: DraftOccurrence[]): void {
  // `dom:#*` would reach everything and tell nothing.
  if (/[#.]\*?$/.test(symbol)) return;
  links.push(...refer(reading, node, symbol));
  const region = reading.draftOf.get(node);
  if (region && symbol.includes("*")) addTraits(region, "dynamic");
}

function selectorLinks(reading: Reading, node: Syntax, selector: string, links: DraftOccurrence[]): void {
  const { symbols, isList } = selectorNames(selector);
  // In a list the others still match: the reference keeps the symbol, but its end does not end the selector.
  for (const symbol of symbols) key(reading, node, isList && !symbol.includes("*") ? `${symbol}*` : symbol, links);
}

function classWords(reading: Reading, node: Syntax, links: DraftOccurrence[]): void {
  const value = stringValue(reading, node);
  for (const name of value?.split(/\s+/) ?? []) {
    if (name !== "") links.push(...refer(reading, node, `class:.${name}`, true));
  }
}

/** `x.className = "a b"` uses classes, `x.id = "a"` makes an id. */
function assignmentLinks(reading: Reading, node: Syntax, links: DraftOccurrence[]): void {
  const left = field(node, "left");
  const right = field(node, "right");
  const property = left?.type === "member_expression" ? field(left, "property") : undefined;
  if (!property || !right) return;
  const name = textOf(reading, property);
  if (name === "className") classWords(reading, right, links);
  const value = stringValue(reading, right);
  const whole = reading.draftOf.get(node);
  if (name === "id" && value && /^[\w-]+$/.test(value) && whole) {
    links.push({ symbol: `dom:#${value}`, defines: true, draft: whole });
  }
}

const environments = new Set(["process.env", "import.meta.env"]);

function isEnvironment(reading: Reading, node: Syntax | undefined): boolean {
  return node?.type === "member_expression" && environments.has(textOf(reading, node));
}

/** `process.env.NAME`, `process.env["NAME"]`, `import.meta.env.NAME`. */
function environmentLink(reading: Reading, node: Syntax, links: DraftOccurrence[]): void {
  if (!isEnvironment(reading, field(node, "object"))) return;
  const property = field(node, "property");
  const index = field(node, "index");
  const name = property ? textOf(reading, property) : index && stringValue(reading, index);
  const place: Syntax = property ? node : (index ?? node);
  if (name) links.push(...refer(reading, place, `env:${name}`));
}

/** `const { NAME } = process.env`. */
function environmentPattern(reading: Reading, node: Syntax, links: DraftOccurrence[]): void {
  const target = field(node, "name");
  if (target?.type !== "object_pattern" || !isEnvironment(reading, field(node, "value"))) return;
  const region = reading.draftOf.get(target);
  for (const entry of region?.children ?? []) {
    if (entry.kind === "entry" && entry.name) links.push({ symbol: `env:${entry.name}`, defines: false, draft: entry });
  }
}

/** A string that is the address of a static file. */
function fileLink(reading: Reading, node: Syntax, links: DraftOccurrence[]): void {
  const value = builtString(reading, node);
  const path = value?.match(/^\/?static\/([^\s?#'"<>]+)/)?.[1];
  if (!path || !/\.\w+$|\{\}/.test(path)) return;
  const region: Draft | undefined = reading.draftOf.get(node);
  if (region) links.push({ symbol: `static:${patterned(path)}`, defines: false, draft: region });
}
