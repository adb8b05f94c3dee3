import { beforeAll, describe, expect, test } from "vitest";
import { piecesOf, prepared } from "../../scripts/oracles/styles/sheet.mjs";

type Judge = typeof import("../../scripts/oracles/styles/judge.mjs")["judge"];
let judge: Judge;

beforeAll(async () => {
  // It runs the built program.
  ({ judge } = await import("../../scripts/oracles/styles/judge.mjs"));
});

test("a sheet is its declarations, for each selector and with what stands around", () => {
  expect(piecesOf("@media (min-width: 1px) {\n  .a,\n  b > .c { top: 0; left: 1px }\n}\n@import 'x';")).toEqual([
    "@media (min-width:1px) | .a | top: 0",
    "@media (min-width:1px) | .a | left: 1px",
    "@media (min-width:1px) | b > .c | top: 0",
    "@media (min-width:1px) | b > .c | left: 1px",
    "@import 'x'",
  ]);
  expect(piecesOf("@keyframes x { from { top: 0 } }")).toEqual(["@keyframes x | @keyframes x{from{top:0}}"]);
  expect(piecesOf(prepared(".a {}"))).toEqual([".a | top: 0"]);
});

describe("a removal", () => {
  const page = '<i class="kept"></i>\n';
  const own = '<i class="own"></i>\n';

  test("is exact if what only the target's page used is gone, and what nothing used is there", async () => {
    const sheet = ".kept, .own { top: 0 }\n.own { left: 0 }\n.dead { top: 0 }\ni { left: 0 }\n";
    expect(await judge({ sheet, page, own })).toEqual({ result: "exact", keeps: false });
    expect((await judge({ sheet, page: page + own, own })).keeps).toBe(true);
  });

  test("differs by what is left and should be gone", async () => {
    const judged = await judge({ sheet: '[class*="ow"] { top: 0 }\n.kept { top: 0 }\n', page, own });
    expect(judged.result).toBe("different");
    expect(judged.detail).toBe('left: [class*="ow"] | top: 0');
  });
});
