import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { ALPINE, DEBIAN_12, type Platform } from "../../../src/dependencies/wheels/platform.js";
import { supportedTags } from "../../../src/dependencies/wheels/tags.js";

/** Tags in the order of Python's own packaging, for a CPython and platform tags that are given to it. */
const PACKAGING = `
import json, sys
from packaging import tags
major, minor, platforms = json.load(sys.stdin)
found = [*tags.cpython_tags((major, minor), [f"cp{major}{minor}"], platforms), *tags.compatible_tags((major, minor), f"cp{major}{minor}", platforms)]
print(json.dumps([str(tag) for tag in found]))
`;

function packagingTags(platform: Platform, platforms: string[]): string[] {
  const input = JSON.stringify([...platform.python, platforms]);
  return JSON.parse(execFileSync(process.env.UNPICK_TEST_PYTHON!, ["-c", PACKAGING], { input, encoding: "utf8" }));
}

const platformsOf = (tags: string[]) =>
  [...new Set(tags.map((tag) => tag.split("-")[2]!))].filter((one) => one !== "any");

describe("supported tags", () => {
  it.each([
    ["CPython 3.11 on glibc", DEBIAN_12],
    ["CPython 3.11 on musl", ALPINE],
    [
      "CPython 3.13 on ARM",
      { python: [3, 13], machine: "aarch64", libc: { kind: "glibc", version: [2, 28] } } as Platform,
    ],
  ])("are those of packaging, in its order: %s", (_name, platform) => {
    const tags = supportedTags(platform);
    expect(tags).toEqual(packagingTags(platform, platformsOf(tags)));
  });

  it("name manylinux by glibc's version, newest first, and by its old names", () => {
    const platforms = platformsOf(supportedTags(DEBIAN_12));
    expect(platforms.slice(0, 2)).toEqual(["manylinux_2_36_x86_64", "manylinux_2_35_x86_64"]);
    expect(platforms.slice(-4)).toEqual([
      "manylinux_2_6_x86_64",
      "manylinux_2_5_x86_64",
      "manylinux1_x86_64",
      "linux_x86_64",
    ]);
    expect(platforms[platforms.indexOf("manylinux_2_17_x86_64") + 1]).toBe("manylinux2014_x86_64");
    expect(platforms[platforms.indexOf("manylinux_2_12_x86_64") + 1]).toBe("manylinux2010_x86_64");
  });

  it("hold no manylinux before 2.17 for machines that came later", () => {
    const platforms = platformsOf(supportedTags({ ...DEBIAN_12, machine: "aarch64" }));
    expect(platforms.slice(-3)).toEqual(["manylinux_2_17_aarch64", "manylinux2014_aarch64", "linux_aarch64"]);
  });

  it("of Alpine are those of musl alone", () => {
    expect(platformsOf(supportedTags(ALPINE))).toEqual([
      "musllinux_1_2_x86_64",
      "musllinux_1_1_x86_64",
      "musllinux_1_0_x86_64",
      "linux_x86_64",
    ]);
  });
});
