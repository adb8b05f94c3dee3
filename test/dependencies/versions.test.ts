import { describe, expect, it } from "vitest";
import { admits, newestFirst } from "../../src/dependencies/versions.js";

describe("versions", () => {
  it.each([
    ["==2.7.1", "2.7.1+cpu", true],
    ["===2.7.1", "2.7.1+cpu", false],
    ["=== 2.7.1+cpu", "2.7.1+cpu", true],
    [">=1,<2", "1.9.9", true],
    [">=1,<2", "2.0", false],
    [">=1", "2.0rc1", true],
    ["==3.11.*", "3.11.7", true],
    ["", "anything", true],
    ["*", "1", true],
    [">=1", "", false],
    ["not a specifier", "1.0", false],
  ])("%s admits %s: %s", (specifier, version, expected) => expect(admits(specifier, version)).toBe(expected));

  it("are sorted newest first, with what is no version at the end", () => {
    expect(newestFirst(["1.9", "", "1.10", "2.0rc1", "2.0", "1.10.post1"], (one) => one)).toEqual([
      "2.0",
      "2.0rc1",
      "1.10.post1",
      "1.10",
      "1.9",
      "",
    ]);
  });
});
