import type { Slot } from "../../src/engine/region.js";
import type { Draft } from "./draft.js";
import { draft, field, named } from "./draft.js";
import type { Syntax } from "./syntax.js";

/** How the expression inside an interpolation becomes a region. */
export type ReadExpression = (node: Syntax, slot: Slot) => Draft;

const plainEscapes: Record<string, string> = {
  n: "\n",
  t: "\t",
  r: "\r",
  a: "\u0007",
  b: "\b",
  f: "\f",
  v: "\v",
  "\\": "\\",
  "'": "'",
  '"': '"',
};

/**
 * A string becomes a `literal` with its text, or a `template` if it has interpolations. The pieces of a template are
 * `literal`s; an interpolation is a `group` over its braces, so that it can go with them.
 */
export function readString(node: Syntax, slot: Slot, text: string, expression: ReadExpression): Draft {
  if (!node.children.some((child) => child.type === "interpolation"))
    return draft("literal", slot, node, { value: stringValue(node, text) });
  const parts = node.children.flatMap((child) => part(child, text, expression));
  return draft("template", slot, node, {}, parts);
}

/** Strings written one after the other: one `literal` if all are plain, else a `template` of them. */
export function readConcatenated(node: Syntax, slot: Slot, text: string, expression: ReadExpression): Draft {
  const strings = named(node).filter((child) => child.type === "string");
  const plain = strings.every((string) => !string.children.some((child) => child.type === "interpolation"));
  if (plain) return draft("literal", slot, node, { value: strings.map((one) => stringValue(one, text)).join("") });
  const parts = strings.map((one) => readString(one, "part", text, expression));
  return draft("template", slot, node, {}, parts);
}

/** The text that a string token stands for, without quotes, prefix and escapes. */
export function stringValue(node: Syntax, text: string): string {
  const quote = node.children.find((child) => child.type === "string_start");
  const raw = quote !== undefined && /r/i.test(text.slice(quote.start, quote.end));
  return node.children
    .filter((child) => child.type === "string_content")
    .map((content) => {
      const source = text.slice(content.start, content.end);
      return raw
        ? source
        : unescapeText(
            source,
            content.children.some((child) => child.type === "escape_interpolation"),
          );
    })
    .join("");
}

function part(node: Syntax, text: string, expression: ReadExpression): Draft[] {
  if (node.type === "string_content")
    return [draft("literal", "part", node, { value: unescapeText(text.slice(node.start, node.end), true) })];
  if (node.type !== "interpolation") return [];
  const inner = field(node, "expression");
  const children = inner ? [expression(inner, "value")] : [];
  const specifier = field(node, "format_specifier");
  for (const nested of specifier ? named(specifier) : []) {
    const value = field(nested, "expression");
    if (value) children.push(expression(value, "value"));
  }
  return [draft("group", "part", node, {}, children)];
}

function unescapeText(source: string, braces: boolean): string {
  const text = braces ? source.replaceAll("{{", "{").replaceAll("}}", "}") : source;
  if (!text.includes("\\")) return text;
  return text.replace(
    /\\(?:\r?\n|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([abfnrtv\\'"]))/g,
    (whole, hex, short, long, octal, plain) => {
      if (plain !== undefined) return plainEscapes[plain] ?? whole;
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      const digits: string | undefined = hex ?? short ?? long;
      if (digits === undefined) return "";
      const code = Number.parseInt(digits, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
