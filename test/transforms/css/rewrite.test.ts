import { describe, expect, it } from "vitest";
import css from "../../../transforms/css/index.js";
import { analyze, render, verdictsOf, without } from "./helper.js";

describe("rules and declarations", () => {
  it("leave a line to the others on it", () => {
    expect(without(".a { top: 0 } .b { top: 1 } .c { top: 2 }", [["rule", ".b"]])).toBe(".a { top: 0 } .c { top: 2 }");
    expect(without(".a { top: 0 } .b { top: 1 }\n.c {}", [["rule", ".b"]])).toBe(".a { top: 0 }\n.c {}");
    expect(without(".a { top: 0; left: 1; right: 2 }", [["property", "left"]])).toBe(".a { top: 0; right: 2 }");
    expect(without(".a { top: 0; left: 1; right: 2 }", [["property", "right"]])).toBe(".a { top: 0; left: 1 }");
    expect(without(".a { top: 0; left: 1; }", [["property", "left"]])).toBe(".a { top: 0; }");
    expect(without(".a { top: 0; left: 1 }", [["property", "top"]])).toBe(".a { left: 1 }");
  });

  it("take comments behind them along, and their own above", () => {
    expect(without(".a {}\n\n/* The b */\n.b {} /* b */\n\n.c {}\n", [["rule", ".b"]])).toBe(".a {}\n\n.c {}\n");
    expect(without(".a {\n  top: 0; /* a */\n  left: 0; /* b */\n}\n", [["property", "left"]])).toBe(
      ".a {\n  top: 0; /* a */\n}\n",
    );
  });

  it("keep hacks whole", () => {
    expect(without(".a {\n  *zoom: 1;\n  top: 0;\n}\n", [["property", "*zoom"]])).toBe(".a {\n  top: 0;\n}\n");
  });
});

describe("comments", () => {
  const stays = (text: string, rule: string) => expect(without(text, [["rule", rule]])).toMatch(/^\/\* [\s\S]*?\*\//);

  it("head all rules below them", () => {
    stays("/* ---- Tabs ---- */\n.a {}\n\n.b {}\n", ".a");
    stays("/* Tabs */\n\n.a {}\n\n.b {}\n", ".a");
    stays("/* Tabs */\n.a {}\n.b {}\n", ".a");
    stays("/* Tabs */\n.tab-a {}\n\n.tab-b {}\n", ".tab-a");
  });

  it("go with the last rule of theirs", () => {
    const text = "/* ---- Tabs ---- */\n.a {}\n\n.b {}\n\n/* Rest */\n.c {}\n";
    expect(
      without(text, [
        ["rule", ".a"],
        ["rule", ".b"],
      ]),
    ).toBe("/* Rest */\n.c {}\n");
  });

  it("go with the first rule if they name the target", () => {
    expect(without("/* Acme */\n.a {}\n.b {}\n", [["rule", ".a"]])).toBe(".b {}\n");
  });

  it("leave no blank line where they stay", () => {
    expect(without("/* Tabs */\n.tab-a {}\n\n.tab-b {}\n", [["rule", ".tab-a"]])).toBe("/* Tabs */\n.tab-b {}\n");
  });
});

describe("selectors", () => {
  it("go with their comma, wherever they stand", () => {
    const text = ".a,\n.b,\n.c {}\n";
    expect(without(text, [["selector", ".a"]])).toBe(".b,\n.c {}\n");
    expect(without(text, [["selector", ".b"]])).toBe(".a,\n.c {}\n");
    expect(without(text, [["selector", ".c"]])).toBe(".a,\n.b {}\n");
    expect(
      without(text, [
        ["selector", ".b"],
        ["selector", ".c"],
      ]),
    ).toBe(".a {}\n");
    expect(without(".a, .b, .c {}", [["selector", ".c"]])).toBe(".a, .b {}");
    expect(without("p:is(.a, .b):hover {}", [["selector", ".b"]])).toBe("p:is(.a):hover {}");
  });
});

describe("values", () => {
  it("lose members with their comma, or give way to what stands in for them", () => {
    expect(without("p { font-family: Acme, serif }", [["term", "Acme"]])).toBe("p { font-family: serif }");
    expect(without("p {\n  transition:\n    a var(--b),\n    c 1s;\n}", [["term", "c 1s"]])).toBe(
      "p {\n  transition:\n    a var(--b);\n}",
    );
    const text = "p { top: calc(1px + var(--a, 2px)) }";
    const facts = analyze(text);
    const choice = facts.regions.filter((one) => one.kind === "conditional");
    expect(render(text, facts, verdictsOf(choice, "false"))).toBe("p { top: calc(1px + 2px) }");
  });
});

describe("faults", () => {
  const faults = (text: string, path = "a.css") => css.diagnose!(path, text);

  it("are syntax errors and what lost its words", () => {
    expect(faults(".a { top: 0")).toEqual(["syntax error in line 1: Unclosed block"]);
    expect(faults(".a, { top: 0 }")).toHaveLength(1);
    expect(faults("{ top: 0 }")).toHaveLength(1);
    expect(faults(".a { top: ; }")).toHaveLength(1);
    expect(faults("@media { .a {} }")).toHaveLength(1);
    expect(faults(".a { font-family: a, ; }")).toHaveLength(1);
  });

  it("are none in a sound sheet", () => {
    expect(faults('@charset "utf-8";\n.a, .b { --x:; top: 0 }\n@layer x { }\n@font-face { }')).toEqual([]);
    expect(faults("// it's\n.a { &-b { top: #{$x} } }", "a.scss")).toEqual([]);
  });
});
