import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateMarker } from "../../src/dependencies/evaluate.js";
import { parseMarker } from "../../src/dependencies/marker.js";
import { markersOf } from "../../src/dependencies/target.js";
import { DEBIAN_12 } from "../../src/dependencies/wheels/platform.js";

const environment = { ...markersOf(DEBIAN_12), platform_release: "6.1.0-25-amd64" };

const PACKAGING = `
import json, sys
from packaging.markers import Marker
environment, texts = json.load(sys.stdin)
print(json.dumps([Marker(text).evaluate({**environment, "extra": "fast"}) for text in texts]))
`;

const versions = fc.constantFrom("2.7", "3", "3.8", "3.10", "3.11", "3.11.2", "3.11.99", "3.12", "3.13.0rc1", "4.0");
const order = fc.constantFrom("==", "!=", "<", "<=", ">", ">=");
const quoted = (text: fc.Arbitrary<string>) =>
  fc.tuple(text, fc.constantFrom('"', "'")).map(([one, mark]) => mark + one + mark);
const compare = (variable: fc.Arbitrary<string>, operator: fc.Arbitrary<string>, text: fc.Arbitrary<string>) =>
  fc.tuple(variable, operator, quoted(text)).map((parts) => parts.join(" "));

const comparison = fc.oneof(
  compare(fc.constantFrom("python_version", "python_full_version", "implementation_version"), order, versions),
  compare(fc.constant("python_full_version"), fc.constantFrom("==", "!="), fc.constantFrom("3.*", "3.11.*", "3.12.*")),
  compare(fc.constant("python_version"), fc.constant("~="), fc.constantFrom("3.8", "3.11", "3.12")),
  compare(fc.constant("python_version"), fc.constantFrom("in", "not in"), fc.constantFrom("3.8 3.9", "3.10, 3.11")),
  compare(
    fc.constantFrom("sys_platform", "platform_system", "os_name", "platform_machine", "implementation_name"),
    fc.constantFrom("==", "!=", "in", "not in"),
    fc.constantFrom("linux", "Linux", "win32", "posix", "nt", "x86_64", "linux linux2", "cpython"),
  ),
  compare(fc.constant("extra"), fc.constantFrom("==", "!="), fc.constantFrom("fast", "FAST", "slow", "")),
  // The other way round.
  fc
    .tuple(quoted(versions), order, fc.constantFrom("python_version", "python_full_version"))
    .map((one) => one.join(" ")),
);
const { marker } = fc.letrec<{ marker: string }>((tie) => ({
  marker: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    comparison,
    fc.tuple(tie("marker"), fc.constantFrom(" and ", " or "), tie("marker")).map((parts) => parts.join("")),
    tie("marker").map((one) => `(${one})`),
  ),
}));

describe("any marker", () => {
  it("holds where packaging says that it holds", () => {
    // One interpreter judges them all.
    const texts = fc.sample(marker, { numRuns: 1000, seed: 508 });
    const input = JSON.stringify([environment, texts]);
    const output = execFileSync(process.env.UNPICK_TEST_PYTHON!, ["-c", PACKAGING], { input, encoding: "utf8" });
    const said: boolean[] = JSON.parse(output);
    const different = texts.filter(
      (text, index) => evaluateMarker(parseMarker(text)!, environment, "fast") !== said[index],
    );
    expect(different).toEqual([]);
    expect(said.filter((holds) => holds).length).toBeGreaterThan(200);
    expect(said.filter((holds) => !holds).length).toBeGreaterThan(200);
  });
});
