import { describe, expect, it } from "vitest";
import { analyze, symbols, texts } from "./helper.js";

describe("selectors", () => {
  it("refer weakly to each class and id that they must find", () => {
    expect(symbols("a.b > #c:hover, .d:not(.e):is(.f, .g) {}")).toEqual([
      ...["~class:.b", "~dom:#c", "~class:.d", "~class:.f", "~class:.g"],
    ]);
  });

  it("keep their own range each, comments and escapes included", () => {
    expect(texts('.a /* , */ .b,\n.md\\:c[x=","] , d {}', "selector")).toEqual([
      ".a /* , */ .b",
      '.md\\:c[x=","]',
      "d",
    ]);
    expect(symbols(".md\\:c {}")).toEqual(["~class:.md:c"]);
  });

  it("name data by exact values, and anything of the target's", () => {
    expect(
      symbols('[data-tab="x"] {} [data-tab^="x"] {} [href*="acme"] {} [id=q] {} acme-box {} [class~=w] {}'),
    ).toEqual(["~attr:data-tab=x", "~attr:href=acme", "~dom:#q", "~element:acme-box", "~class:.w"]);
  });

  it("make names of the rule around them", () => {
    const nested = ".card { &-title { & b {} } &.on {} .x & {} }";
    expect(symbols(nested)).toEqual(["~class:.card-title", "~class:.on", "~class:.x"]);
    expect(symbols(".a, .b { &-c {} }")).toEqual([]);
    expect(symbols(".a { .b {} }")).toEqual(["~class:.a", "~class:.b"]);
  });

  it("are no selectors in an animation", () => {
    expect(texts("@keyframes x { from {} 50% {} }", "selector")).toEqual([]);
  });
});

describe("values", () => {
  it("refer to variables, animations, fonts", () => {
    expect(symbols("p { color: var(--a); animation: 1s ease-in spin; font: 1rem/2 'My Font', serif }")).toEqual([
      ...["-style:--a", "-style:@keyframes spin", "-style:@font-face My Font", "-style:@font-face serif"],
    ]);
  });

  it("stand in for a variable that is not set", () => {
    const text = "p { color: var(--a, var(--b, red)) }";
    expect(symbols(text)).toEqual(["-style:--a", "-style:--b"]);
    expect(texts(text, "conditional")).toEqual(["var(--a, var(--b, red))", "var(--b, red)"]);
  });

  it("are taken apart at their outer commas", () => {
    expect(texts('p { transition: a calc(1s, 2s), "b,c" 1s, var(--d) }', "term")).toEqual([
      ...["a calc(1s, 2s)", '"b,c" 1s', "var(--d)"],
    ]);
    expect(texts("p { margin: 0 1px }", "term")).toEqual([]);
  });

  it("define variables where they are set for all", () => {
    expect(symbols(":root { --a: 1 } .x { --a: 2; --acme-b: 3 } @media print { html { --c: 1 } }")).toEqual([
      ...["+style:--a", "~class:.x", "+style:--acme-b", "+style:--c"],
    ]);
  });

  it("lead to files by their path, and to none where they are written out", () => {
    expect(symbols("p { background: url(/static/a.png) } q { background: url(data:image/png;base64,AA) }")).toEqual([
      "-static:a.png",
    ]);
  });
});

describe("dialects", () => {
  it("know variables, mixins, placeholders and comments of SCSS", () => {
    const text = [
      "// it's a comment { of $one line",
      "$gap: 1rem;",
      "@mixin box($x) { margin: $x; }",
      "%base { top: 0 }",
      ".a { @include box($gap); @extend %base; width: calc(#{$gap} + 1px); }",
      "@media (min-width: $gap) { .b-#{$gap} { top: url(//x.example/y) } }",
    ].join("\n");
    const facts = analyze(text, "a.scss");
    expect(facts.faults).toEqual([]);
    expect(texts(text, "comment", "a.scss")).toEqual(["// it's a comment { of $one line"]);
    const found = symbols(text, "a.scss");
    for (const one of [
      "+style:$gap",
      "+style:mixin box",
      "+style:%base",
      "-style:mixin box",
      "-style:%base",
      "~class:.a",
    ])
      expect(found).toContain(one);
    expect(found.filter((one) => one === "-style:$gap").length).toBeGreaterThanOrEqual(3);
    expect(found.some((one) => one.startsWith("~class:.b"))).toBe(false);
  });

  it("leave alone what does not parse", () => {
    expect(analyze(".a { color: red").faults).toEqual([{ line: 1, message: "Unclosed block" }]);
    expect(analyze(".a { .hidden(); }", "a.less").faults).toHaveLength(1);
    expect(analyze(`.a{b:c}${".d{e:f}".repeat(400)}`).faults).toEqual([{ line: 1, message: "minified" }]);
  });
});

it("has regions in text order, children within their parents", () => {
  const text = '@import "x";\n.a, .b { --c: var(--d, 1); &:hover { top: 0 } }\n@layer q, r;\n@media print { .e {} }';
  const { regions } = analyze(text);
  regions.forEach((region, index) => {
    expect(region.id).toBe(index);
    const parent = regions[region.parent];
    if (!parent) return;
    expect(parent.id).toBeLessThan(region.id);
    expect(region.start).toBeGreaterThanOrEqual(parent.start);
    expect(region.end).toBeLessThanOrEqual(parent.end);
  });
});
