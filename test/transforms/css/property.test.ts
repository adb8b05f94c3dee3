import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Facts } from "../../../src/engine/model.js";
import type { Region } from "../../../src/engine/region.js";
import css from "../../../transforms/css/index.js";
import { analyze, fileOf, render, verdictsOf } from "./helper.js";

const SHEET = `@charset "utf-8";
@import url("base.css") screen;
@layer base, acme-layer , rest;

/* Tokens 😀 */
:root {
  --accent: #2563eb; --acme: red;
  --line: 1px;	/* hair */
}

.a, .b
{ color: var(--accent, var(--acme, blue)); *zoom: 1 }
.c > .d:is(.e, #f) , .g:not(.h), i[data-x=","] {
	font-family: "Acme Sans", Inter, sans-serif;
	animation: fade 1s, spin 2s infinite;
	background: url("a.png") no-repeat, url(b.svg);
}
/* one */ .j { top: 0 } .k { left: 0 } /* two */
@media (max-width: 40rem) {
  /* In small */
  .a { top: 0; }
  @supports (display: grid) { .b { display: grid } }
}

@font-face { font-family: "Acme Sans"; src: url(acme.woff2) }
@keyframes fade { from { opacity: 0 } 50%, 60% { opacity: .5 } to { opacity: 1 } }
.card {
  padding: 0;

  /* nested */
  &-title { margin: 0; & b { top: 0 } }
  .x & { left: 0 }
  @media print { display: none }
}
.last { color: red }
`;

const TAKEN = new Set(["rule", "property", "block", "import", "class", "statement", "comment"]);

/** Regions that the engine may take out alone; of a list, all but the last one. */
function removable(facts: Facts): Region[] {
  return facts.regions.filter((one) => TAKEN.has(one.kind) || one.kind === "selector" || one.kind === "term");
}

/** Leaves each list of selectors or values a member: without any, the rule or declaration goes instead. */
function allowed(facts: Facts, chosen: readonly Region[]): Region[] {
  const ids = new Set(chosen.map((one) => one.id));
  return chosen.filter((one) => {
    if (TAKEN.has(one.kind)) return true;
    const members = facts.regions.filter((other) => other.parent === one.parent && other.slot === "element");
    return members.some((other) => !ids.has(other.id));
  });
}

/** True if the result is the text with characters left out. */
function isSubsequence(result: string, text: string): boolean {
  let at = 0;
  for (const character of text) if (result.startsWith(character, at)) at += character.length;
  return at === result.length;
}

describe("any removal", () => {
  const forms = [SHEET, SHEET.replaceAll("\n", "\r\n"), `\uFEFF${SHEET}`, SHEET.trimEnd()];

  it.each(forms.map((text, index) => [index, text] as const))("leaves a sound sheet (form %i)", (_, text) => {
    const facts = analyze(text);
    expect(facts.faults).toEqual([]);
    expect(css.diagnose!("a.css", text)).toEqual([]);
    const candidates = removable(facts);
    fc.assert(
      fc.property(fc.subarray(candidates), (some) => {
        const chosen = allowed(facts, some);
        const result = render(text, facts, verdictsOf(chosen));
        expect(css.diagnose!("a.css", result)).toEqual([]);
        expect(isSubsequence(result, text)).toBe(true);
        expect(result.startsWith("\uFEFF")).toBe(text.startsWith("\uFEFF"));
        // What neither goes nor holds anything that goes is there byte for byte.
        const touched = (one: Region) =>
          chosen.some((other) => other.start < one.end && one.start < other.end) || isInside(facts, one, chosen);
        for (const one of facts.regions)
          if (one.kind === "rule" && !touched(one)) expect(result).toContain(text.slice(one.start, one.end));
      }),
      { numRuns: 100 },
    );
  });

  it("changes nothing without verdicts", () => {
    for (const text of forms) expect(css.rewrite!(fileOf(text), analyze(text), [])).toEqual([]);
  });
});

function isInside(facts: Facts, region: Region, chosen: readonly Region[]): boolean {
  for (let at: Region | undefined = region; at; at = facts.regions[at.parent]) if (chosen.includes(at)) return true;
  return false;
}

describe("any text", () => {
  it("is read without throwing, and with regions inside it", () => {
    const piece = fc.constantFrom(
      ...[".a", "{", "}", ";", ":", ",", "/*", "*/", '"', "'", "(", ")", "@media", "@import", "var(--x", "url(", "--x"],
      ...["\n", " ", "#{", "$x", "&-b", "\\", "//", "\uFEFF", "color", "%p", "@include m", "[data-x=", "]"],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.constantFrom("a.css", "a.scss", "a.less"), (pieces, path) => {
        const text = pieces.join("");
        const facts = analyze(text, path);
        for (const one of facts.regions) {
          expect(one.start).toBeGreaterThanOrEqual(0);
          expect(one.end).toBeGreaterThanOrEqual(one.start);
          expect(one.end).toBeLessThanOrEqual(text.length);
        }
        css.diagnose!(path, text);
      }),
      { numRuns: 500 },
    );
  });
});
