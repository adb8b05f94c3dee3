import { beforeAll, describe, expect, test } from "vitest";
import javascript from "../../../transforms/javascript/index.js";
import { analyze, region, rewritten, verdict } from "./support.js";

beforeAll(() => javascript.prepare!());

describe("statements", () => {
  test("a statement goes with its line", () => {
    expect(rewritten("a();\ngone();\nb();\n", ["expressionStatement", "gone"])).toBe("a();\nb();\n");
  });
  test("one of several on a line", () => {
    expect(rewritten("a(); gone(); b();\n", ["expressionStatement", "gone"])).toBe("a(); b();\n");
  });
  test("comments attached to it go, a heading of what stays does not", () => {
    expect(rewritten("a();\n\n// why\ngone(); // note\n\nb();\n", ["expressionStatement", "gone"])).toBe(
      "a();\n\nb();\n",
    );
    expect(rewritten("// both\ngone();\nb();\n", ["expressionStatement", "gone"])).toBe("// both\nb();\n");
    expect(rewritten("/** Only this. */\nfunction gone() {}\nfunction b() {}\n", ["function", "function gone"])).toBe(
      "function b() {}\n",
    );
  });
  test("a body without braces becomes an empty block", () => {
    expect(rewritten("for (const a of b()) gone();\nc();\n", ["expressionStatement", "gone"])).toBe(
      "for (const a of b()) {}\nc();\n",
    );
  });
  test("an emptied body keeps its braces", () => {
    expect(rewritten("function f() {\n  gone();\n}\n", ["suite", "{"])).toBe("function f() {}\n");
  });
  test("statements without semicolons do not run together", () => {
    expect(rewritten("const a = b\ngone();\n(c || d)()\n", ["expressionStatement", "gone"])).toBe(
      "const a = b;\n(c || d)()\n",
    );
    expect(rewritten("const a = b\ngone()\nc()\n", ["expressionStatement", "gone"])).toBe("const a = b\nc()\n");
  });
  test("class members", () => {
    expect(rewritten("class A {\n  a() {}\n\n  gone() {}\n\n  b = 1;\n}\n", ["function", "gone"])).toBe(
      "class A {\n  a() {}\n\n  b = 1;\n}\n",
    );
    expect(rewritten("class A {\n  gone = 1;\n  b = 2;\n}\n", ["assignment", "gone"])).toBe("class A {\n  b = 2;\n}\n");
  });
  test("a labelled statement goes with its label", () => {
    expect(rewritten("outer: for (const a of gone) b();\nc();\n", ["loop", "for"])).toBe("c();\n");
  });
  test("a declaration loses a declarator, or goes with the last one", () => {
    expect(rewritten("let a = 1, gone = 2, c = 3;\n", ["assignment", "gone"])).toBe("let a = 1, c = 3;\n");
    expect(rewritten("let gone = 1, c = 3;\n", ["assignment", "gone"])).toBe("let c = 3;\n");
    expect(rewritten("let a = 1, gone = 3;\n", ["assignment", "gone"])).toBe("let a = 1;\n");
    expect(rewritten("let a = 1,\n    gone = 2,\n    c = 3;\n", ["assignment", "gone"])).toBe(
      "let a = 1,\n    c = 3;\n",
    );
    expect(rewritten("a();\nlet x = 1, y = 2;\n", ["assignment", "x"], ["assignment", "y"])).toBe("a();\n");
  });
});

describe("text that must survive", () => {
  test("CRLF, tabs, byte order mark, no final newline, characters beyond the basic plane", () => {
    expect(rewritten("a();\r\ngone();\r\nb();\r\n", ["expressionStatement", "gone"])).toBe("a();\r\nb();\r\n");
    expect(rewritten("if (x) {\r\n\ta();\r\n\tgone();\r\n}\r\n", ["expressionStatement", "gone"])).toBe(
      "if (x) {\r\n\ta();\r\n}\r\n",
    );
    expect(rewritten("\ufeffgone();\na('💾');", ["expressionStatement", "gone"])).toBe("\ufeffa('💾');");
    expect(rewritten("a('💾 é');\ngone('💾');\nb('漢');", ["expressionStatement", "gone"])).toBe(
      "a('💾 é');\nb('漢');",
    );
  });
  test("strings over several lines keep their indentation", () => {
    const text = "if (x) {\n    a(`\n    one\n  two`);\n    b();\n} else {\n    c();\n}\n";
    expect(rewritten(text, ["arm", "if", "true"])).toBe("a(`\n    one\n  two`);\nb();\n");
  });
});

describe("lists", () => {
  const entry = (text: string) => rewritten(text, ["entry", "gone"]);
  test("entries in every dressing", () => {
    expect(entry("x = { a: 1, gone: 2 };\n")).toBe("x = { a: 1 };\n");
    expect(entry("x = { gone: 2, a: 1 };\n")).toBe("x = { a: 1 };\n");
    expect(entry("x = { a: 1, gone: 2, ...rest };\n")).toBe("x = { a: 1, ...rest };\n");
    expect(entry("x = {\n  a: 1,\n  gone: 2\n};\n")).toBe("x = {\n  a: 1\n};\n");
    expect(entry("x = {\n  a: 1,\n  gone: 2,\n};\n")).toBe("x = {\n  a: 1,\n};\n");
    expect(entry("x = {\n  gone: {\n    b: 1\n  },\n  a: 1\n};\n")).toBe("x = {\n  a: 1\n};\n");
    expect(entry("x = {\n  a: 1, // one\n  gone: 2 // two\n};\n")).toBe("x = {\n  a: 1 // one\n};\n");
    expect(entry("x = {\n  a: 1,\n  // about it\n  gone: 2,\n\n  b: 3\n};\n")).toBe("x = {\n  a: 1,\n\n  b: 3\n};\n");
    expect(entry("x = { a, gone, b };\n")).toBe("x = { a, b };\n");
    expect(entry("x = { a() {}, gone() { return {}; }, b };\n")).toBe("x = { a() {}, b };\n");
  });
  test("elements; holes stay", () => {
    expect(rewritten("x = ['a', 'gone'];\n", ["literal", "'gone"])).toBe("x = ['a'];\n");
    expect(rewritten("x = ['gone', 'a'].includes(p);\n", ["literal", "'gone"])).toBe("x = ['a'].includes(p);\n");
    expect(rewritten("x = [gone(),,b];\n", ["call", "gone"])).toBe("x = [,b];\n");
    expect(rewritten("x = [a, /* gone, */ b, gone()];\n", ["call", "gone"])).toBe("x = [a, /* gone, */ b];\n");
  });
  test("patterns keep the places of the others", () => {
    expect(rewritten("const [a, gone, c] = x;\n", ["name", "gone"])).toBe("const [a, , c] = x;\n");
    expect(rewritten("const [a, gone] = x;\n", ["name", "gone"])).toBe("const [a] = x;\n");
    expect(rewritten("const { a, gone: b = 1, c } = x;\n", ["entry", "gone"])).toBe("const { a, c } = x;\n");
    expect(rewritten("a();\nconst { gone } = x;\n", ["entry", "gone"])).toBe("a();\n");
    expect(rewritten("const { gone } = await f();\n", ["entry", "gone"])).toMatch(/^const \{\s*\} = await f\(\);\n$/);
  });
  test("arguments and parameters", () => {
    expect(rewritten("f(a, gone, b);\n", ["argument", "gone"])).toBe("f(a, b);\n");
    expect(rewritten("f?.(a, gone);\n", ["argument", "gone"])).toBe("f?.(a);\n");
    expect(rewritten("new F(gone);\n", ["argument", "gone"])).toBe("new F();\n");
    expect(rewritten("function f(a, gone = 'x') {}\n", ["parameter", "gone"])).toBe("function f(a) {}\n");
    expect(rewritten("x.map(gone => 1);\n", ["parameter", "gone"])).toBe("x.map(() => 1);\n");
    expect(rewritten("x.map((gone) => 1);\n", ["parameter", "gone"])).toBe("x.map(() => 1);\n");
  });
  test("imports and exports", () => {
    expect(rewritten("import { a, gone } from 'm';\n", ["importName", "gone"])).toBe("import { a } from 'm';\n");
    expect(rewritten("import d, { gone } from 'm';\n", ["importName", "gone"])).toBe("import d from 'm';\n");
    expect(rewritten("import gone, { a } from 'm';\n", ["importName", "gone"])).toBe("import { a } from 'm';\n");
    expect(rewritten("import gone, * as a from 'm';\n", ["importName", "gone"])).toBe("import * as a from 'm';\n");
    expect(rewritten("import {\n  a,\n  gone,\n} from 'm';\n", ["importName", "gone"])).toBe(
      "import {\n  a,\n} from 'm';\n",
    );
    expect(rewritten("a();\nexport { gone };\n", ["importName", "gone"])).toBe("a();\n");
  });
});

describe("conditions", () => {
  test("operands", () => {
    expect(rewritten("if (a || p === 'x') b();\n", ["compare", "p", "true"])).toBe("if (a) b();\n");
    expect(rewritten("if (p === 'x' || a) b();\n", ["compare", "p", "remove"])).toBe("if (a) b();\n");
    expect(rewritten("if (a\n    && p !== 'x'\n    && c) b();\n", ["compare", "p", "true"])).toBe(
      "if (a\n    && c) b();\n",
    );
    expect(rewritten("if (a && (b || p === 'x')) c();\n", ["compare", "p", "true"])).toBe("if (a && (b)) c();\n");
  });
  test("operands on lines of their own go with the comment behind them", () => {
    const behind = "if (\n  a ||\n  p === 'x' || // why\n  b\n) c();\n";
    expect(rewritten(behind, ["compare", "p", "true"])).toBe("if (\n  a ||\n  b\n) c();\n");
    const before = "if (\n  a\n  || p === 'x' // why\n  || b // other\n) c();\n";
    expect(rewritten(before, ["compare", "p", "true"])).toBe("if (\n  a\n  || b // other\n) c();\n");
    expect(rewritten("if (\n  p === 'x' ||\n  b\n) c();\n", ["compare", "p", "true"])).toBe("if (\n  b\n) c();\n");
    expect(rewritten("if (\n  b ||\n  p === 'x'\n) c();\n", ["compare", "p", "true"])).toBe("if (\n  b\n) c();\n");
  });
  test("conditionals", () => {
    expect(rewritten("x = p === 'x' ? 1 : 2;\n", ["conditional", "p", "false"])).toBe("x = 2;\n");
    expect(rewritten("x = (p !== 'x' ? 1 : 2);\n", ["conditional", "p", "true"])).toBe("x = (1);\n");
    expect(rewritten("f = () => p ? {} : 1;\n", ["conditional", "p", "true"])).toBe("f = () => ({});\n");
  });
});

describe("branches", () => {
  const chain = "if (p === 'a') {\n  a();\n} else if (p === 'b') {\n  b();\n} else {\n  c();\n}\n";
  test("first, middle and last arm", () => {
    expect(rewritten(chain, ["arm", "if (p === 'a'"])).toBe("if (p === 'b') {\n  b();\n} else {\n  c();\n}\n");
    expect(rewritten(chain, ["arm", "else if"])).toBe("if (p === 'a') {\n  a();\n} else {\n  c();\n}\n");
    expect(rewritten(chain, ["arm", "else {"])).toBe("if (p === 'a') {\n  a();\n} else if (p === 'b') {\n  b();\n}\n");
  });
  test("only the else is left", () => {
    expect(rewritten(chain, ["arm", "if"], ["arm", "else if"])).toBe("c();\n");
  });
  test("an arm that always runs", () => {
    expect(rewritten(chain, ["arm", "else if", "true"])).toBe("if (p === 'a') {\n  a();\n} else {\n  b();\n}\n");
    expect(rewritten(chain, ["arm", "if", "true"])).toBe("a();\n");
    expect(rewritten(`  ${chain}`, ["arm", "if"], ["arm", "else if", "true"])).toBe("  b();\n");
  });
  test("without braces", () => {
    expect(rewritten("if (a) x();\nelse if (b) y();\nelse z();\n", ["arm", "else if"])).toBe(
      "if (a) x();\nelse z();\n",
    );
    expect(rewritten("if (a) x(); else y();\n", ["arm", "if"])).toBe("y();\n");
  });
  test("an else does not change hands", () => {
    expect(rewritten("if (a) if (b) x(); else y(); else z();\n", ["arm", "else y"])).toBe(
      "if (a) { if (b) x(); } else z();\n",
    );
  });
  test("an emptied arm is turned round, or keeps its form", () => {
    expect(rewritten("if (a) {\n  x();\n} else {\n  y();\n}\n", ["suite", "{\n  x"])).toBe("if (!a) {\n  y();\n}\n");
    expect(rewritten("if (a === 1) {\n  x();\n} else {\n  y();\n}\n", ["suite", "{\n  x"])).toBe(
      "if (a !== 1) {\n  y();\n}\n",
    );
    expect(rewritten("if (a && b) {\n  x();\n} else {\n  y();\n}\n", ["suite", "{\n  x"])).toBe(
      "if (!(a && b)) {\n  y();\n}\n",
    );
    expect(rewritten("if (!a) {\n  x();\n} else {\n  y();\n}\n", ["suite", "{\n  x"])).toBe("if (a) {\n  y();\n}\n");
    expect(rewritten(chain, ["suite", "{\n  a"])).toBe(
      "if (p === 'a') {} else if (p === 'b') {\n  b();\n} else {\n  c();\n}\n",
    );
  });
  test("braces stay around names that would meet others", () => {
    const text = "if (a) {\n  const x = 1;\n  f(x);\n}\nconst g = () => x;\n";
    expect(rewritten(text, ["arm", "if", "true"])).toBe("{\n  const x = 1;\n  f(x);\n}\nconst g = () => x;\n");
  });
  test("a promoted body loses statements of its own", () => {
    const text = "if (a) {\n  gone();\n  b();\n} else {\n  c();\n}\n";
    expect(rewritten(text, ["arm", "if", "true"], ["expressionStatement", "gone"])).toBe("b();\n");
  });
  test("a comment above the next arm stays", () => {
    const text = "if (p === 'a') {\n  a();\n}\n// North\nelse if (p === 'b') {\n  b();\n}\n";
    expect(rewritten(text, ["arm", "if"])).toBe("// North\nif (p === 'b') {\n  b();\n}\n");
  });
});

describe("switch", () => {
  const text =
    "switch (p) {\n  case 'a':\n    a();\n    break;\n  case 'gone':\n    b();\n    break;\n  default:\n    c();\n}\n";
  test("a case goes", () => {
    expect(rewritten(text, ["case", "case 'gone"])).toBe(
      "switch (p) {\n  case 'a':\n    a();\n    break;\n  default:\n    c();\n}\n",
    );
  });
  test("one label of a group", () => {
    const group = "switch (p) {\n  case 'gone':\n  case 'b':\n    b();\n}\n";
    expect(rewritten(group, ["literal", "'gone"])).toBe("switch (p) {\n  case 'b':\n    b();\n}\n");
    expect(rewritten("switch (p) { case 'gone': case 'b': b(); }\n", ["literal", "'gone"])).toBe(
      "switch (p) { case 'b': b(); }\n",
    );
    expect(rewritten("switch (p) { case 'b': case 'gone': b(); }\n", ["literal", "'gone"])).toBe(
      "switch (p) { case 'b': b(); }\n",
    );
  });
  test("an emptied case keeps its break", () => {
    expect(rewritten(text, ["suite", "b();"])).toBe(text.replace("    b();\n", ""));
  });
  test("a case that an earlier one falls into is held", () => {
    const falling = "switch (p) {\n  case 'a':\n    a();\n  case 'gone':\n    b();\n}\n";
    const facts = analyze(falling);
    const gone = region(facts, falling, "case", "case 'gone").id;
    const file = { path: "static/a.js", text: falling, encoding: "utf8" as const };
    expect(javascript.check!(file, facts, [verdict(gone)])).toEqual([
      { path: "static/a.js", region: gone, reason: "still needed at static/a.js:2" },
    ]);
    const other = analyze(text);
    expect(
      javascript.check!({ ...file, text }, other, [verdict(region(other, text, "case", "case 'gone").id)]),
    ).toEqual([]);
  });
});

describe("try", () => {
  const text = "try {\n  a();\n} catch (e) {\n  b(e);\n} finally {\n  c();\n}\n";
  test("unwrapped", () => {
    expect(rewritten("try {\n  a();\n} catch {\n  b();\n}\n", ["try", "try", "unwrap"])).toBe("a();\n");
    expect(rewritten(text, ["try", "try", "unwrap"], ["suite", "{\n  a"])).toBe("c();\n");
  });
  test("without a handler, a finally, a parameter", () => {
    expect(rewritten(text, ["handler", "catch"])).toBe("try {\n  a();\n} finally {\n  c();\n}\n");
    expect(rewritten(text, ["suite", "{\n  c"])).toBe("try {\n  a();\n} catch (e) {\n  b(e);\n}\n");
    expect(rewritten(text, ["parameter", "e"])).toBe("try {\n  a();\n} catch {\n  b(e);\n} finally {\n  c();\n}\n");
  });
});

describe("other", () => {
  test("replace", () => {
    expect(rewritten("x = y || 'gone';\n", ["literal", "'gone", "replace", "'north'"])).toBe("x = y || 'north';\n");
  });
  test("comments", () => {
    expect(rewritten("a(); // gone\n// gone too\nb();\n", ["comment", "// gone"], ["comment", "// gone too"])).toBe(
      "a();\nb();\n",
    );
  });
  test("base class and JSX", () => {
    expect(rewritten("class A extends Gone {}\n", ["name", "Gone"])).toBe("class A {}\n");
    expect(rewritten("x = (\n  <p>\n    <Gone a={1} />\n    <b>t</b>\n  </p>\n);\n", ["element", "<Gone"])).toBe(
      "x = (\n  <p>\n    <b>t</b>\n  </p>\n);\n",
    );
    expect(rewritten("x = <p a='1' gone={b}>t</p>;\n", ["attribute", "gone"])).toBe("x = <p a='1'>t</p>;\n");
  });
  test("no verdicts, no edits", () => {
    for (const text of ["", "\n", "a()", "// only a comment", "#!/usr/bin/env node\na();\n", "\ufeffa();\r\n"])
      expect(rewritten(text)).toBe(text);
  });
});
