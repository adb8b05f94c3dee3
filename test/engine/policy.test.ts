import { describe, expect, it } from "vitest";
import { trimPolicy } from "../../src/engine/policy.js";

/** What becomes of a string in which each `acme` is a mention. */
function trimmed(source: string) {
  const text = `policy = ${source}\n`;
  const start = text.indexOf(source);
  const mentions = [...text.matchAll(/acme/g)].map(({ index }) => ({ start: index, end: index + 4 }));
  return trimPolicy(text, { start, end: start + source.length }, mentions);
}

describe("a source of the target's", () => {
  it.each([
    ["in the middle", `"script-src 'self' *.acme.io 'unsafe-inline'"`, `"script-src 'self' 'unsafe-inline'"`],
    ["at the end of the string", `"img-src 'self' https://acme.io"`, `"img-src 'self'"`],
    [
      "before a semicolon",
      `"img-src 'self' acme.io; font-src acme-fonts.io 'self'"`,
      `"img-src 'self'; font-src 'self'"`,
    ],
    ["twice in one directive", `'connect-src https: acme.io wss://acme.io'`, `'connect-src https:'`],
    [
      "at the end of one of several strings",
      `"img-src 'self' acme.io" "; font-src b.io"`,
      `"img-src 'self'" "; font-src b.io"`,
    ],
    ["among lines", `"""\nframe-src\n  a.io\n  acme.io;\n"""`, `"""\nframe-src\n  a.io;\n"""`],
    ["of a formatted string", `f"style-src-elem {host} acme.io"`, `f"style-src-elem {host}"`],
  ])("goes with its space: %s", (_name, source, result) => {
    expect(trimmed(source)).toBe(result);
  });

  it("is the last of its directive: that is a person's to decide", () => {
    expect(trimmed(`"frame-src acme.io; object-src 'none'"`)).toBe("empty");
  });
});

describe("left alone", () => {
  it.each([
    ["a sentence", `"the src of acme and others"`],
    ["an attribute of that name", `"data-src=acme.io"`],
    ["another directive", `"report-to acme; img-src 'self'"`],
    ["a name outside of its directives as well", `"img-src 'self' acme.io; report-to acme"`],
    ["a string with escapes", `"img-src acme.io b.io\\n"`],
    ["a source in a string of its own", `"img-src 'self' " "acme.io"`],
  ])("%s", (_name, source) => {
    expect(trimmed(source)).toBeUndefined();
  });
});
