import { beforeAll, describe, expect, test } from "vitest";
import javascript from "../../../transforms/javascript/index.js";
import { analyze, links } from "./support.js";

beforeAll(() => javascript.prepare!());

const refs = (text: string, path?: string) => links(text, false, (one) => one.symbol.startsWith("js:"), path);
const defs = (text: string, path?: string) => links(text, true, (one) => one.symbol.startsWith("js:"), path);
const privates = (text: string, path?: string) =>
  links(text, true, (one) => one.private === true, path).map((one) => one.replace(/ «.*/s, ""));

describe("classic scripts share their top level", () => {
  test("definitions, references, assignments from elsewhere", () => {
    expect(defs("function load() {}\nlet names = 1;\nshared = 2;\n")).toEqual([
      "js:window#load «function load() {}»",
      "js:window#names «let names = 1;»",
      "js:window#shared «shared = 2;»",
    ]);
    expect(refs("load(names);\n")).toEqual(["js:window#load «load»", "js:window#names «names»"]);
  });
  test("window.name", () => {
    expect(defs("window.load = 1;\nglobalThis.b = 2;\n")).toEqual([
      "js:window#load «window.load = 1;»",
      "js:window#b «globalThis.b = 2;»",
    ]);
    expect(refs("window.load();\n")).toContain("js:window#load «window.load»");
    expect(refs("function f(window) { window.load(); }\n")).not.toContain("js:window#load «window.load»");
  });
  test("a name without a value is gone with its assignments", () => {
    const text = "let a;\na = 1;\nuse(a);\n";
    expect(defs(text)).toEqual(["js:window#a «a = 1;»"]);
    expect(
      analyze(text)
        .occurrences.filter((one) => one.weak)
        .map((one) => one.symbol),
    ).toEqual(["js:window#a"]);
    expect(defs("let a;\n")).toEqual(["js:window#a «let a;»"]);
  });
});

describe("modules keep theirs", () => {
  test("imports and exports make a module", () => {
    expect(defs("import a, { b as c } from 'm';\nexport const d = 1;\nconst e = 2;\n")).toEqual([
      "js:static/a.js#a «a»",
      "js:static/a.js#c «b as c»",
      "js:static/a.js#d «export const d = 1;»",
      "js:static/a.js#e «const e = 2;»",
    ]);
    expect(privates("import a from 'm';\nexport const d = 1;\nconst e = 2;\nconst f = 3;\nexport { f };\n")).toEqual([
      "js:static/a.js#a",
      "js:static/a.js#e",
    ]);
  });
  test("so does require", () => {
    expect(defs("const a = require('a');\nmodule.exports = { b: a };\n")).toEqual([
      "js:static/a.js#a «const a = require('a');»",
      "js:static/a.js#b «b: a»",
    ]);
  });
});

describe("locals", () => {
  test("shadowing", () => {
    const text = "const x = 1;\nfunction f(x) { return x; }\nfunction g() { { let x = 2; h(x); } return x; }\n";
    expect(refs(text).filter((one) => one.endsWith("«x»"))).toEqual([
      "js:static/a.js#f.x «x»",
      "js:static/a.js#g.x «x»",
      "js:window#x «x»",
    ]);
  });
  test("two blocks may have one name", () => {
    expect(defs("function g() { { let x = 2; } { let x = 3; } }\n").slice(1)).toEqual([
      "js:static/a.js#g.x «let x = 2;»",
      "js:static/a.js#g~2.x «let x = 3;»",
    ]);
  });
  test("var and functions are hoisted, let is not", () => {
    expect(refs("function g() { use(x, f); if (a) { var x = 1; } function f() {} }\n")).toContain(
      "js:static/a.js#g.x «x»",
    );
    expect(refs("function g() { use(y); if (a) { let y = 1; } }\n")).toContain("js:window#y «y»");
  });
  test("closures, parameters, defaults, destructuring", () => {
    const text = "function g(a, { b, c: d = a } = {}, ...e) { return () => [a, b, d, e]; }\n";
    expect(refs(text)).toEqual(["a", "a", "b", "d", "e"].map((name) => `js:static/a.js#g.${name} «${name}»`));
    expect(defs("const { a, b: [c], ...d } = x;\n")).toEqual([
      "js:window#a «a»",
      "js:window#c «b: [c]»",
      "js:window#d «...d»",
    ]);
    expect(privates("function g(a) { try { a(); } catch (e) { for (const i of e) a(i); } }\n")).toEqual([
      "js:window#g",
    ]);
  });
  test("catch, class, named function expression", () => {
    const text =
      "class A { m() { return A; } }\nconst f = function g() { return g; };\ntry { a(); } catch (e) { b(e); }\n";
    expect(refs(text)).toEqual([
      "js:window#A «A»",
      "js:static/a.js#g.g «g»",
      "js:window#a «a»",
      "js:window#b «b»",
      "js:static/a.js#e «e»",
    ]);
  });
  test("methods through this", () => {
    expect(refs("class A { m() { return this.n(); } n() { return function () { return this.m(); }; } }\n")).toEqual([
      "js:window#A.n «this.n»",
    ]);
  });
  test("words that are no references", () => {
    expect(refs("a.b; ({ c: 1 }); l: while (1) break l;\n")).toEqual(["js:window#a «a»"]);
  });
  test("count++ does not use a name", () => {
    expect(
      analyze("let a = 0;\na++;\na += 1;\nb(a++);\n")
        .occurrences.filter((one) => one.symbol === "js:window#a" && !one.defines)
        .map((one) => one.weak === true),
    ).toEqual([true, true, false]);
  });
});

describe("rules of scripts that are not strict", () => {
  test("a function in a block is seen in the function around it, unless strict or a module's", () => {
    const text = "function g() { use(f); { function f() {} } f(); }\n";
    expect(refs(text).filter((one) => one.endsWith("«f»"))).toEqual(Array(2).fill("js:static/a.js#g.f «f»"));
    const outside = (one: string) => refs(one).filter((ref) => ref === "js:window#f «f»").length;
    expect(outside(`"use strict";\n${text}`)).toBe(2);
    expect(outside(`${text}export {};\n`)).toBe(2);
    expect(outside(`const a = require("a");\n${text}`)).toBe(0);
    expect(outside(text.replace("function f", "async function f"))).toBe(2);
  });
  test("it meets the other of its name, but never one that a block between declares", () => {
    expect(defs("if (a) { function f() {} } else { function f() { b(); } }\n").map((one) => one.split(" ")[0])).toEqual(
      ["js:window#f", "js:window#f"],
    );
    const between = refs("function g() { { let f = 1; { function f() {} } f(); } f(); }\n");
    expect(between.filter((one) => one.endsWith("«f»"))).toEqual(["js:static/a.js#g.f «f»", "js:window#f «f»"]);
  });
  test("`with` and `eval` do not hide a name", () => {
    expect(refs("function g(a) { const b = 1; with (a) { b; } eval('b'); }\n")).toContain("js:static/a.js#g.b «b»");
  });
});

test("a default value sees parameters and not the body", () => {
  const found = refs("let x = 1;\nfunction g(a = x, b = a) { var x = 2; return x; }\n");
  expect(found).toEqual(["js:window#x «x»", "js:static/a.js#g.a «a»", "js:static/a.js#g.x «x»"]);
});

test("a class is one name inside and outside", () => {
  const found = refs("class A { static b = A.c; }\nnew A();\nconst B = class C { d() { return C; } };\n");
  expect(found).toEqual(["js:window#A «A»", "js:window#A «A»", "js:static/a.js#C.C «C»"]);
});

test("elements of JSX are names where they are components", () => {
  const text = "const form = 1;\nconst Row = () => <form><Cell a={form} /><ui.Card /></form>;\n";
  expect(refs(text).map((one) => one.split(" ")[0])).toEqual(["js:window#Cell", "js:window#form", "js:window#ui"]);
});

describe("faults", () => {
  test("names declared twice are none", () => {
    const twice = analyze("const a = 1;\nconst a = 2;\nuse(a);\n");
    expect(twice.faults).toEqual([]);
    expect(twice.occurrences.filter((one) => one.symbol === "js:window#a")).toHaveLength(3);
  });
  test("what the analyser cannot read is left alone, and keeps what it may need", () => {
    const facts = analyze("const a = 1;\n{ import b from 'b'; }\nuse(a, c);\n");
    expect(facts.faults).toHaveLength(1);
    expect(facts.occurrences.filter((one) => one.symbol === "js:window#c")).toHaveLength(1);
    expect(javascript.diagnose!("a.js", "{ import b from 'b'; }\n")).toEqual([expect.stringMatching(/^syntax error/)]);
  });
  test("syntax errors and minified files are left alone", () => {
    expect(analyze("function (").faults.length).toBeGreaterThan(0);
    expect(analyze("a();", "static/x.min.js").faults).toEqual([{ line: 1, message: "minified" }]);
    expect(analyze(`var a=1;${"b(c);".repeat(1000)}`).faults).toEqual([{ line: 1, message: "minified" }]);
    expect(analyze(`${"(".repeat(30_000)}1${")".repeat(30_000)}\n`.replace(/(.{500})/g, "$1\n")).faults.length).toBe(1);
  });
  test("diagnose tells undefined names once", () => {
    expect(javascript.diagnose!("a.js", "b(); b();\nlet c = typeof d;\n")).toEqual(["undefined name `b`"]);
    expect(javascript.diagnose!("a.js", "function f() { return f; }\ndocument.title = JSON.stringify(f);\n")).toEqual(
      [],
    );
    expect(javascript.diagnose!("a.js", "if (\n")[0]).toMatch(/^syntax error/);
  });
});

test("await of a parenthesis is await of all that follows", () => {
  const text = "async function f() { const a = await (await b(1)).json(); await (c); }\n";
  const facts = analyze(text);
  expect(facts.regions.filter((one) => one.kind === "group").map((one) => text.slice(one.start, one.end))).toEqual([
    ...["await (await b(1)).json()", "(await b(1))", "await b(1)", "await (c)", "(c)"],
  ]);
  expect(refs(text)).toEqual(["js:window#b «b»", "js:window#c «c»"]);
});
