import { beforeAll, describe, expect, it } from "vitest";
import { makeTarget } from "../../../src/target/target.js";
import jinja from "../../../transforms/jinja/index.js";
import { analyze, fileOf, find, render, verdictsOf, without } from "./helper.js";

beforeAll(() => jinja.prepare!());

describe("rewrite", () => {
  it.each<[string, string, [string, string][], string]>([
    [
      "whole lines with the comment above",
      "<p>a</p>\n<!-- b -->\n<p>b</p>\n\n<p>c</p>\n",
      [["element", "<p>b"]],
      "<p>a</p>\n\n<p>c</p>\n",
    ],
    [
      "a heading of several stays",
      "<!-- All -->\n<p>a</p>\n<p>b</p>\n",
      [["element", "<p>a"]],
      "<!-- All -->\n<p>b</p>\n",
    ],
    [
      "a heading that names the target goes",
      "<!-- Acme -->\n<p>a</p>\n<p>b</p>\n",
      [["element", "<p>a"]],
      "<p>b</p>\n",
    ],
    [
      "both halves of a pair",
      "<!-- start Acme -->\n<p>a</p>\n<!-- end Acme -->\n<p>b</p>\n",
      [["element", "<!-- start"]],
      "<p>b</p>\n",
    ],
    ["inline with one space", "<p>a <b>x</b> c</p>", [["element", "<b>"]], "<p>a c</p>"],
    [
      "neighbours on one line",
      "<p>\n  <b>x</b> <i>y</i>\n  z\n</p>\n",
      [
        ["element", "<b>"],
        ["element", "<i>"],
      ],
      "<p>\n  z\n</p>\n",
    ],
    ["an attribute", '<p a="1" b="2" c>x</p>', [["attribute", "b"]], '<p a="1" c>x</p>'],
    ["an attribute on its own line", '<p a\n   b="2">x</p>', [["attribute", "b"]], "<p a>x</p>"],
    ["a conditional attribute", "<p a{% if x %} b{% endif %}>x</p>", [["branch", "{% if"]], "<p a>x</p>"],
    ["a part of a value", '<p a="b {{ x }} c">x</p>', [["output", "{{"]], '<p a="b c">x</p>'],
    [
      "a first arm",
      "{% if a %}\nA\n{% elif b %}\nB\n{% endif %}\n",
      [["arm", "{% if"]],
      "{% if b %}\nB\n{% endif %}\n",
    ],
    [
      "a middle arm",
      "{% if a %}A{% elif b %}B{% else %}C{% endif %}",
      [["arm", "{% elif"]],
      "{% if a %}A{% else %}C{% endif %}",
    ],
    ["an else", "{% if a %}A{% else %}B{% endif %}", [["arm", "{% else"]], "{% if a %}A{% endif %}"],
    [
      "what a removed tag stripped",
      "a {%- if a %}A{% elif b %}B{% endif %}",
      [["arm", "{%- if"]],
      "a {%- if b %}B{% endif %}",
    ],
    [
      "the comment above an arm",
      "{% if a %}\nA\n{# B #}\n{% elif b %}\nB\n{# C #}\n{% else %}\nC\n{% endif %}\n",
      [["arm", "{% elif"]],
      "{% if a %}\nA\n{# C #}\n{% else %}\nC\n{% endif %}\n",
    ],
    [
      "only an else left",
      "<i>\n{% if a %}\n  A\n{% else %}\n  <b>\n    B\n  </b>\n{% endif %}\n</i>\n",
      [
        ["arm", "{% if"],
        ["arm!true", "{% else"],
      ],
      "<i>\n<b>\n  B\n</b>\n</i>\n",
    ],
    [
      "only an else left, inline",
      "x {% if a %}A{% else %}B{% endif %} y",
      [
        ["arm", "{% if"],
        ["arm!true", "{% else"],
      ],
      "x B y",
    ],
    [
      "an arm that always runs",
      "{% if a %}A{% elif b %}B{% else %}C{% endif %}",
      [["arm!true", "{% elif"]],
      "{% if a %}A{% else %}B{% endif %}",
    ],
    [
      "an emptied body before an else",
      "{% if a == 1 %}\nA\n{% else %}\nB\n{% endif %}\n",
      [["suite", "\nA"]],
      "{% if a != 1 %}\nB\n{% endif %}\n",
    ],
    [
      "a member",
      "{% if a in ['x', 'y', 'z'] %}b{% endif %}",
      [["literal", "'y'"]],
      "{% if a in ['x', 'z'] %}b{% endif %}",
    ],
    ["a member of a pair", "{% set a = ('x', 'y') %}", [["literal", "'y'"]], "{% set a = ('x',) %}"],
    ["an operand", "{% if a or b and c or d %}x{% endif %}", [["and", "b and c"]], "{% if a or d %}x{% endif %}"],
    ["an operand that is true", "{% if a and not b %}x{% endif %}", [["not!true", "not b"]], "{% if a %}x{% endif %}"],
    ["one side of a ternary", "{{ a if b else c }}", [["conditional!false", "a if"]], "{{ c }}"],
    ["a keyword argument", "{{ f(a, b=1) }}", [["argument", "b=1"]], "{{ f(a) }}"],
    ["an argument of a Django tag", "{% url 'a' b=1 c=2 %}", [["argument", "b=1"]], "{% url 'a' c=2 %}"],
    ["an imported macro", "{% from 'm' import a, b %}\n", [["importName", "a"]], "{% from 'm' import b %}\n"],
    ["a set", "{% set a = 1 %}\n{{ b }}\n", [["assignment", "{% set"]], "{{ b }}\n"],
    ["a wrapper", "<div>\n  <p>a</p>\n</div>\n", [["element!unwrap", "<div>"]], "<p>a</p>\n"],
    [
      "a statement of a script",
      "<script>\n  a();\n  b();\n</script>\n",
      [["expressionStatement", "a();"]],
      "<script>\n  b();\n</script>\n",
    ],
    ["an item without an end tag", "<ul>\n<li>a\n<li>b\n</ul>\n", [["element", "<li>a"]], "<ul>\n<li>b\n</ul>\n"],
    ["lines that end in a return", "<p>a</p>\r\n<p>b</p>\r\n", [["element", "<p>a"]], "<p>b</p>\r\n"],
    ["behind a byte order mark", "\uFEFF<p>a</p>\n<p>😀</p>\n", [["element", "<p>a"]], "\uFEFF<p>😀</p>\n"],
    [
      "one word of a class",
      '<body class="x has-acme y"></body>',
      [["literal", "has-acme"]],
      '<body class="x y"></body>',
    ],
  ])("%s", (_, before, chosen, after) => expect(without(before, chosen)).toBe(after));

  it("replaces a text", () => {
    const text = "<p>a, acme and b</p>";
    const facts = analyze(text);
    expect(render(text, facts, verdictsOf([find(facts, text, "text", "a,")], "replace", "a and b"))).toBe(
      "<p>a and b</p>",
    );
  });

  it.each([
    "<p>a</p>",
    "{% if a %}b{% endif %}",
    "<ul><li>a<li>b</ul>",
    "a\r\nb",
    "\uFEFF",
    "",
    "{{ x }}",
    "<b",
    "{# a",
    "<p>{% if x %}</p>",
  ])("changes nothing without verdicts: %j", (text) => expect(render(text, analyze(text), [])).toBe(text));
});

describe("the open one of a row", () => {
  const row =
    '<b class="tab active" id="acmeTab"></b><b class="tab" id="northTab"></b><b class="tab" id="southTab"></b>';
  const rendered = (text: string, successor?: string) => {
    const file = fileOf(text);
    const facts = jinja.analyze!(file, makeTarget({ name: "acme", successor }));
    return render(text, facts, verdictsOf([find(facts, text, "element", "<b")]));
  };

  it("hands its place on to the successor's", () => {
    expect(rendered(row, "north")).toBe('<b class="tab active" id="northTab"></b><b class="tab" id="southTab"></b>');
  });

  it.each([
    ["no successor", row, undefined],
    ["no element of the successor's", row, "west"],
    ["it was not the open one", row.replace(" active", ""), "north"],
  ])("hands nothing on: %s", (_, text, successor) => {
    expect(rendered(text, successor)).toBe('<b class="tab" id="northTab"></b><b class="tab" id="southTab"></b>');
  });
});

describe("diagnose", () => {
  it.each([
    "<p>a</p>",
    "{% if a %}b{% else %}c{% endif %}",
    "<p>a<p>b",
    "<br><img src=a>",
    "{% widget a %}",
    "{% raw %}{% x %}{% endraw %}",
    "<svg><path/></svg>",
    "<i {% if a %}b{% endif %}></i>",
    "<script>var a = {{ b|tojson }};</script>",
    '<script type="text/x-template">{ a b c</script>',
  ])("finds nothing in %s", (text) => expect(jinja.diagnose!("a.html", text)).toEqual([]));

  it.each([
    "{% if a %}",
    "{% endif %}",
    "{% if %}{% endif %}",
    "{% elif a %}",
    "<div>",
    "</div>",
    "{{ a b }}",
    "<p a='",
    "{% set %}",
    "<script>f(;</script>",
  ])("finds something in %s", (text) => expect(jinja.diagnose!("a.html", text)).not.toEqual([]));
});
