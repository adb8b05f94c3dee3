// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are scripts with template strings
import { beforeAll, describe, expect, test } from "vitest";
import type { Inventory } from "../../../src/engine/model.js";
import javascript from "../../../transforms/javascript/index.js";
import { routePath } from "../../../transforms/javascript/routes.js";
import { analyze, links } from "./support.js";

beforeAll(() => javascript.prepare!());

const refs = (text: string) => links(text, false, (one) => !one.symbol.startsWith("js:"));
const symbols = (text: string) => refs(text).map((one) => one.replace(/ «.*/s, ""));

describe("pages and styles", () => {
  test("ids", () => {
    expect(refs("document.getElementById('box');\n")).toEqual(["dom:#box «'box'»"]);
    expect(symbols("document.querySelector('#box .row > a');$('#other');jQuery(x).find('.y');")).toEqual([
      "dom:#box",
      "class:.row",
      "dom:#other",
      "class:.y",
    ]);
    expect(symbols("const id = 'box'; document.getElementById(id);")).toEqual(["dom:#box"]);
    expect(symbols("document.getElementById(id); document.querySelector(`#${id}`); list.find(x => x.a);")).toEqual([]);
  });
  test("a list of selectors is never gone, only kept", () => {
    expect(symbols("document.querySelectorAll('#a, .b');")).toEqual(["dom:#a*", "class:.b*"]);
  });
  test("built ids are patterns", () => {
    const text = "document.getElementById(`global${p}Tab`);document.getElementById('x-' + i);";
    expect(symbols(text)).toEqual(["dom:#global*Tab", "dom:#x-*"]);
    expect(
      analyze(text)
        .regions.filter((one) => one.kind === "template")
        .map((one) => one.traits),
    ).toEqual([["dynamic"]]);
  });
  test("classes are weak in classList, strong in selectors", () => {
    const weak = (text: string) =>
      analyze(text)
        .occurrences.filter((one) => one.weak)
        .map((one) => one.symbol);
    expect(
      weak(
        "a.classList.add('b', 'c'); $(x).addClass('d e'); a.className = 'f g'; document.getElementsByClassName('h');",
      ),
    ).toEqual([...["class:.b", "class:.c", "class:.d", "class:.e", "class:.f", "class:.g"]]);
  });
  test("markup in strings keeps what it uses", () => {
    const text = 'x.innerHTML = `<p id="a" class="b ${c}" onclick="pick(\'${d}\')">`;\n';
    expect(links(text, true)).toHaveLength(1);
    expect(links(text, false).map((one) => one.replace(/ «.*/s, ""))).toEqual(
      expect.arrayContaining(["class:.b", "js:window#pick", "js:window#c"]),
    );
    expect(symbols("x = 'a < b class=\"c\"'.length;")).toEqual([]);
  });
  test("what only looks like a link", () => {
    expect(symbols("f('#box'); g('.x'); set.add('.y'); 'a.b'.split('.'); map.get('#q'); x = '.css';")).toEqual([]);
  });
});

describe("routes", () => {
  test("normal form of paths", () => {
    expect(["/a?x=1#y", "/a/{}/b", "{}/a", "{}{}/a/{}{}", "/", "/a-{}"].map(routePath)).toEqual([
      "/a",
      "/a/{}/b",
      "/a",
      "/a/{}",
      "/",
      "/a-{}",
    ]);
    expect(["https://x.io/a", "//x/a", "a", "{}", "/{}", "#", ""].map(routePath)).toEqual(new Array(7).fill(undefined));
  });
  test("calls", () => {
    expect(
      symbols(
        "fetch('/a'); fetch('/b', { method: 'post' }); fetch('/c', options); fetch(`${BASE}/d/${id}?x`, { headers });",
      ),
    ).toEqual([...["route:GET /a", "route:POST /b", "route:* /c", "route:GET /d/{}"]]);
    expect(
      symbols(
        "axios.get('/a'); axios.delete('/b/' + id); $.post('/c', d); $.ajax({ url: '/d', type: 'PUT' }); $.getJSON('/e', f);",
      ),
    ).toEqual([...["route:GET /a", "route:DELETE /b/{}", "route:POST /c", "route:PUT /d", "route:GET /e"]]);
    expect(
      symbols(
        "xhr.open('PATCH', '/a'); navigator.sendBeacon('/b', d); new EventSource('/c'); location.href = '/d'; window.open('/e'); location.assign('/f');",
      ),
    ).toEqual([...["route:PATCH /a", "route:POST /b", "route:GET /c", "route:GET /d", "route:GET /e", "route:GET /f"]]);
    expect(symbols("fetch(ok ? '/a' : '/b');")).toEqual(["route:GET /a", "route:GET /b"]);
    expect(symbols("const API = '/api'; fetch(`${API}/x`); const U = '/y'; fetch(U);")).toEqual([
      "route:GET /api/x",
      "route:GET /y",
    ]);
  });
  test("addresses that tell nothing", () => {
    expect(
      symbols("fetch(url); fetch(`${a}${b}`); fetch('https://x.io/v1'); file.open('r', '/etc'.length); x.href = y;"),
    ).toEqual([]);
    expect(analyze("fetch(url);").regions.find((one) => one.kind === "name" && one.name === "url")?.traits).toEqual([
      "dynamic",
    ]);
  });
});

describe("keys of answers", () => {
  const keys = (text: string) => refs(text).filter((one) => one.startsWith("json:"));
  test("await, rename, chain", () => {
    expect(
      keys(
        "async function f() { const r = await fetch('/a'); const d = await r.json(); const e = d; return [d.x, e?.y, d['z']]; }",
      ),
    ).toEqual([...["json:/a#x «d.x»", "json:/a#y «e?.y»", "json:/a#z «'z'»"]]);
    expect(keys("async function f() { return (await (await fetch('/a')).json()).x; }")).toHaveLength(1);
  });
  test("then, callbacks, axios, destructuring", () => {
    expect(keys("fetch('/a').then(r => r.json()).then(d => show(d.x));")).toEqual(["json:/a#x «d.x»"]);
    expect(keys("fetch('/a').then(function (r) { return r.json(); }).then(({ x, y: z }) => x);")).toEqual([
      "json:/a#x «x»",
      "json:/a#y «y: z»",
    ]);
    expect(keys("$.get('/a', d => d.x); $.ajax({ url: '/b', success: function (d) { return d.y; } });")).toEqual([
      "json:/a#x «d.x»",
      "json:/b#y «d.y»",
    ]);
    expect(
      keys(
        "async function f() { const res = await axios.get('/a'); const { data } = await axios.get('/b'); return [res.data.x, data.y]; }",
      ),
    ).toEqual([...["json:/a#x «res.data.x»", "json:/b#y «data.y»"]]);
    expect(keys("async function f() { const { x, ...rest } = await (await fetch('/a')).json(); }")).toEqual([
      "json:/a#x «x»",
    ]);
    expect(
      keys(
        "async function load() { const r = await fetch('/a'); return r.json(); }\nasync function g() { const d = await load(); return d.x; }",
      ),
    ).toEqual(["json:/a#x «d.x»"]);
  });
  test("values of unknown or several origins", () => {
    expect(keys("async function f() { const r = await fetch('/a'); return r.status; }")).toEqual([]);
    expect(keys("async function f(r) { const d = await r.json(); return d.x; }")).toEqual([]);
    expect(
      keys("async function f() { let d = await (await fetch('/a')).json(); if (d.q) d = other(); return d.x; }"),
    ).toEqual([]);
    expect(
      keys(
        "async function f() { let d; if (a) d = await (await fetch('/a')).json(); else d = await (await fetch('/b')).json(); return d.x; }",
      ),
    ).toEqual([]);
    expect(keys("async function f() { const d = await (await fetch(url)).json(); return d.x; }")).toEqual([]);
    expect(keys("async function f() { let d = null; d = await (await fetch('/a')).json(); return d.x; }")).toHaveLength(
      1,
    );
  });
});

describe("environment, files, packages", () => {
  test("environment", () => {
    expect(symbols("process.env.A; process.env['B']; import.meta.env.C; const { D } = process.env; x.env.E;")).toEqual([
      "env:A",
      "env:B",
      "env:C",
      "env:D",
    ]);
  });
  test("static files", () => {
    expect(symbols("img.src = '/static/img/a.png?v=1'; b = `/static/${x}.png`; c = 'static electricity';")).toEqual([
      "static:img/a.png",
      "static:*.png",
    ]);
  });
  test("packages and modules", () => {
    expect(
      symbols("import a from '@x/y/z'; import { b } from 'ollama'; const c = require('d/e'); import 'f';"),
    ).toEqual(["package:@x/y", "package:ollama", "package:d", "package:f"]);
    const a = analyze(
      "import { one, two as t } from './b.js';\nimport * as all from './b.js';\nall.three();\nimport './c';\n",
      "js/a.js",
    );
    const b = analyze("export const one = 1;\nexport * from './c.js';\n", "js/b.js");
    const c = analyze("export const two = 2;\n", "js/c.js");
    const files = new Map(
      ["js/a.js", "js/b.js", "js/c.js"].map((path) => [path, { path, mode: "100644", oid: "", size: 1 }]),
    );
    const inventory: Inventory = { files, read: () => undefined };
    const found = javascript.resolve!(new Map([a, b, c].map((facts) => [facts.path, facts])), inventory);
    expect(found.filter((one) => one.path === "js/a.js").map((one) => one.symbol)).toEqual([
      ...["js:js/b.js#one", "js:js/c.js#two", "path:js/b.js", "js:js/b.js#three", "path:js/c.js"],
    ]);
  });
});

describe("traits", () => {
  const traits = (text: string) => analyze(text).regions.find((one) => one.kind === "call")?.traits ?? [];
  test("calls", () => {
    expect(traits("document.getElementById('a')")).toEqual(["lookup", "pure"]);
    expect(traits("JSON.parse(x)")).toEqual(["pure"]);
    expect(traits("fetch('/a')")).toEqual(["lookup"]);
    expect(traits("console.log(a)")).toEqual(["log"]);
    expect(traits("localStorage.getItem('a')")).toEqual(["lookup", "pure"]);
    expect(traits("a.map(x => x.b)")).toEqual(["pure"]);
  });
  test("calls with effects", () => {
    for (const text of ["a.push(b)", "save(a)", "a.map(x => save(x))", "a.forEach(b)", "$('<p>').x", "api.get('/x')"]) {
      expect(traits(text), text).not.toContain("pure");
    }
  });
  test("fallbacks", () => {
    const fallbacks = (text: string) =>
      analyze(text)
        .regions.filter((one) => one.traits?.includes("fallback"))
        .map((one) => text.slice(one.start, one.end));
    expect(fallbacks("a = b || 'c'; d = e ?? 'f'; function g(h = 'i') {} const { j = 'k' } = l;")).toEqual([
      "'c'",
      "'f'",
      "'i'",
      "'k'",
    ]);
    expect(fallbacks("a = b && 'c'; d('e');")).toEqual([]);
  });
});
