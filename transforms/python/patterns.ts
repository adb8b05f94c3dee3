import type { Slot } from "../../src/engine/region.js";
import type { ReadSuite } from "./definitions.js";
import { type Draft, draft, field, fields, named } from "./draft.js";
import { readExpression } from "./expressions.js";
import type { Syntax } from "./syntax.js";

/**
 * A match statement. A case that takes everything (`_` or a bare name) has no pattern; alternatives of `a | b` are one
 * pattern each; names that a pattern binds are in slot `target`.
 */
export function readMatch(node: Syntax, slot: Slot, text: string, readSuite: ReadSuite): Draft {
  const subjects = fields(node, "subject");
  const first = subjects[0];
  const last = subjects.at(-1);
  const subject =
    subjects.length > 1 && first && last
      ? draft(
          "sequence",
          "subject",
          { start: first.start, end: last.end },
          { form: "tuple" },
          subjects.map((one) => readExpression(one, "element", text)),
        )
      : first && readExpression(first, "subject", text);
  const body = field(node, "body");
  const cases = (body?.children ?? [])
    .filter((child) => child.type === "case_clause")
    .map((clause) => {
      const guard = field(clause, "guard");
      const block = field(clause, "consequence");
      const patterns = clause.children.filter((child) => child.type === "case_pattern");
      return draft("case", "case", clause, {}, [
        ...readCasePatterns(patterns, text),
        ...(guard ? named(guard).map((test) => readExpression(test, "test", text)) : []),
        ...(block ? [readSuite(block, "body", text)] : []),
      ]);
    });
  return draft("switch", slot, node, {}, [...(subject ? [subject] : []), ...cases]);
}

function readCasePatterns(patterns: Syntax[], text: string): Draft[] {
  const first = patterns[0];
  const last = patterns.at(-1);
  if (!first || !last) return [];
  if (patterns.length > 1) {
    // `case a, b:` is an open sequence.
    const elements = patterns.map((one) => readPattern(one, "element", text));
    return [draft("expression", "pattern", { start: first.start, end: last.end }, {}, elements)];
  }
  return alternatives(first, text);
}

function alternatives(node: Syntax, text: string): Draft[] {
  const inner = node.type === "case_pattern" ? (node.children[0] ?? node) : node;
  if (inner.type === "_") return [];
  if (inner.type === "dotted_name" && named(inner).length === 1)
    return [readExpression(named(inner)[0]!, "target", text)];
  if (inner.type === "as_pattern") {
    const [pattern, alias] = named(inner);
    return [...(pattern ? alternatives(pattern, text) : []), ...(alias ? [readExpression(alias, "target", text)] : [])];
  }
  if (inner.type === "union_pattern") {
    const bars = inner.children.filter((child) => child.type === "|").map((bar) => bar.start);
    const members: Syntax[][] = [[]];
    for (const child of inner.children) {
      if (bars.includes(child.start) && child.type === "|") members.push([]);
      else members.at(-1)!.push(child);
    }
    return members.map((member) => readPatternTokens(member, text));
  }
  return [readPattern(inner, "pattern", text)];
}

/** `-1` in a union is two tokens without a node of their own. */
function readPatternTokens(tokens: Syntax[], text: string): Draft {
  const last = tokens.at(-1)!;
  const item = readPattern(last, "pattern", text);
  if (tokens.length === 1) return item;
  const value = typeof item.value === "number" ? { value: -item.value } : {};
  return { ...item, ...value, start: tokens[0]!.start };
}

function readPattern(node: Syntax, slot: Slot, text: string): Draft {
  const open = node.type === "case_pattern" ? (node.children[0] ?? node) : node;
  switch (open.type) {
    case "string":
    case "concatenated_string":
    case "integer":
    case "float":
    case "true":
    case "false":
    case "none":
      return readExpression(open, slot, text);
    case "dotted_name": {
      const names = named(open);
      if (names.length === 1) return readExpression(names[0]!, "target", text);
      return readValue(names, slot, text);
    }
    case "class_pattern": {
      const name = named(open)[0];
      const rest = named(open).slice(1);
      const callee = name ? [readValue(named(name), "callee", text)] : [];
      return draft("expression", slot, open, {}, [
        ...callee,
        ...rest.map((child) => readPattern(child, "value", text)),
      ]);
    }
    case "keyword_pattern":
      return draft(
        "expression",
        slot,
        open,
        {},
        named(open)
          .slice(1)
          .map((child) => readPattern(child, "value", text)),
      );
    case "splat_pattern":
      return draft(
        "spread",
        slot,
        open,
        {},
        named(open).map((child) => readExpression(child, "target", text)),
      );
    case "as_pattern": {
      const [pattern, alias] = named(open);
      return draft("expression", slot, open, {}, [
        ...(pattern ? [readPattern(pattern, "value", text)] : []),
        ...(alias ? [readExpression(alias, "target", text)] : []),
      ]);
    }
    case "_":
      return draft("expression", slot, open);
    default: {
      const simple = open.type === "complex_pattern" || named(open).length === 0;
      const children = simple ? [] : named(open).map((child) => readPattern(child, "value", text));
      const only = named(open)[0];
      if (simple && only?.type === "integer" && named(open).length === 1)
        return { ...readPatternTokens(open.children, text), slot };
      return draft("expression", slot, open, {}, children);
    }
  }
}

/** A dotted value: not bound but looked up. */
function readValue(names: Syntax[], slot: Slot, text: string): Draft {
  const [first, ...rest] = names;
  let item = readExpression(first!, rest.length > 0 ? "object" : slot, text);
  rest.forEach((property, index) => {
    const range = { start: first!.start, end: property.end };
    const name = text.slice(property.start, property.end);
    item = draft("member", index === rest.length - 1 ? slot : "object", range, { name }, [item]);
  });
  return item;
}
