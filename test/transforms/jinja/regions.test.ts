import { beforeAll, describe, expect, it } from "vitest";
import jinja from "../../../transforms/jinja/index.js";
import { analyze, outline, symbols } from "./helper.js";

beforeAll(() => jinja.prepare!());

describe("regions", () => {
  it.each([
    ["<p>a</p>", "element:p(text)"],
    ["<p>a<p>b", "element:p(text) element:p(text)"],
    ["<ul><li>a<li>b</ul>", "element:ul(element:li(text) element:li(text))"],
    ["<br>a<img>", "element:br text element:img"],
    ["<p>a<div>b</div>c</p>", "element:p(text element:div(text) text)"],
    ["{% if a %}x{% else %}y{% endif %}", "branch(arm(name:a suite(text)) arm(suite(text)))"],
    ["{% if a %}<b>{% endif %}x</b>", "branch(arm(name:a suite(expression:b))) text expression:/b"],
    [
      "<i>{% if a %}<b>{% else %}<b id=x>{% endif %}x</b></i>",
      "element:i(branch(arm(name:a suite(expression:b)) arm(suite(expression:b(attribute:id(literal))))) text expression:/b)",
    ],
    ["{% for a in b %}c{% else %}d{% endfor %}", "loop(name:a name:b suite(text) suite(text))"],
    ["<!-- a --><p>{# b #}</p>", "comment element:p(comment)"],
    ["<svg><path d=x /><g></g></svg>", "element:svg(element:path(attribute:d(literal)) element:g)"],
    ["{{ a }}{{ b.c }}", "output(name:a) output(member:c(name:b))"],
    ["{{ a ? b : c }}", "output(expression(name:a name:b name:c))"],
    ["<a {% if x %}b{% endif %}>c</a>", "element:a(branch(arm(name:x suite(attribute:b))) text)"],
    ['<a b="{{ x }}">c</a>', "element:a(attribute:b(output(name:x)) text)"],
    ['<a b="c {{ x }}">c</a>', "element:a(attribute:b(template(literal output(name:x))) text)"],
    ["<a {{ attrs }}>c</a>", "element:a(output(name:attrs) text)"],
    ["{% set a = 1 %}{% set b %}c{% endset %}", "assignment(name:a literal) assignment(name:b suite(text))"],
    [
      "{% macro f(a, b=1) %}{{ a }}{% endmacro %}",
      "function:f(parameter:a parameter:b(literal) suite(output(name:a)))",
    ],
    ["{% trans %}a{% endtrans %}", "block(suite(text))"],
    ["{% trans 'a' %}", "output(call:trans(argument(literal)))"],
    ["{% widget a b=1 %}", "output(call:widget(name:widget argument(name:a) argument:b(literal)))"],
    ["{% panel a %}x{% endpanel %}", "block(argument(name:a) suite(text))"],
    ["{% raw %}{{ x }}{% endraw %}", "block(suite(text))"],
    ["<textarea><b></textarea>", "element:textarea(text)"],
    [
      '<script type="text/template"><b>{{ x }}</b></script>',
      "element:script(attribute:type(literal) text output(name:x) text)",
    ],
  ])("%s", (text, expected) => expect(outline(text)).toBe(expected));

  it("numbers parents before children, and children lie within their parents", () => {
    const facts = analyze(
      "<ul>{% for x in y %}<li class='a {{ x }}' onclick='f({{ x }})'>{{ x|upper }}</li>{% endfor %}</ul>",
    );
    facts.regions.forEach((region, id) => {
      expect(region.id).toBe(id);
      if (id === 0) return;
      const parent = facts.regions[region.parent]!;
      expect(region.parent).toBeLessThan(id);
      expect(region.start).toBeGreaterThanOrEqual(parent.start);
      expect(region.end).toBeLessThanOrEqual(parent.end);
    });
  });

  it("sets template tags at their places in a script", () => {
    const text = "<script>go('{{ url_for(\"a.b\") }}');\n{% if x %}\nrun();\n{% endif %}</script>";
    const facts = analyze(text);
    const call = facts.regions.find((one) => one.name === "url_for" && one.kind === "call")!;
    expect(facts.regions[call.parent]!.kind).toBe("group");
    const arm = facts.regions.find((one) => one.kind === "arm")!;
    const run = facts.regions.find(
      (one) => one.kind === "expressionStatement" && text.slice(one.start).startsWith("run"),
    )!;
    expect(facts.regions[facts.regions[run.parent]!.parent]!.id).toBe(arm.id);
  });

  it.each([
    "<% if a %>x<% end %>",
    "{{#if a}}b{{/if}}",
    "<% if (a) { %>x<% } %>",
    "<%= a %>",
    "<?php echo 1 ?>",
    "{{ if .A }}x{{ end }}",
  ])("leaves another template language alone: %s", (text) =>
    expect(analyze(text).faults.map((one) => one.message)).toContain("not parsed: another template language"),
  );

  it.each([
    "{% if a %}",
    "{% endif %}",
    "{% for a in b %}{% endif %}{% endfor %}",
    "{% if a %}{% else %}{% else %}{% endif %}",
    "{% if",
  ])("reports %s", (text) => expect(analyze(text).faults).not.toEqual([]));

  it.each([
    ["{{ a }}", "-ctx:page.html#a"],
    ["{% set a = 1 %}{{ a }}", "-tpl:app/templates/page.html#a"],
    ["{{ url_for('x.y') }}", "-endpoint:x.y"],
    ["{% url 'x:y' 1 %}", "-endpoint:x:y"],
    ["{{ url_for('static', filename='a.js') }}", "-static:a.js"],
    ["{% static 'a.css' %}", "-static:a.css"],
    ["<img src='/static/a.png?v=1'>", "-static:a.png"],
    ["<a href='/x/{{ id }}/y?z'>a</a>", "-route:GET /x/{}/y"],
    ["<form action='/x' method='post'></form>", "-route:POST /x"],
    ["<b hx-delete='/x'></b>", "-route:DELETE /x"],
    ["<i id=a></i>", "+dom:#a"],
    ["<i id='a{{ b }}c'></i>", "+dom:#a*c"],
    ["<label for=a></label>", "-dom:#a"],
    ["<a href='#a'></a>", "-dom:#a"],
    ["<i class='b c{{ d }}'></i>", "+class:.c*"],
    ["{% include 'x.html' %}", "-template:x.html"],
    ["{% from 'm.html' import f %}{{ f() }}", "-macro:m.html#f"],
    ["{% import 'm.html' as m %}{{ m.f() }}", "-macro:m.html#f"],
    ["{% macro f() %}{% endmacro %}", "+macro:page.html#f"],
    ["{% url 'orders' 'open' %}", "-endpoint:orders"],
    ["{{ url_for('ord' 'ers') }}", "-endpoint:orders"],
    ["", "+template:page.html"],
    ["<b onclick=\"pick('x')\"></b>", "-js:window#pick"],
  ])("%s says %s", (text, expected) => expect(symbols(text)).toContain(expected));

  it.each([
    ["{% for a in b %}{{ a }}{% endfor %}", "-ctx:page.html#a"],
    ["{% macro f(a) %}{{ a }}{% endmacro %}", "-ctx:page.html#a"],
    ["{{ url_for('x') }}", "-ctx:page.html#url_for"],
    ["<a href='https://x.io/a'>a</a>", "-route:GET https://x.io/a"],
    ["<i id='{{ a }}'></i>", "+dom:#*"],
    ["<a href='#'>a</a>", "-dom:#"],
  ])("%s does not say %s", (text, expected) => expect(symbols(text)).not.toContain(expected));

  it("finds a page below any folder by the end of its path, unless two pages end so", () => {
    const page = analyze('{% extends "base.html" %}{% include "part.html" %}{{ a }}', "src/web/page.html");
    const base = analyze("{{ b }}", "src/web/base.html");
    const parts = ["src/web/part.html", "src/mail/part.html"].map((path) => analyze("", path));
    const links = jinja.resolve!(new Map([page, base, ...parts].map((one) => [one.path, one])), {
      files: new Map(),
      read: () => undefined,
    });
    expect(links).toEqual([
      { path: "src/web/base.html", symbol: "template:base.html", defines: true, private: true, region: 0 },
    ]);
  });

  it("lets an included page read what the page around it was handed", () => {
    const page = analyze("{% include 'out.html' with a=1 %}", "templates/page.html");
    const outer = analyze("{% set b = 1 %}{% include 'in.html' %}", "templates/out.html");
    const inner = analyze("{{ a }}{{ b }}{{ c }}", "templates/in.html");
    const links = jinja.resolve!(new Map([page, outer, inner].map((one) => [one.path, one])), {
      files: new Map(),
      read: () => undefined,
    });
    expect(links.map((one) => `${one.path} ${one.symbol}`)).toEqual([
      "templates/in.html ctx:out.html#a",
      "templates/in.html tpl:templates/out.html#b",
    ]);
  });
});

describe("passages between paired comments", () => {
  it.each([
    [
      "<!-- start Acme --><p>a</p><!-- end Acme -->",
      "element:passage(attribute:comment(literal) element:p(text) comment)",
    ],
    ["<!-- start of north --><p>a</p><!-- end of north -->", "comment element:p(text) comment"],
    ["<!-- start Acme --><p>a</p><!-- end North -->", "comment element:p(text) comment"],
    ["<!-- Acme --><p>a</p><!-- Acme -->", "comment element:p(text) comment"],
    ["<!-- starting Acme --><p>a</p><!-- ending Acme -->", "comment element:p(text) comment"],
  ])("%s", (text, expected) => expect(outline(text)).toBe(expected));
});

it.each([
  ["<div><em>a</div></em>", "expression:div expression:em text expression:/div expression:/em"],
  ["<p><i><b>a</i></b></p>", "element:p(expression:i expression:b text expression:/i expression:/b)"],
  [
    "<div><em>a</div><span>b</em></span>",
    "expression:div expression:em text expression:/div expression:span text expression:/em expression:/span",
  ],
  ["<div><em>a</div><b>c</b>", "element:div(expression:em text) element:b(text)"],
])("makes no element of what crosses another: %s", (text, expected) => expect(outline(text)).toBe(expected));
