import { describe, expect, test } from "vitest";
import { newErrors, pageErrors } from "../../scripts/oracles/templates/parsers.mjs";
import { tableOf } from "../../scripts/oracles/templates/table.mjs";

describe("errors of a page", () => {
  test.each([
    ["<p>a<ul><li>b<li>c</ul><br>", []],
    ["<!doctype html><table><tr><td>a</table>", []],
    ['<svg><title>a</title><path d="M0"/></svg>', []],
    ["<div>", ["<div> is not closed"]],
    ["<div/>", ["non-void-html-element-start-tag-with-trailing-solidus", "<div> is not closed"]],
    ["<b></div></b>", ["</div> closes nothing"]],
    ["<!doctype html><body></div></body>", ["</div> closes nothing"]],
    ["<i class=>a</i>", ["missing-attribute-value"]],
  ])("%s", (page, expected) => expect([...pageErrors(page).keys()]).toEqual(expected));

  test("are new if there are more of them", () => {
    const errors = pageErrors("<div>");
    expect(newErrors(errors, errors)).toEqual([]);
    expect(newErrors(errors, pageErrors("<div><div>"))).toEqual(["<div> is not closed"]);
    expect(newErrors(errors, new Map())).toEqual([]);
  });
});

describe("the result", () => {
  const one = (group: string, refused: boolean, fault = "new") => [
    { application: "a", path: "b", faults: [], elements: 1, removals: [{ group, fault, refused }] },
  ];

  test("is sound without faults only", () => {
    expect(tableOf(one("element", true)).sound).toBe(false);
    expect(tableOf(one("arm", false)).sound).toBe(false);
    expect(tableOf(one("arm", true)).sound).toBe(true);
    expect(tableOf([{ application: "a", path: "b", faults: ["overlap"], elements: 0, removals: [] }]).sound).toBe(
      false,
    );
  });

  test("names what was not read", () => {
    expect(tableOf([{ application: "a", path: "b", skipped: "other" }]).text).toContain("- not read: 1: other");
  });
});
