import type { Draft, DraftOccurrence, Reading } from "./draft.js";
import { textOf } from "./draft.js";
import { stringValue } from "./literals.js";
import type { Names } from "./names.js";
import { requestOf } from "./routes.js";
import type { Binding } from "./scopes.js";
import { field, isFunction, named, type Syntax, unwrapped } from "./tree.js";

/** Where a value comes from: the answer of a route, an object that holds its data, or the data. */
interface Origin {
  is: "response" | "holder" | "data";
  path: string;
}

/** What is known of names while the flow of data is followed. */
interface Flow {
  reading: Reading;
  names: Names;
  origins: Map<Binding, Origin | "mixed">;
}

const same = (a: Origin, b: Origin) => a.is === b.is && a.path === b.path;

/**
 * References to the keys of a route's answer: reads of a property on a value that flows from a request through
 * `await`, `.json()`, `.then(…)`, callbacks, plain renames, and functions that give it back. A name that gets
 * values of several origins has none.
 */
export function answerLinks(reading: Reading, names: Names, program: Syntax): DraftOccurrence[] {
  if (!/\b(fetch|axios|ajax|getJSON)\b|(\$|jQuery)\.(get|post)\b/.test(reading.text)) return [];
  const flow: Flow = { reading, names, origins: new Map() };
  // A name may be read above the place that gives its value: learn first, then look. Two rounds reach a rename.
  for (let round = 0; round < 3; round++) each(program, (node) => learn(flow, node));
  const links: DraftOccurrence[] = [];
  each(program, (node) => links.push(...keysRead(flow, node)));
  return links;
}

function each(root: Syntax, use: (node: Syntax) => void): void {
  const open: Syntax[] = [root];
  while (open.length > 0) {
    const node = open.pop()!;
    use(node);
    for (let index = node.children.length - 1; index >= 0; index--) open.push(node.children[index]!);
  }
}

function learn(flow: Flow, node: Syntax): void {
  if (node.type === "variable_declarator") give(flow, field(node, "name"), field(node, "value"));
  else if (node.type === "assignment_expression") give(flow, field(node, "left"), field(node, "right"));
  else if (node.type === "call_expression") {
    const request = requestOf(flow.reading, flow.names, node);
    if (request?.path && request.answer === "value") {
      for (const callback of request.callbacks) hand(flow, callback, { is: "data", path: request.path });
    }
    const step = thenStep(flow.reading, node);
    const origin = step && originOf(flow, step.promise);
    if (step?.callback && origin) hand(flow, step.callback, origin);
  } else if (node.type === "return_statement" || (node.type === "arrow_function" && field(node, "body")))
    giveBack(flow, node);
}

/** A name or pattern takes a value. */
function give(flow: Flow, target: Syntax | undefined, value: Syntax | undefined): void {
  if (!target || !value) return;
  const origin = originOf(flow, value);
  if (target.type === "identifier") note(flow, target, origin, value);
  // `const { data } = await axios.get(…)`
  if (target.type === "object_pattern" && origin?.is === "holder") {
    for (const member of named(target)) {
      if (keyOf(flow.reading, member) !== "data") continue;
      const local = member.type === "pair_pattern" ? field(member, "value") : member;
      if (local?.type === "object_pattern") continue;
      if (local) note(flow, local, { is: "data", path: origin.path }, value);
    }
  }
}

function note(flow: Flow, name: Syntax, origin: Origin | undefined, value: Syntax): void {
  const binding = flow.names.bindingOf.get(name);
  if (!binding) return;
  const known = flow.origins.get(binding);
  if (!origin) {
    // `let data = null` and `data = {}` before the answer arrives tell nothing else.
    if (!/^(null|undefined|object|array)$/.test(value.type)) flow.origins.set(binding, "mixed");
  } else if (known === undefined) flow.origins.set(binding, origin);
  else if (known !== "mixed" && !same(known, origin)) flow.origins.set(binding, "mixed");
}

/** A function gets a value as its first argument. */
function hand(flow: Flow, callback: Syntax, origin: Origin): void {
  const first = firstParameter(callback);
  const binding = first?.type === "identifier" ? flow.names.bindingOf.get(first) : undefined;
  if (binding && !flow.origins.has(binding)) flow.origins.set(binding, origin);
}

function firstParameter(callback: Syntax): Syntax | undefined {
  if (!isFunction(callback)) return undefined;
  const single = field(callback, "parameter");
  if (single) return single;
  const list = field(callback, "parameters");
  return list && named(list)[0];
}

/** A named function gives back what flows from a request: its calls have that origin. */
function giveBack(flow: Flow, node: Syntax): void {
  let owner: Syntax | undefined = node;
  while (owner && !isFunction(owner)) owner = owner.parent;
  const isArrow = node.type === "arrow_function";
  const value = isArrow ? field(node, "body") : named(node)[0];
  if (!owner || !value || value.type === "statement_block") return;
  const origin = originOf(flow, value);
  const name =
    field(owner, "name") ?? (owner.parent?.type === "variable_declarator" ? field(owner.parent, "name") : undefined);
  if (origin && name?.type === "identifier") {
    const binding = flow.names.bindingOf.get(name);
    const known = binding && flow.origins.get(binding);
    // The binding of a function stands for what its calls give.
    if (binding && (known === undefined || (known === "mixed" && owner.parent?.type === "variable_declarator"))) {
      flow.origins.set(binding, origin);
    }
  }
}

/** `promise.then(callback)` and jQuery's `.done(callback)`. */
function thenStep(reading: Reading, node: Syntax): { promise: Syntax; callback?: Syntax } | undefined {
  const callee = field(node, "function");
  const property = callee?.type === "member_expression" ? field(callee, "property") : undefined;
  const promise = callee && field(callee, "object");
  if (!property || !promise || !["then", "done"].includes(textOf(reading, property))) return undefined;
  return { promise, callback: named(field(node, "arguments") ?? node)[0] };
}

/** Where the value of an expression comes from. Promises and their values are not told apart. */
function originOf(flow: Flow, expression: Syntax): Origin | undefined {
  const node = unwrapped(expression);
  if (node.type === "identifier") {
    const origin = flow.origins.get(flow.names.bindingOf.get(node)!);
    const binding = flow.names.bindingOf.get(node);
    // A function is no data; only its calls are.
    const isFunctionName = binding?.kind === "function" || isFunction(declaredValue(binding) ?? node);
    return origin === "mixed" || isFunctionName ? undefined : origin;
  }
  if (node.type === "binary_expression" && node.children.some((child) => child.type === "||" || child.type === "??")) {
    const [left, right] = named(node);
    return left && right && /^(object|array|null)$/.test(right.type) ? originOf(flow, left) : undefined;
  }
  if (node.type === "member_expression") {
    const object = field(node, "object");
    const property = field(node, "property");
    const origin = object && originOf(flow, object);
    const name = property && textOf(flow.reading, property);
    if (origin?.is === "holder" && name === "data") return { is: "data", path: origin.path };
    return undefined;
  }
  if (node.type !== "call_expression") return undefined;
  const request = requestOf(flow.reading, flow.names, node);
  if (request) {
    if (request.path === undefined || request.answer === "none") return undefined;
    const is = request.answer === "response" ? "response" : request.answer === "data" ? "holder" : "data";
    return { is, path: request.path };
  }
  const callee = field(node, "function");
  if (callee?.type === "identifier") {
    const binding = flow.names.bindingOf.get(callee);
    const origin = binding && flow.origins.get(binding);
    const isFunctionName = binding?.kind === "function" || isFunction(declaredValue(binding) ?? node);
    return isFunctionName && origin !== "mixed" ? origin : undefined;
  }
  const property = callee?.type === "member_expression" ? field(callee, "property") : undefined;
  const object = callee && field(callee, "object");
  if (!property || !object) return undefined;
  const method = textOf(flow.reading, property);
  if (method === "json") {
    const origin = originOf(flow, object);
    return origin?.is === "response" || origin?.is === "holder" ? { is: "data", path: origin.path } : undefined;
  }
  if (method === "catch" || method === "finally" || method === "clone") return originOf(flow, object);
  const step = thenStep(flow.reading, node);
  return step?.callback ? resultOf(flow, step.callback) : undefined;
}

function declaredValue(binding: Binding | undefined): Syntax | undefined {
  const declarator = binding?.writes[0]?.parent;
  return declarator?.type === "variable_declarator" ? field(declarator, "value") : undefined;
}

/** What a callback gives back, if it always gives back the same. */
function resultOf(flow: Flow, callback: Syntax): Origin | undefined {
  if (!isFunction(callback)) return undefined;
  const body = field(callback, "body");
  if (!body) return undefined;
  if (body.type !== "statement_block") return originOf(flow, body);
  const found: (Origin | undefined)[] = [];
  const open = [...body.children];
  while (open.length > 0) {
    const node = open.pop()!;
    if (isFunction(node)) continue;
    if (node.type === "return_statement") {
      const [value] = named(node);
      found.push(value && originOf(flow, value));
    }
    open.push(...node.children);
  }
  const [first] = found;
  return first && found.every((other) => other && same(first, other)) ? first : undefined;
}

function keyOf(reading: Reading, member: Syntax): string | undefined {
  const key =
    member.type === "pair_pattern"
      ? field(member, "key")
      : member.type === "object_assignment_pattern"
        ? field(member, "left")
        : member;
  if (!key) return undefined;
  return key.type === "string" ? stringValue(reading, key) : textOf(reading, key);
}

/** The keys of an answer that one node reads. */
function keysRead(flow: Flow, node: Syntax): DraftOccurrence[] {
  const { reading } = flow;
  const made = (region: Draft | undefined, path: string, key: string | undefined): DraftOccurrence[] =>
    region && key ? [{ symbol: `json:${path}#${key}`, defines: false, draft: region }] : [];
  if (node.type === "member_expression" || node.type === "subscript_expression") {
    const object = field(node, "object");
    const origin = object && originOf(flow, object);
    if (origin?.is !== "data") return [];
    const property = field(node, "property");
    if (property) {
      const name = textOf(reading, property);
      // Steps of a promise, not keys of its value.
      if (/^(then|catch|finally|done|fail|always)$/.test(name)) return [];
      return made(reading.draftOf.get(node), origin.path, name);
    }
    const index = field(node, "index");
    return index ? made(reading.draftOf.get(index), origin.path, stringValue(reading, index)) : [];
  }
  const [pattern, value] =
    node.type === "variable_declarator"
      ? [field(node, "name"), field(node, "value")]
      : node.type === "assignment_expression"
        ? [field(node, "left"), field(node, "right")]
        : [];
  if (pattern?.type === "object_pattern" && value) {
    const origin = originOf(flow, value);
    if (origin?.is === "data") return patternKeys(flow, pattern, origin.path);
  }
  return isFunction(node) ? parameterKeys(flow, node) : [];
}

function patternKeys(flow: Flow, pattern: Syntax, path: string): DraftOccurrence[] {
  const region = flow.reading.draftOf.get(pattern);
  return (region?.children ?? []).flatMap((entry) =>
    entry.kind === "entry" && entry.name
      ? [{ symbol: `json:${path}#${entry.name}`, defines: false, draft: entry }]
      : [],
  );
}

/** `.then(({ key }) => …)`: the pattern of a callback's first parameter reads keys. */
function parameterKeys(flow: Flow, callback: Syntax): DraftOccurrence[] {
  const first = firstParameter(callback);
  const call = callback.parent?.parent;
  if (first?.type !== "object_pattern" || call?.type !== "call_expression") return [];
  const step = thenStep(flow.reading, call);
  const origin = step?.callback === callback ? originOf(flow, step.promise) : undefined;
  const request = requestOf(flow.reading, flow.names, call);
  if (origin?.is === "data") return patternKeys(flow, first, origin.path);
  if (request?.path && request.answer === "value") return patternKeys(flow, first, request.path);
  return [];
}
