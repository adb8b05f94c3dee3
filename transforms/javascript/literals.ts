import { hasHole, type Reading, textOf } from "./draft.js";
import { named, type Syntax } from "./tree.js";

const escapes: Record<string, string> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", v: "\v", "0": "\0" };

/** Value of one escape sequence. */
function unescaped(sequence: string): string {
  const body = sequence.slice(1);
  if (/^u\{[0-9a-fA-F]+\}$/.test(body)) {
    const point = Number.parseInt(body.slice(2, -1), 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : sequence;
  }
  if (/^(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})$/.test(body)) return String.fromCharCode(Number.parseInt(body.slice(1), 16));
  if (body === "\n" || body === "\r\n" || body === "\r") return "";
  return escapes[body] ?? body;
}

/** Text of a string, or of a template string without interpolations, as the program sees it. */
export function stringValue(reading: Reading, node: Syntax): string | undefined {
  if (node.type !== "string" && node.type !== "template_string") return undefined;
  if (hasHole(reading, node)) return undefined;
  let value = "";
  for (const part of node.children) {
    if (part.type === "string_fragment" || part.type === "html_character_reference") value += textOf(reading, part);
    else if (part.type === "escape_sequence") value += unescaped(textOf(reading, part));
    else if (part.type === "template_substitution") return undefined;
  }
  return value;
}

/**
 * Text of a string expression with `{}` for each part that is only known at run time: interpolations,
 * concatenated values, masked template code. Undefined if it is no string expression at all.
 * @param known value of a name, where a constant binding tells it
 */
export function builtString(
  reading: Reading,
  node: Syntax,
  known: (name: Syntax) => string | undefined = () => undefined,
): string | undefined {
  if (node.type === "parenthesized_expression") {
    const [inner] = named(node);
    return inner ? builtString(reading, inner, known) : undefined;
  }
  if (node.type === "identifier") return known(node);
  if (node.type === "string" || node.type === "template_string") {
    if (hasHole(reading, node)) return withHoles(reading, node);
    let value = "";
    for (const part of node.children) {
      if (part.type === "template_substitution") {
        const [inner] = named(part);
        value += (inner && builtString(reading, inner, known)) ?? "{}";
      } else if (part.type === "escape_sequence") value += unescaped(textOf(reading, part));
      else if (part.type === "string_fragment") value += textOf(reading, part);
    }
    return value;
  }
  if (node.type === "binary_expression" && node.children.some((child) => child.type === "+")) {
    const [left, right] = named(node);
    if (!left || !right) return undefined;
    const first = builtString(reading, left, known);
    const second = builtString(reading, right, known);
    // A sum of two unknowns may be a number; one string makes it a string.
    if (first === undefined && second === undefined) return undefined;
    return (first ?? "{}") + (second ?? "{}");
  }
  return undefined;
}

/** A string with masked template code in it: each hole is unknown. */
function withHoles(reading: Reading, node: Syntax): string {
  const inner = { start: node.start + 1, end: Math.max(node.start + 1, node.end - 1) };
  let value = "";
  let at = inner.start;
  for (const hole of reading.holes) {
    if (hole.end <= inner.start || hole.start >= inner.end) continue;
    value += `${reading.text.slice(at, Math.max(at, hole.start))}{}`;
    at = hole.end;
  }
  return (value + reading.text.slice(at, inner.end)).replace(/\$\{[^}]*\}/g, "{}");
}

/** True for a name that stands for masked template code: one letter over and over. */
export function isFiller(name: string): boolean {
  return /^(.)\1{3,}$/.test(name);
}
