import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Facts } from "../../../src/engine/model.js";
import type { Region } from "../../../src/engine/region.js";
import jinja from "../../../transforms/jinja/index.js";
import { analyze, render, verdictsOf } from "./helper.js";

const PAGE = `{% extends "base.html" %}
{% from "m.html" import field, tag as t with context %}
{% set tabs = [("home", 1), ("acme", 2), ("south", 3)] %}
{% block content %}
  <!-- Tabs 😀 -->
  <ul class="tabs {{ kind }}">
    {%- for name, size in tabs if size %}
    <li id="tab-{{ name }}"{% if name == 'acme' %} class="on"{% endif %}>{{ name|upper }} <b>{{ size }}</b></li>
    {%- else %}
    <li>none
    {%- endfor %}
  </ul>
  {% if p == 'acme' or p == 'north' -%}
    <p>A <i>b</i> <u>c</u></p>
  {%- elif p in ['south', 'west', 'east'] and user.is_admin %}
    {# the next one #}
    <pre>
  keep
    </pre>
  {% else %}<p>{{ field("a", b=1, c=[1, 2]) }}</p>{% endif %}
  <select name="p">
    <option value="acme"{% if p == "acme" %} selected{% endif %}>Acme</option>
    <option value="north">North
  </select>
  <input type="text" name="host" value="{{ host or 'x' }}" disabled>
  <a href="{{ url_for('a.b', id=1) }}" class="x y">go</a>
  {% with a = 1, b = 2 %}{{ a + b }}{% endwith %}
  {{ t({'a': 1, 'b': 2}, x if y else z) }}
{% endblock %}
`;

const TAKEN = new Set(["element", "attribute", "arm", "comment", "text", "output", "assignment", "loop", "with"]);

/** Regions that the engine may take out alone, and that can leave in any number. */
function removable(facts: Facts): Region[] {
  return facts.regions.filter((one) => {
    const parent = facts.regions[one.parent];
    if (one.slot === "element" || one.slot === "entry")
      return facts.regions.filter((other) => other.parent === one.parent).length > 1;
    if (one.kind === "argument") return one.name !== undefined;
    return TAKEN.has(one.kind) && parent?.kind !== "attribute" && one.slot !== "value" && one.slot !== "part";
  });
}

beforeAll(() => jinja.prepare!());

const python = process.env.UNPICK_TEST_PYTHON;
/** Parses every text in one process: starting one takes longer than all the rest. */
const CHECK = "import json, sys, jinja2; [jinja2.Environment().parse(text) for text in json.load(sys.stdin)]";

describe("any removal", () => {
  const forms = [PAGE, PAGE.replaceAll("\n", "\r\n"), `\uFEFF${PAGE}`, PAGE.trimEnd()];
  it.each(forms.map((text, index) => [index, text] as const))(
    "leaves a sound template (form %i)",
    { timeout: 120_000 },
    (_, text) => {
      const facts = analyze(text);
      expect(facts.faults).toEqual([]);
      const before = new Set(jinja.diagnose!("page.html", text));
      const candidates = removable(facts);
      fc.assert(
        fc.property(fc.subarray(candidates), (chosen) => {
          const after = render(text, facts, verdictsOf(chosen));
          expect(jinja.diagnose!("page.html", after).filter((fault) => !before.has(fault))).toEqual([]);
          // Nothing is written that was not there, but for tags that take another's word or mark.
          expect(after.length).toBeLessThanOrEqual(text.length);
          expect(after.startsWith("\uFEFF")).toBe(text.startsWith("\uFEFF"));
        }),
        { numRuns: 150 },
      );
    },
  );

  it.skipIf(!python)("leaves a template that Jinja parses", { timeout: 120_000 }, () => {
    const facts = analyze(PAGE);
    const samples = fc.sample(fc.subarray(removable(facts)), 60);
    const texts = samples.map((chosen) => render(PAGE, facts, verdictsOf(chosen)));
    execFileSync(python!, ["-c", CHECK], { input: JSON.stringify(texts) });
  });
});
