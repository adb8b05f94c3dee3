import { beforeAll, describe, expect, it } from "vitest";
import type { Transform } from "../../src/engine/model.js";
import { loadTransforms } from "../../src/registry.js";
import { inMemoryInventory } from "../../src/repo/memory.js";
import { makeTarget } from "../../src/target/target.js";
import { danglingLinks } from "../../src/verify/links.js";

let transforms: Transform[];
beforeAll(async () => {
  transforms = await loadTransforms();
});

/** Places of the result that dangle, after some files of a tree changed. */
function dangling(base: Record<string, string>, changes: Record<string, string | null>): string[] {
  const inventory = inMemoryInventory(base);
  const found = danglingLinks({
    before: new Map(Object.keys(changes).map((path) => [path, base[path]!])),
    after: new Map(Object.entries(changes)),
    transforms,
    inventory,
    target: makeTarget({ name: "acme" }),
  });
  return [...new Set(found.map(({ path, line, name }) => `${path}:${line} ${name}`))];
}

const routes = "from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.route('/a')\ndef alpha():\n    return 'a'\n";

describe("a link that nothing answers any more", () => {
  it.each<[string, Record<string, string>, Record<string, string | null>, string[]]>([
    [
      "a name imported from a module that lost it",
      { "a.py": "def one():\n    pass\n\n\ndef two():\n    pass\n", "b.py": "from a import one\n\none()\n" },
      { "a.py": "def two():\n    pass\n" },
      ["b.py:1 one"],
    ],
    [
      "a page that links to a route that is gone",
      { "app.py": routes, "templates/x.html": "<p>\n<a href=\"{{ url_for('alpha') }}\">a</a></p>\n" },
      { "app.py": "from flask import Flask\n\napp = Flask(__name__)\n" },
      ["templates/x.html:2 alpha"],
    ],
    [
      "a template that is gone",
      {
        "app.py": "from flask import render_template\n\n\ndef a():\n    return render_template('x.html')\n",
        "templates/x.html": "<p></p>\n",
      },
      { "templates/x.html": null },
      ["app.py:5 html"],
    ],
    [
      "an element that a script reads",
      {
        "p.html": '<i id="one"></i>\n<b id="two"></b>\n<script src="s.js"></script>\n',
        "s.js": "document.getElementById('one').focus();\n",
      },
      { "p.html": '<b id="two"></b>\n<script src="s.js"></script>\n' },
      ["s.js:1 one"],
    ],
  ])("%s", (_, base, changes, expected) => {
    expect(dangling(base, changes)).toEqual(expected);
  });
});

describe("no fault", () => {
  it.each<[string, Record<string, string>, Record<string, string | null>]>([
    [
      "both ends went",
      { "a.py": "def one():\n    pass\n", "b.py": "from a import one\n\none()\n" },
      { "a.py": "", "b.py": "" },
    ],
    ["it dangled before", { "a.py": "x = 1\n", "b.py": "from a import one\n\none()\n" }, { "a.py": "x = 2\n" }],
    [
      "another definition is left",
      {
        "p.html": '<i id="one"></i>\n<script src="s.js"></script>\n',
        "q.html": '<i id="one"></i>\n<script src="s.js"></script>\n',
        "s.js": "document.getElementById('one').focus();\n",
      },
      { "p.html": '<script src="s.js"></script>\n' },
    ],
    [
      "the definition moved to another line",
      { "a.py": "x = 1\n\n\ndef one():\n    pass\n", "b.py": "from a import one\n\none()\n" },
      { "a.py": "def one():\n    pass\n" },
    ],
  ])("%s", (_, base, changes) => {
    expect(dangling(base, changes)).toEqual([]);
  });
});
