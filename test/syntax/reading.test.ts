import { describe, expect, it } from "vitest";
import { readIn, writtenAt } from "../../src/syntax/reading.js";

// A file `ab\nc` in which `\n` is written with two characters, and something stands before `c`.
const reading = { text: "ab\nc", starts: [4, 5, 6, 12], ends: [5, 6, 8, 13] };

describe("a reading", () => {
  it("finds what the file spells out, and gives it back", () => {
    for (const range of [
      { start: 0, end: 1 },
      { start: 1, end: 3 },
      { start: 0, end: 4 },
    ])
      expect(readIn(reading, writtenAt(reading, range))).toEqual(range);
    expect(writtenAt(reading, { start: 2, end: 4 })).toEqual({ start: 6, end: 13 });
  });

  it("does not know what lies outside, between or across", () => {
    for (const [start, end] of [
      [0, 3],
      [8, 12],
      [6, 7],
      [12, 14],
      [20, 21],
      [5, 5],
    ])
      expect(readIn(reading, { start: start!, end: end! })).toBeUndefined();
  });
});
