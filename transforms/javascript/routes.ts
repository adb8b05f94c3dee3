import { dottedName } from "./dotted-name.js";
import type { DraftOccurrence } from "./draft.js";
import { addTraits, type Reading, textOf } from "./draft.js";
import { constantPlace, knownString, refer } from "./links.js";
import { builtString, stringValue } from "./literals.js";
import { constantOf, type Names } from "./names.js";
import { type Answer, clientCall } from "./request-names.js";
import { field, named, type Syntax } from "./tree.js";

/** A call that asks the application for something. */
export interface Request {
  method: string;
  /** Node that holds the address. */
  address: Syntax;
  /** Normal form of the path; undefined if the address is only known at run time or leads elsewhere. */
  path?: string;
  answer: Answer;
  /** Functions that get the data. */
  callbacks: Syntax[];
}

/**
 * Path of an address as routes are written: query and fragment cut, unknown parts as `{}`, an unknown origin
 * dropped. `${base}/api/items/${id}?full=1` is `/api/items/{}`.
 */
export function routePath(address: string): string | undefined {
  let path = address.replace(/[?#].*$/s, "");
  // An unknown start in front of a slash is an origin or a prefix of the application.
  path = path.replace(/^(?:\{\})+(?=\/)/, "");
  if (!path.startsWith("/") || path.startsWith("//")) return undefined;
  path = path.replace(/(?:\{\})+/g, "{}");
  // `/api/x{}`: what follows may be a query as well as a part of the name.
  return /^\/(\{\})?$/.test(path) && path !== "/" ? undefined : path;
}

/** What a call requests, if it requests anything. */
export function requestOf(reading: Reading, names: Names, node: Syntax): Request | undefined {
  const callee = field(node, "function") ?? field(node, "constructor");
  const list = named(field(node, "arguments") ?? { ...node, children: [] });
  const [first, second] = list;
  if (!callee || !first) return undefined;
  const name = dottedName(reading, callee)
    .replace(/^(window|globalThis|self)\./, "")
    .replace(/^jQuery\b/, "$");
  const make = (method: string, address: Syntax, answer: Request["answer"], callbacks: Syntax[] = []): Request => ({
    method,
    address,
    answer,
    callbacks,
    path: pathOf(reading, names, address),
  });
  const callbacks = list.filter((argument) => /^(arrow_function|function_expression)$/.test(argument.type));
  if (name === "fetch") return make(method(reading, names, second, "GET"), first, "response");
  if (/^axios\.(get|post|put|patch|delete|head)$/.test(name)) return make(name.slice(6).toUpperCase(), first, "data");
  if (name === "axios" && first.type !== "object") return make(method(reading, names, second, "GET"), first, "data");
  if (name === "$.get" || name === "$.getJSON") return make("GET", first, "value", callbacks);
  if (name === "$.post") return make("POST", first, "value", callbacks);
  if (name === "$.ajax" || name === "axios") {
    const options = objectOf(names, first);
    const address = options && property(reading, options, "url");
    if (!options || !address) return undefined;
    const success = property(reading, options, "success");
    const verb = method(reading, names, first, "GET", ["method", "type"]);
    return make(verb, address, name === "axios" ? "data" : "value", success ? [success] : []);
  }
  if (name === "navigator.sendBeacon") return make("POST", first, "none");
  if (name === "EventSource" || name === "WebSocket" || name === "open" || /^location\.(assign|replace)$/.test(name)) {
    return make("GET", first, "none");
  }
  if (name.endsWith(".open") && second) {
    const verb = stringValue(reading, first);
    if (verb && /^[A-Za-z]+$/.test(verb)) return make(verb.toUpperCase(), second, "none");
  }
  const client = clientCall(name, callee.type === "member_expression");
  if (!client || callbacks.length > 0) return undefined;
  // Whatever takes a path that is written out; a helper's own default method is not known.
  const verb = client.verb === "*" && second?.type === "object" ? method(reading, names, second, "*") : client.verb;
  const request = make(verb, first, client.answer);
  const isWritten = first.type === "string" || first.type === "template_string" || first.type === "binary_expression";
  return isWritten && request.path !== undefined ? request : undefined;
}

/** Path of an address, if it is known well enough to name a route. */
function pathOf(reading: Reading, names: Names, node: Syntax): string | undefined {
  const value = builtString(reading, node, (name) => knownString(reading, names, name));
  return value === undefined ? undefined : routePath(value);
}

/** The object that an argument is or names. */
function objectOf(names: Names, node: Syntax | undefined): Syntax | undefined {
  if (node?.type === "object") return node;
  const constant = node?.type === "identifier" ? constantOf(names, node) : undefined;
  return constant?.type === "object" ? constant : undefined;
}

/** Value of a property of an object, or the method of that name. */
function property(reading: Reading, object: Syntax, name: string): Syntax | undefined {
  for (const entry of named(object)) {
    const key = field(entry, entry.type === "method_definition" ? "name" : "key");
    if (key && textOf(reading, key).replace(/['"]/g, "") === name) {
      return entry.type === "method_definition" ? entry : field(entry, "value");
    }
    if (entry.type === "shorthand_property_identifier" && textOf(reading, entry) === name) return entry;
  }
  return undefined;
}

/** Method that options name; `*` if they are not in sight. */
function method(reading: Reading, names: Names, node: Syntax | undefined, usual: string, keys = ["method"]): string {
  if (!node) return usual;
  const options = objectOf(names, node);
  if (!options) return "*";
  for (const key of keys) {
    const value = property(reading, options, key);
    if (!value) continue;
    const spelled = builtString(reading, value, (name) => knownString(reading, names, name));
    return spelled && /^[A-Za-z]+$/.test(spelled) ? spelled.toUpperCase() : "*";
  }
  return named(options).some((entry) => entry.type === "spread_element") ? "*" : usual;
}

/** References to the routes that a script calls or leads to. */
export function routeLinks(reading: Reading, names: Names, program: Syntax): DraftOccurrence[] {
  const links: DraftOccurrence[] = [];
  const open: Syntax[] = [program];
  while (open.length > 0) {
    const node = open.pop()!;
    if (node.type === "call_expression" || node.type === "new_expression") {
      const request = requestOf(reading, names, node);
      if (request) links.push(...addressLinks(reading, names, request.address, request.method));
    } else if (node.type === "assignment_expression") {
      const left = field(node, "left");
      const right = field(node, "right");
      if (left && right && /(^|\.)location(\.href)?$/.test(dottedName(reading, left))) {
        links.push(...addressLinks(reading, names, right, "GET"));
      }
    }
    for (let index = node.children.length - 1; index >= 0; index--) open.push(node.children[index]!);
  }
  return links;
}

/** One reference for each address that an expression can be. */
function addressLinks(reading: Reading, names: Names, node: Syntax, verb: string): DraftOccurrence[] {
  if (node.type === "parenthesized_expression") {
    return named(node).flatMap((inner) => addressLinks(reading, names, inner, verb));
  }
  if (node.type === "ternary_expression") {
    return [field(node, "consequence"), field(node, "alternative")].flatMap((arm) =>
      arm ? addressLinks(reading, names, arm, verb) : [],
    );
  }
  const path = pathOf(reading, names, node);
  if (path !== undefined) return refer(reading, constantPlace(reading, names, node), `route:${verb} ${path}`);
  const region = reading.draftOf.get(node);
  if (region && stringValue(reading, node) === undefined) addTraits(region, "dynamic");
  return [];
}
