import { describe, expect, it } from "vitest";
import { lex } from "../../../transforms/jinja/lexer.js";
import { mask } from "../../../transforms/jinja/mask.js";

const words = (text: string) =>
  lex(text).tags.map((tag) => `${tag.kind}:${text.slice(tag.inner.start, tag.inner.end)}`);

describe("lex", () => {
  it.each([
    ["plain text", []],
    ["a { b } c", []],
    ["{{ name }}", ["output:name"]],
    ["{{- name -}}", ["output:name"]],
    ["{%- if a -%}x{%+ endif +%}", ["statement:if a", "statement:endif"]],
    ["{# note #}", ["comment:note"]],
    ['{{ "a>b }}" }}', ['output:"a>b }}"']],
    ["{{ {'a': {'b': 1}} }}", ["output:{'a': {'b': 1}}"]],
    ["{% raw %}{{ x }}{% endraw %}{{ y }}", ["statement:raw", "statement:endraw", "output:y"]],
    ["{% verbatim %}{% if %}{% endverbatim %}", ["statement:verbatim", "statement:endverbatim"]],
    ["{% comment %}{% if %}{% endcomment %}", ["comment:{% if %}"]],
    ["{% note don't %}\n{% if a %}'{% endif %}", ["statement:note don't", "statement:if a", "statement:endif"]],
    ["a {{ b", []],
    ["\uFEFF{{ x }}", ["output:x"]],
    ["{{ x\n }}", ["output:x"]],
  ])("%j", (text, expected) => expect(words(text)).toEqual(expected));

  it("reports a statement that is not closed", () => {
    expect(lex("a {% if b").faults).toEqual([{ offset: 2, message: "tag is not closed" }]);
  });

  it("masks tags by filler of the same length", () => {
    const text = '\uFEFF<a href={% url "x" %}>{{ a\n}}{# 😀 #}</a>\r\n';
    const masked = mask(text, lex(text).tags);
    expect(masked).toHaveLength(text.length);
    expect(masked).toBe(` <a href=${"x".repeat(13)}>${"x".repeat(7)}${" ".repeat(8)}</a> \n`);
  });
});
