// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so Mako writes its values
import { describe, expect, it } from "vitest";
import { dialectOf } from "../../../transforms/jinja/dialect.js";
import { lexMako } from "../../../transforms/jinja/mako/lexer.js";
import { analyze, outline, symbols } from "./helper.js";

const words = (text: string) =>
  lexMako(text).tags.map((tag) => `${tag.kind}:${tag.word}:${text.slice(tag.rest.start, tag.rest.end)}`);

describe("lexMako", () => {
  it.each([
    ["plain 50 % text", []],
    ["% if a:\nx\n% endif\n", ["statement:if:a", "statement:endif:"]],
    ["  %if a['x:y'] == {1: 2}:  # why\n  %endif", ["statement:if:a['x:y'] == {1: 2}", "statement:endif:"]],
    ["% for a in \\\n  b:\n% endfor", ["statement:for:a in \\\n  b", "statement:endfor:"]],
    ["\uFEFF% if a:\n% endif", ["statement:if:a", "statement:endif:"]],
    ["%% if a:\n", []],
    ["% of all people\n", []],
    ["## a note\nx", ["comment:: a note"]],
    ["<%doc>% if a:</%doc>", ["comment::% if a:"]],
    ["<%text>${a}</%text>${b}", ["statement:raw:", "statement:endraw:", "output::b"]],
    ["${a | n, h}", ["output::a"]],
    ["${'|' + f({'a': '}'})}", ["output::'|' + f({'a': '}'})"]],
    ["${ '''it's''' }", ["output::'''it's'''"]],
    ["<% x = '%>' %>", ["statement:mako:python: x = '%>' "]],
    ["<%!\n  import a\n%>", ["statement:mako:python:\n  import a\n"]],
    ['<%def name="f(a, b=1)">x</%def>', ["statement:macro:f(a, b=1)", "statement:endmacro:"]],
    ['<%inherit file="a.html"/>', ['statement:extends:"a.html"']],
    ['<%block name="head" filter="trim">x</%block>', ["statement:block:head", "statement:endblock:"]],
    ['<%call expr="f(1)">x</%call>', ["statement:call:f(1)", "statement:endcall:"]],
    ["<%%escaped %>", []],
  ])("%j", (text, expected) => expect(words(text)).toEqual(expected));

  it("reports what is not closed", () => {
    expect(lexMako("a ${b").faults).toEqual([{ offset: 2, message: "tag is not closed" }]);
  });
});

describe("dialectOf", () => {
  it.each([
    ["<p>${a}</p>", "jinja"],
    ["{% if a %}50 %{% endif %}", "jinja"],
    ["<script>% if a:\n% endif</script>", "jinja"],
    ["% if a:\n% endif\n", "mako"],
    ["<% from a import b %>${b()}", "mako"],
    ["<% names = {'a': 'b'} %>", "mako"],
    ["<% if (a) { %>x<% } %>", "foreign"],
    ["<% if a %>x<% end %>", "foreign"],
    ["<%@ page language='java' %>", "foreign"],
    ["<%= a %>", "foreign"],
  ])("%j is %s", (text, expected) => expect(dialectOf(text)).toBe(expected));
});

describe("regions of Mako", () => {
  it.each([
    ["% if a == 'b':\n<p>x</p>\n% endif\n", "branch(arm(compare(name:a literal) suite(element:p(text))))"],
    ["<% import a, b as c %>", "block(suite(import(importName:a importName:c)))"],
    [
      "<%\n  x = 1\n  if x:\n    y = x\n%>",
      "block(suite(assignment(name:x literal) statement:python(expression(name:x name:x) name:y)))",
    ],
    ["<%page args='a'/>${[one for one in a]}", "statement:page output(comprehension(name:one name:one name:a))"],
  ])("%j", (text, expected) => expect(outline(`${text}<%doc>x</%doc>`)).toBe(`${expected} comment`));

  it("lets the page that it extends call what it defines", () => {
    const facts = analyze('<%inherit file="../base.html"/>\n<%def name="head()"></%def>');
    expect(facts.faults).toEqual([]);
    expect(facts.regions.find((one) => one.kind === "function")?.traits).toContain("abstract");
    expect(symbols('<%inherit file="../base.html"/>')).toContain("-template:base.html");
    expect(symbols("${next.head()}<%doc>x</%doc>")).toContain("-inherited:head");
  });

  it("says what it takes from modules of Python", () => {
    const facts = analyze("<%! from shop import prices\n%>${prices.show(a)}");
    expect(facts.taken?.map(({ module, names }) => [module, ...names].join("."))).toEqual([
      "shop.prices",
      "shop.prices.show",
    ]);
  });
});
