import { type Node, withTree } from "../syntax/treesitter.js";
import { isSecretName } from "./names.js";
import { isRealValue } from "./values.js";

/** A value that code falls back to: its place without quotes, and what it is the value of. */
export interface DefaultPlace {
  start: number;
  end: number;
  name: string;
}

/** Calls that read a variable of the environment or a setting; the second argument is what they fall back to. */
const READS =
  /(?:^|\.)(?:getenv|environ\.(?:get|setdefault|pop)|env|env\.(?:str|get_value)|config|config\.get|settings\.get)$/;
/** Calls around a value that change nothing about it. */
const WRAPPERS = /(?:^|\.)(?:SecretStr|Field|str|bytes)$/;

/**
 * Finds secrets that are written into Python: assignments, what a read of the environment falls back to, arguments,
 * defaults of parameters, entries of dictionaries. Docstrings, f-strings and empty strings are none.
 *
 * @throws Error if the grammar is not loaded
 */
export function codeDefaults(text: string): DefaultPlace[] {
  // Parsing costs more than looking for the words.
  if (!/secret|key|token|pass|pwd|pepper|salt|credential/i.test(text)) return [];
  return withTree("python", text, (root) => {
    const found = new Map<number, DefaultPlace>();
    const add = (name: string | undefined, value: Node | null | undefined) => {
      for (const place of valuesOf(name, value)) if (!found.has(place.start)) found.set(place.start, place);
    };
    for (const node of root.descendantsOfType([
      "assignment",
      "call",
      "pair",
      "keyword_argument",
      "default_parameter",
      "typed_default_parameter",
    ])) {
      if (!node) continue;
      if (node.type === "assignment") add(nameOf(node.childForFieldName("left")), node.childForFieldName("right"));
      else if (node.type === "pair") add(literal(node.childForFieldName("key"))?.text, node.childForFieldName("value"));
      else if (node.type === "call") add(...readOf(node));
      else add(node.childForFieldName("name")?.text, node.childForFieldName("value"));
    }
    return [...found.values()].sort((a, b) => a.start - b.start);
  });
}

/** The last name of a target: of `self.secret_key`, of `app.config["SECRET_KEY"]`. */
function nameOf(target: Node | null): string | undefined {
  if (target?.type === "identifier") return target.text;
  if (target?.type === "attribute") return target.childForFieldName("attribute")?.text;
  if (target?.type === "subscript") return literal(target.childForFieldName("subscript"))?.text;
  return undefined;
}

/** Name and default of a call that reads the environment; nothing of another call. */
function readOf(call: Node): [string | undefined, Node | undefined] {
  if (!READS.test(call.childForFieldName("function")?.text ?? "")) return [undefined, undefined];
  const given = call.childForFieldName("arguments")?.namedChildren ?? [];
  const named = given.find(
    (one) => one?.type === "keyword_argument" && one.childForFieldName("name")?.text === "default",
  );
  const positional = given.filter((one) => one && one.type !== "keyword_argument" && one.type !== "comment");
  return [literal(positional[0])?.text, named?.childForFieldName("value") ?? positional[1] ?? undefined];
}

/** Literals that an expression may be: itself, the fallback of a read, behind `or`, inside of a wrapper. */
function valuesOf(name: string | undefined, value: Node | null | undefined): DefaultPlace[] {
  if (name === undefined || !value) return [];
  if (value.type === "boolean_operator")
    return [...valuesOf(name, value.childForFieldName("left")), ...valuesOf(name, value.childForFieldName("right"))];
  if (value.type === "parenthesized_expression") return valuesOf(name, value.namedChild(0));
  if (value.type === "call") {
    if (WRAPPERS.test(value.childForFieldName("function")?.text ?? "")) {
      const first = value.childForFieldName("arguments")?.namedChild(0);
      return valuesOf(name, first?.type === "keyword_argument" ? undefined : first);
    }
    const [, fallback] = readOf(value);
    return valuesOf(name, fallback);
  }
  const kind = isSecretName(name);
  const written = literal(value);
  if (kind === undefined || written === undefined || !isRealValue(kind, name, written.text)) return [];
  return [{ start: written.start, end: written.end, name }];
}

/** A string without interpolation, its quotes left out. */
function literal(node: Node | null | undefined): { text: string; start: number; end: number } | undefined {
  if (node?.type !== "string" || node.namedChildren.some((child) => child?.type === "interpolation")) return undefined;
  const [open, close] = [node.firstChild, node.lastChild];
  if (!open || !close || close.startIndex <= open.endIndex) return undefined;
  const text = node.text.slice(open.endIndex - node.startIndex, close.startIndex - node.startIndex);
  return { text, start: open.endIndex, end: close.startIndex };
}
