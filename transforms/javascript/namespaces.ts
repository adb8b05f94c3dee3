import { type Draft, type DraftOccurrence, type Reading, textOf } from "./draft.js";
import { keyName } from "./expressions.js";
import { stringValue } from "./literals.js";
import { constantOf, type Names } from "./names.js";
import { field, isFunction, named, type Syntax, unwrapped } from "./tree.js";

/** Objects that stand for the page itself. */
const pageObjects = new Set(["window", "globalThis", "self"]);

/** A use of a member of an object that scripts share; `*` stands for a name that only running the code tells. */
export interface DraftMember {
  draft: Draft;
  path: string;
}

/**
 * Members of the objects that scripts of a page share: `App.Modules.Map = …` defines `js:window#App.Modules.Map`, also
 * where a function is handed `App.Modules` under another name, and `App.Modules[name]` may be any of them.
 */
export function namespaceLinks(
  reading: Reading,
  names: Names,
  program: Syntax,
): { occurrences: DraftOccurrence[]; members: DraftMember[] } {
  const found: DraftOccurrence[] = [];
  const members: DraftMember[] = [];
  const use = (node: Syntax, path: string | undefined) => {
    const draft = reading.draftOf.get(node);
    if (draft && path?.includes(".")) members.push({ draft, path });
  };
  const open: Syntax[] = [program];
  while (open.length > 0) {
    const node = open.pop()!;
    if (node.type === "member_expression") {
      if (isWritten(node)) found.push(...memberDefinition(reading, names, node));
      else use(node, pathOf(reading, names, node));
    } else if (node.type === "subscript_expression") use(node, indexPath(reading, names, node));
    else if (node.type === "variable_declarator") found.push(...declared(reading, names, node));
    for (let index = node.children.length - 1; index >= 0; index--) open.push(node.children[index]!);
  }
  return { occurrences: found, members };
}

const isWritten = (node: Syntax) => node.field === "left" && node.parent?.type === "assignment_expression";

function memberDefinition(reading: Reading, names: Names, node: Syntax): DraftOccurrence[] {
  const path = pathOf(reading, names, node);
  const assignment = node.parent!;
  const draft = reading.draftOf.get(assignment);
  if (!path?.includes(".") || !draft || foreign.test(path)) return [];
  const symbol = `js:window#${path}`;
  const value = field(assignment, "right");
  // `App.Modules = App.Modules || {}` makes sure of a place for members; `X.prototype.start = …` is a part of X.
  if (!value || isPlace(value) || isPlain(value) || path.includes(".prototype")) return [];
  const isStatement = assignment.parent?.type === "expression_statement";
  const own: DraftOccurrence = { symbol, defines: true, draft, ...(isStatement ? { private: true } : {}) };
  return [own, ...entries(reading, path, value)];
}

/** `App.Modules["Map"]`; with a name that only running the code tells it may be any of them. */
function indexPath(reading: Reading, names: Names, node: Syntax): string | undefined {
  const object = field(node, "object");
  const key = field(node, "index");
  const path = object && pathOf(reading, names, object);
  if (!path || !key || key.type === "number") return undefined;
  return `${path}.${stringValue(reading, key) ?? "*"}`;
}

/** `var App = { … }` of a classic script. */
function declared(reading: Reading, names: Names, node: Syntax): DraftOccurrence[] {
  const name = field(node, "name");
  const binding = name?.type === "identifier" ? names.bindingOf.get(name) : undefined;
  return binding?.global ? entries(reading, binding.name, field(node, "value")) : [];
}

/** The members that an object gives a name; those are its keys, and what is in them. */
function entries(reading: Reading, path: string, value: Syntax | undefined): DraftOccurrence[] {
  if (value?.type !== "object") return [];
  return named(value).flatMap((entry): DraftOccurrence[] => {
    const key = field(entry, entry.type === "method_definition" ? "name" : "key");
    const name = key ? keyName(reading, key) : entry.type === "shorthand_property_identifier" && textOf(reading, entry);
    const draft = reading.draftOf.get(key ? entry : value)?.children.find(({ start }) => start === entry.start);
    const made: Draft | undefined = key ? reading.draftOf.get(entry) : draft;
    if (!name || !made) return [];
    const inner = `${path}.${name}`;
    return [
      { symbol: `js:window#${inner}`, defines: true, draft: made },
      ...entries(reading, inner, field(entry, "value")),
    ];
  });
}

/** Objects of browsers and of Node: what is set there is no member that a script shares. */
const foreign = /^(?:module|exports|document|location|history|navigator|console|process|require|jest)\./;

/** A state, not a part of a program. */
const isPlain = (value: Syntax): boolean =>
  /^(?:string|template_string|number|true|false|null|undefined|unary_expression)$/.test(value.type);

const isPlace = (value: Syntax | undefined): boolean =>
  value?.type === "binary_expression" || (value?.type === "object" && named(value).length === 0);

/** Path of a chain of members from the page's own names: `window.App.Modules` is `App.Modules`. */
function pathOf(reading: Reading, names: Names, node: Syntax, depth = 0): string | undefined {
  if (depth > 8) return undefined;
  if (node.type === "member_expression") {
    const object = field(node, "object");
    const property = field(node, "property");
    if (!object || !property) return undefined;
    const around = pathOf(reading, names, object, depth + 1);
    const name = keyName(reading, property);
    if (around === undefined || name === undefined) return undefined;
    return around === "" ? name : `${around}.${name}`;
  }
  if (node.type === "this" && !ownerOf(node)) return "";
  if (node.type !== "identifier") return undefined;
  const name = textOf(reading, node);
  const binding = names.bindingOf.get(node);
  if (!binding) return undefined;
  if (binding.kind === "implicit") return pageObjects.has(name) ? "" : name;
  if (binding.global) return binding.name;
  const given = handed(names, node) ?? constantOf(names, node);
  return given && pathOf(reading, names, unwrapped(given), depth + 1);
}

/** What a function that is called where it stands is handed for a parameter: `(function (Modules) { … })(App.Modules)`. */
function handed(names: Names, node: Syntax): Syntax | undefined {
  const [only, ...more] = names.bindingOf.get(node)?.writes ?? [];
  const list = only?.parent;
  if (!only || more.length > 0 || list?.type !== "formal_parameters" || !list.parent) return undefined;
  let callee = list.parent;
  while (callee.parent?.type === "parenthesized_expression") callee = callee.parent;
  const call = callee.parent;
  if (call?.type !== "call_expression" || callee.field !== "function") return undefined;
  return named(field(call, "arguments") ?? call)[named(list).indexOf(only)];
}

/** The function that `this` belongs to, unless it is an arrow. */
function ownerOf(node: Syntax): Syntax | undefined {
  for (let at = node.parent; at; at = at.parent)
    if ((isFunction(at) && at.type !== "arrow_function") || at.type === "class_body") return at;
  return undefined;
}
