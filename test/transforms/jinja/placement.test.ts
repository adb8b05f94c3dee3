import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { applyEdits } from "../../../src/syntax/edits.js";
import jinja from "../../../transforms/jinja/index.js";
import { lex } from "../../../transforms/jinja/lexer.js";
import { parse } from "../../../transforms/jinja/parse.js";
import { analyze, fileOf, render, verdictsOf } from "./helper.js";

beforeAll(() => jinja.prepare!());

const python = process.env.UNPICK_TEST_PYTHON;
const CHECK = "import json, sys, jinja2; [jinja2.Environment().parse(text) for text in json.load(sys.stdin)]";

const word = fc.constantFrom("north", "south", "😀", "a &amp; b", "x < 3");
const test = fc.constantFrom("user", "kind == 'a'", "not items", "a and b");
const value = fc.constantFrom(
  '"plain"',
  "'{{ kind }}'",
  "{{ kind }}",
  "\"a {% if on %}b{% endif %} {{ 'c' }}\"",
  '"{% if on %}x{% else %}y{% endif %}"',
);
const attributes = fc
  .array(
    fc.oneof(
      fc.tuple(fc.constantFrom("class", "id", "title", "data-x"), value).map(([name, text]) => ` ${name}=${text}`),
      fc.constantFrom(" hidden", '{% if on %} class="on"{% endif %}', "{% if on %}checked{% endif %}", " {{ extra }}"),
    ),
    { maxLength: 2 },
  )
  // A hole that touches the next attribute would be part of it.
  .map((all) => all.join(" "));

const { page } = fc.letrec<{ page: string; piece: string }>((tie) => {
  const inner = tie("page");
  const tag = (name: string) =>
    fc.tuple(attributes, inner).map(([held, content]) => `<${name}${held}>${content}</${name}>`);
  return {
    page: fc
      .array(tie("piece"), { maxLength: 3 })
      .chain((all) => fc.constantFrom("", "\n", "\n  ").map((gap) => all.join(gap))),
    piece: fc.oneof(
      { maxDepth: 3, depthIdentifier: "page" },
      word,
      fc.constantFrom("{{ name }}", "{# a <b> note #}", "<!-- {{ a }} </div> -->", "{% set a = '<i>' %}"),
      fc.constantFrom("{% raw %}<b>{{ x }}</b>{% if %}{% endraw %}", "<input value={{ a }}>", "<BR/>", "<hr>"),
      fc.constantFrom(
        "<script>if (a < b) { x = '<b>'; }</script>",
        "<style>a > b { color: red }</style>",
        "<textarea><b>{{ x }}</textarea>",
        '<svg viewBox="0 0 1 1"><title>a</title><path d="M0"/></svg>',
      ),
      attributes.map((held) => `<img${held}>`),
      fc.constantFrom("div", "SPAN", "section", "B").chain(tag),
      // End tags that may be left out.
      fc.tuple(inner, inner).map(([a, b]) => `<ul>\n<li>${a}\n<li>${b}\n</ul>`),
      fc.tuple(word, test).map(([a, on]) => `<select><option>${a}{% if ${on} %}<option selected>b{% endif %}</select>`),
      fc
        .tuple(word, word)
        .map(([a, b]) => `<table><tr><td>${a}<td>${b}{% for r in rows %}<tr><td>{{ r }}{% endfor %}</table>`),
      fc.tuple(word, word).map(([a, b]) => `<p>${a}\n<p>${b}\n<div>${a}</div>`),
      // Template tags between and around tags of the page.
      fc.tuple(test, inner, inner).map(([on, a, b]) => `{% if ${on} %}${a}{% else %}${b}{% endif %}`),
      fc.tuple(inner).map(([a]) => `{% for x in xs -%}${a}{%- endfor %}`),
      fc.tuple(test, inner).map(([on, a]) => `{% if ${on} %}<div class=x>{% else %}<div class=y>{% endif %}${a}</div>`),
      fc.tuple(test, inner).map(([on, a]) => `{% if ${on} %}<a href="#">{% endif %}${a}{% if ${on} %}</a>{% endif %}`),
      fc.tuple(test, inner).map(([on, a]) => `<div>${a}{% if ${on} %}</div><div>{% endif %}${a}</div>`),
      // Tags that do not match.
      fc.tuple(inner).map(([a]) => `<div><em>${a}</div></em>`),
      inner.map((a) => `</section>${a}`),
    ),
  };
});

const text = fc
  .tuple(page, fc.constantFrom("", "\uFEFF"), fc.constantFrom("\n", "\r\n"))
  .map(([body, mark, end]) => mark + body.replaceAll("\n", end));

it("a template is cut into pieces that tile it, and stays as it is without verdicts", () => {
  fc.assert(
    fc.property(text, (source) => {
      const facts = analyze(source);
      const { masked, markup } = parse("page.html", source);
      expect(masked).toHaveLength(source.length);
      for (const pieces of [lex(source).tags, markup.tokens])
        for (const [at, one] of pieces.entries()) expect(one.start).toBeGreaterThanOrEqual(pieces[at - 1]?.end ?? 0);
      for (const region of facts.regions.slice(1)) {
        const around = facts.regions[region.parent]!;
        expect([region.start >= around.start, region.end <= around.end]).toEqual([true, true]);
      }
      expect(applyEdits(source, jinja.rewrite!(fileOf(source), facts, []))).toBe(source);
    }),
    { numRuns: 200 },
  );
});

it("any single element leaves a page and a template as sound as before", () => {
  const left: string[] = [];
  fc.assert(
    fc.property(text, (source) => {
      const facts = analyze(source);
      expect(facts.faults).toEqual([]);
      const before = jinja.diagnose!("page.html", source).sort();
      for (const element of facts.regions.filter(({ kind }) => kind === "element")) {
        const after = render(source, facts, verdictsOf([element]));
        expect(after.length).toBeLessThan(source.length);
        const known = [...before];
        const found = jinja.diagnose!("page.html", after).filter((fault) => {
          const at = known.indexOf(fault);
          if (at >= 0) known.splice(at, 1);
          return at < 0;
        });
        expect(found).toEqual([]);
        left.push(after);
      }
    }),
    { numRuns: 200 },
  );
  expect(left.length).toBeGreaterThan(100);
  if (python) execFileSync(python, ["-c", CHECK], { input: JSON.stringify(left) });
});
