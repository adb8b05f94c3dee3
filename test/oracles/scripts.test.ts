import { beforeAll, describe, expect, test } from "vitest";
import { treeOf } from "../../scripts/oracles/scripts/syntax.mjs";
import { variantsOf } from "../../scripts/oracles/scripts/variants.mjs";

type Judge = typeof import("../../scripts/oracles/scripts/judge.mjs")["judge"];
let judge: Judge;

beforeAll(async () => {
  // It runs the built program.
  ({ judge } = await import("../../scripts/oracles/scripts/judge.mjs"));
});

const variants = (text: string) =>
  variantsOf(text, treeOf(text).program).map(({ kind, base, settled }) => [kind, base, settled]);

describe("a text is turned into removals", () => {
  test("by constants, conditions and exits", () => {
    expect(variants("if (!0) a(); else b();")).toEqual([
      ["(constants)", "if (!zorblaxOn) a(); else b();", "if (!0) a(); else b();"],
    ]);
    expect(variants("x && y();")).toEqual([
      ["(condition 1 does not hold)", "zorblaxOn && y();", "false && y();"],
      ["(condition 1 holds)", "!zorblaxOn && y();", "true && y();"],
    ]);
    expect(variants("function f() { return 1; a(); }").map(([, base]) => base)).toEqual([
      "function f() { if (!zorblaxOn) return 1; a(); }",
    ]);
  });

  test("by cases of switches", () => {
    const text = "switch (1) { case 1: a(); break; case 2: b(); }";
    const [only] = variantsOf(text, treeOf(text).program);
    expect(only?.base).toBe('switch (chosenKind) { case 1: a(); break; case "zorblax-0": b(); }');
    expect(only?.fill?.(only.base)).toContain("switch (1)");
    expect(
      variants("switch (x) { case 1: a(); case 2: b(); break; case 3: c(); }").map(([, , settled]) => settled),
    ).toEqual([
      "switch (x) {  case 2: b(); break; case 3: c(); }",
      "switch (x) { case 1: a();  b(); break; case 3: c(); }",
      "switch (x) { case 1: a(); case 2: b(); break;  }",
    ]);
  });

  test("unless nothing in it could hang on a feature", () => expect(variants("a(); b(c);")).toEqual([]));
});

describe("a removal is judged", () => {
  const base = "if (zorblaxOn) a();\nb();\n";
  test.each([
    ["exact", "emit(zorblaxOn ? a() : b());\n", "emit(false ? a() : b());\n"],
    ["equivalent", base, "if (false) a();\nb();\n"],
    ["different", base, "if (true) a();\nb();\n"],
    ["different", base, "if (false) a();\nc();\n"],
    [
      "stays for a person",
      "function f() {\n  if (!zorblaxOn) return;\n  b();\n}\nf();\n",
      "function f() {\n  return;\n}\nf();\n",
    ],
  ])("%s", async (result, text, settled) => expect((await judge({ base: text, settled })).result).toBe(result));

  test("and what has a cause is not", async () =>
    expect(await judge({ base: "", settled: "", cause: "why" })).toEqual({ result: "not applicable", detail: "why" }));
});
