import { beforeAll, expect, test } from "vitest";
import { applyEdits } from "../../../src/syntax/edits.js";
import { analyzeScript } from "../../../transforms/javascript/analyze.js";
import javascript from "../../../transforms/javascript/index.js";
import { rewriteScript } from "../../../transforms/javascript/rewrite.js";
import { verdict } from "./support.js";

beforeAll(() => javascript.prepare!());

test("a script in a page has the page's offsets and shares its globals", () => {
  const text = "<p>💾</p>\r\n<script>\r\nlet a = 1;\r\ngone(a);\r\n</script>";
  const range = { start: text.indexOf("<script>") + 8, end: text.indexOf("</script>") };
  const facts = analyzeScript(text, range, "t.html", { kind: "script", firstId: 1, parent: 0 });
  expect(facts.regions[0]).toMatchObject({ id: 1, parent: 0, kind: "suite", slot: "body", ...range });
  const gone = facts.regions.find((one) => one.kind === "expressionStatement")!;
  expect(text.slice(gone.start, gone.end)).toBe("gone(a);");
  expect(facts.occurrences.map((one) => one.symbol)).toContain("js:window#a");
  const host = { id: 0, parent: -1, kind: "file" as const, slot: "root" as const, start: 0, end: text.length };
  const edits = rewriteScript(text, [host, ...facts.regions], [verdict(gone.id)]);
  expect(applyEdits(text, edits)).toBe(text.replace("gone(a);\r\n", ""));
});

test("a handler's names are the page's, its locals its own", () => {
  const text = `<a onclick="let i = 1; pick(&quot;x&quot;, i) &amp;&amp; go(); return false">`;
  const range = { start: text.indexOf('"') + 1, end: text.lastIndexOf('"') };
  const facts = analyzeScript(text, range, "t.html", { kind: "handler", firstId: 0, parent: -1 });
  expect(facts.faults).toEqual([]);
  expect(facts.regions[0]).toMatchObject({ kind: "suite", slot: "value" });
  const symbols = facts.occurrences.map((one) => one.symbol);
  expect(symbols).toEqual(expect.arrayContaining(["js:window#pick", "js:window#go"]));
  expect(symbols).not.toContain("js:window#i");
  expect(facts.regions.find((one) => one.kind === "literal" && typeof one.value === "string")?.value).toBe("x");
});

test("masked template code is unknown", () => {
  const text = "<script>f(xxxxxxxx); fetch('/a/xxxxxxxx/b'); g = 'xxxxxxxx';</script>";
  const holes = [...text.matchAll(/x{8}/g)].map((match) => ({ start: match.index, end: match.index + 8 }));
  const range = { start: 8, end: text.length - 9 };
  const facts = analyzeScript(text, range, "t.html", { kind: "script", firstId: 0, parent: -1, holes });
  expect(facts.occurrences.map((one) => one.symbol).filter((one) => !one.startsWith("js:"))).toEqual([
    "route:GET /a/{}/b",
  ]);
  expect(facts.occurrences.some((one) => one.symbol.includes("xxxx"))).toBe(false);
  expect(facts.regions.filter((one) => one.kind === "template").length).toBe(2);
});

test("locals of two scripts of one page do not meet", () => {
  const text = "<script>function f() { let a; }</script><script>function f() { let a; }</script>";
  const symbols = [8, text.lastIndexOf("<script>") + 8].map((start) => {
    const end = text.indexOf("</script>", start);
    const facts = analyzeScript(text, { start, end }, "t.html", { kind: "script", firstId: 0, parent: -1 });
    return facts.occurrences.map((one) => one.symbol);
  });
  expect(symbols[0]![0]).toBe(symbols[1]![0]);
  expect(symbols[0]![1]).not.toBe(symbols[1]![1]);
});
