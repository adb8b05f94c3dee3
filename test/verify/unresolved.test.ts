import { beforeAll, describe, expect, it } from "vitest";
import type { Transform } from "../../src/engine/model.js";
import { loadTransforms } from "../../src/registry.js";
import { inMemoryInventory } from "../../src/repo/memory.js";
import { makeTarget } from "../../src/target/target.js";
import { allLinks } from "../../src/verify/links.js";

let transforms: Transform[];
beforeAll(async () => {
  transforms = await loadTransforms();
});

const SITE = {
  "app.py": [
    "from flask import Flask, render_template",
    "",
    "app = Flask(__name__)",
    "",
    "",
    '@app.route("/orders")',
    "def orders():",
    '    return render_template("orders.html")',
    "",
    "",
    '@app.route("/rooms")',
    "def rooms():",
    '    return render_template("missing.html")',
    "",
  ].join("\n"),
  "templates/orders.html": [
    "<link rel=\"stylesheet\" href=\"{{ url_for('static', filename='gone.css') }}\">",
    '<a class="room" href="{{ url_for(\'rooms\') }}">Rooms</a>',
    "<a href=\"{{ url_for('nowhere') }}\">Nowhere</a>",
    '<p id="note" class="note"></p>',
    '<script src="/static/page.js"></script>',
    "",
  ].join("\n"),
  "static/page.js": [
    'document.getElementById("note").textContent = "";',
    'document.getElementById("absent").textContent = "";',
    'fetch("/orders");',
    'fetch("/elsewhere");',
    "",
  ].join("\n"),
  "static/page.css": ".note { color: red }\n.room { color: blue }\n.unused { color: green }\n",
};

/** What the check of all links says after some files of the site changed. */
function check(changes: Record<string, string | null>) {
  const { findings, unresolved } = allLinks({
    before: new Map(),
    after: new Map(Object.entries(changes)),
    transforms,
    inventory: inMemoryInventory(SITE),
    target: makeTarget({ name: "acme" }),
  });
  return {
    findings: findings.map(({ path, line, code, message }) => `${path}:${line} ${code}: ${message}`).sort(),
    counts: unresolved.map(({ code, before, after }) => `${code} ${before} ${after}`),
  };
}

describe("links that nothing answers", () => {
  it("are counted by kind, and none is new where nothing changed", () => {
    expect(check({})).toEqual({
      findings: [],
      counts: [
        "missing-template 1 1",
        "missing-file 1 1",
        "unknown-endpoint 1 1",
        "unknown-route 1 1",
        "absent-id 1 1",
        "unmatched-selector 1 1",
      ],
    });
  });

  it.each<[string, Record<string, string | null>, string[], string]>([
    [
      "a template that goes",
      { "templates/orders.html": null },
      ["app.py:8 missing-template: nothing defines template `orders.html` any more"],
      "missing-template 1 2",
    ],
    [
      "a view that goes",
      { "app.py": SITE["app.py"].split("\n").slice(0, 9).join("\n") },
      ["templates/orders.html:2 unknown-endpoint: nothing defines endpoint `rooms` any more"],
      "unknown-endpoint 1 2",
    ],
    [
      "a class that no markup has any more",
      { "templates/orders.html": SITE["templates/orders.html"].replace('class="room" ', "") },
      ["static/page.css:2 unmatched-selector: nothing has class `room` any more"],
      "unmatched-selector 1 2",
    ],
    [
      "an element that a script looks up",
      { "templates/orders.html": SITE["templates/orders.html"].replace(' id="note"', "") },
      ["static/page.js:1 absent-id: nothing defines id `note` any more"],
      "absent-id 1 2",
    ],
  ])("%s leaves one more", (_, changes, findings, count) => {
    const found = check(changes);
    expect(found.findings).toEqual(expect.arrayContaining(findings));
    expect(found.counts).toContain(count);
  });

  it("what was so before is no finding, wherever it moves to", () => {
    const script = SITE["static/page.js"];
    expect(check({ "static/page.js": `\n\n${script}` }).findings).toEqual([]);
  });

  it("fewer are no finding either", () => {
    const found = check({ "static/page.js": 'fetch("/orders");\n' });
    expect(found.findings).toEqual([]);
    expect(found.counts).toContain("absent-id 1 0");
    expect(found.counts).toContain("unknown-route 1 0");
  });
});
