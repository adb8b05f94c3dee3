import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { evaluateMarker } from "../../src/dependencies/evaluate.js";
import { parseMarker } from "../../src/dependencies/marker.js";
import { parseSpecification } from "../../src/dependencies/specification.js";
import { markersOf } from "../../src/dependencies/target.js";
import { DEBIAN_12 } from "../../src/dependencies/wheels/platform.js";

const environment = markersOf(DEBIAN_12);

/** What Python's packaging makes of requirements: null for those that it refuses. */
const PACKAGING = `
import json, sys
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
environment, texts = json.load(sys.stdin)
def read(text):
    try: one = Requirement(text)
    except InvalidRequirement: return None
    holds = one.marker is None or one.marker.evaluate({**environment, "extra": "all-of-it"})
    return [canonicalize_name(one.name), sorted(map(canonicalize_name, one.extras)), sorted(map(str, one.specifier)), one.url, holds]
print(json.dumps([read(text) for text in texts]))
`;

function asPackaging(text: string): unknown {
  const found = parseSpecification(text);
  if (found === undefined) return null;
  const specifiers = found.specifier.split(",").map((one) => one.replace(/\s/g, ""));
  const holds = found.marker === undefined || evaluateMarker(found.marker, environment, "all-of-it");
  return [found.name, [...found.extras].sort(), specifiers.filter(Boolean).sort(), found.url ?? null, holds];
}

const TEXTS = [
  "Flask",
  "zope.interface>=5",
  "uvicorn [standard, Watch_Files] >=0.18.3, <1",
  "requests (>=2.8,<3)",
  "torch==2.7.1+cpu",
  "numpy~=2.0 ; python_version >= '3.9'",
  'tomli ; python_version < "3.11" or python_full_version < "3.11.0a7"',
  'pywin32 ; sys_platform == "win32" and (platform_machine != "ARM64" or extra == "all-of-it")',
  'pip @ https://example.org/pip-1.0.zip ; os_name == "posix"',
  "shop @ git+https://example.org/shop.git@v1.2#egg=shop",
  'typing ; python_version == "3.11.*"',
  'typing ; python_version in "3.10 3.11"',
  'typing ; "linux" in sys_platform and "darwin" not in sys_platform',
  'typing ; python_version not in "3.8, 3.9"',
  'x ; extra == "all_of.it"',
  'x ; "all-of-it" == extra',
  'x ; platform_system == "Linux" and platform_machine == "x86_64" and implementation_name == "cpython"',
  'x ; python_full_version > "3.11.3"',
  'x ; python_version >= "3.9" and python_version < "4.0"',
  'x ; sys_platform > "a"',
  "x ===1.0-local",
  "",
  "-r base.txt",
  "x =>1",
  "x >=1 >=2",
  "x ; ",
  "x ; python_version",
  'x ; python_version < "3" and',
  'x ; (python_version < "3"',
  "???",
];

describe("requirements", () => {
  it("are read as packaging reads them, and refused where it refuses", () => {
    const input = JSON.stringify([environment, TEXTS]);
    const said = JSON.parse(
      execFileSync(process.env.UNPICK_TEST_PYTHON!, ["-c", PACKAGING], { input, encoding: "utf8" }),
    );
    TEXTS.forEach((text, index) => {
      expect(asPackaging(text), text).toEqual(said[index]);
    });
  });

  it("read names of variables from before PEP 508", () => {
    expect(evaluateMarker(parseMarker('os.name == "posix" and python_implementation == "CPython"')!, environment)).toBe(
      true,
    );
  });
});
