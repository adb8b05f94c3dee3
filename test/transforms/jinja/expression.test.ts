import { describe, expect, it } from "vitest";
import type { Draft } from "../../../transforms/jinja/draft.js";
import { parseExpression } from "../../../transforms/jinja/expression.js";

function show(node: Draft): string {
  const own = node.operator ?? node.name ?? (node.value === undefined ? "" : JSON.stringify(node.value));
  const inner = node.children.map(show).join(" ");
  return `${node.kind}${own ? `:${own}` : ""}${inner ? `(${inner})` : ""}`;
}

const shown = (text: string) => {
  const found = parseExpression(text, { start: 0, end: text.length });
  return found && show(found);
};

describe("parseExpression", () => {
  it.each([
    ["a", "name:a"],
    ["a.b.c", "member:c(member:b(name:a))"],
    ["a.0.b", "member:b(member:0(name:a))"],
    ['"a" "b"', 'literal:"ab"'],
    ["None", "literal:null"],
    ["a == 'x' and not b", 'and(compare:==(name:a literal:"x") not(name:b))'],
    ["a or b or c", "or(name:a name:b name:c)"],
    ["a not in ['x', y]", 'compare:not in(name:a sequence(literal:"x" name:y))'],
    ["a if b else c", "conditional(name:a name:b name:c)"],
    ["a if b", "conditional(name:a name:b)"],
    ["f(a, k=1, *r, **d)", "call:f(name:f argument(name:a) argument:k(literal:1) spread(name:r) spread(name:d))"],
    ["x|default('y')", 'call:default(argument(name:x) argument(literal:"y"))'],
    ['x|default:"y"', 'call:default(argument(name:x) argument(literal:"y"))'],
    ["x|date:'Y'|upper", 'call:upper(argument(call:date(argument(name:x) argument(literal:"Y"))))'],
    ["x is defined", "call:defined(argument(name:x))"],
    ["x is not none", "not(compare:is(name:x literal:null))"],
    ["x is eq 'a'", 'compare:==(name:x literal:"a")'],
    ["x is divisibleby 3 and y", "and(call:divisibleby(argument(name:x) argument(literal:3)) name:y)"],
    ["{'a': 1, b: c}", 'mapping(entry:a(literal:"a" literal:1) entry(name:b name:c))'],
    ["x['a']", 'index:a(name:x literal:"a")'],
    ["x[1:2]", "expression(name:x literal:1 literal:2)"],
    ["('a', 1)", 'sequence(literal:"a" literal:1)'],
    ["('a')", 'group(literal:"a")'],
    ["a, b", "sequence(name:a name:b)"],
    ["a ~ b ~ 'c'", 'expression(expression(name:a name:b) literal:"c")'],
    ["-a + 1 * 2", "expression(expression(name:a) expression(literal:1 literal:2))"],
    ["a < b", "compare:<(name:a name:b)"],
  ])("%s", (text, expected) => expect(shown(text)).toBe(expected));

  it.each(["", "a b", "a ? b : c", "a ==", "f(", "a |", "[a", "a && b", "{a", "'x"])("refuses %j", (text) => {
    expect(shown(text)).toBeUndefined();
  });
});
