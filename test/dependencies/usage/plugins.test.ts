import { describe, expect, test } from "vitest";
import type { DependencyGraph } from "../../../src/dependencies/model.js";
import type { Use } from "../../../src/dependencies/usage/model.js";
import { pluginUses, pytestUse, stubUses } from "../../../src/dependencies/usage/plugins.js";
import table from "../../../src/dependencies/usage/tools.json" with { type: "json" };

const file = (path: string, text: string) => ({ path, text, isDevelopment: true });
const names = new Set(["pytest", "pytest-django", "flask", "types-redis"]);

/** Something uses these, in `app.py`. */
const used =
  (...all: string[]) =>
  (distribution: string): Use | undefined =>
    all.includes(distribution)
      ? {
          ...{ distribution, kind: "import", path: "app.py", line: 1, text: `import ${distribution}`, evidence: "" },
          ...{ isOptional: false, isDevelopment: false },
        }
      : undefined;
const loaded = (lists: string[], ...hosts: string[]) =>
  pluginUses([], new Set(lists), used(...hosts)).map(({ distribution }) => distribution);
const types = (lists: string[], ...all: string[]) =>
  stubUses(new Set(lists), used(...all)).map(({ distribution }) => distribution);

describe("pytest", () => {
  test("is used where a file has tests that it would collect", () => {
    const files = [
      file("app.py", "x = 1\n"),
      file("tests/test_app.py", "import app\n\n\ndef test_x():\n    assert app.x\n"),
    ];
    expect(pytestUse(files, names)).toMatchObject({
      ...{ distribution: "pytest", kind: "plugin", path: "tests/test_app.py", line: 4, isDevelopment: true },
    });
  });

  test("is not without tests: neither a name nor a function alone makes one", () => {
    const files = [file("test_data.py", "VALUES = [1]\n"), file("checks.py", "def test_x():\n    pass\n")];
    expect(pytestUse(files, names)).toBeUndefined();
  });

  test("is not where nobody asks for it", () => {
    expect(pytestUse([file("test_app.py", "def test_x():\n    pass\n")], new Set(["flask"]))).toBeUndefined();
  });
});

describe("what a tool loads because it is there", () => {
  test("is used where the tool is", () => {
    expect(loaded(["pytest-django", "flask"], "pytest")).toEqual(["pytest-django"]);
    expect(loaded(["flake8", "flake8-bugbear", "pep8-naming", "pytest-cov"], "flake8")).toEqual([
      "flake8-bugbear",
      "pep8-naming",
    ]);
  });

  test("is not where nothing uses the tool", () => {
    expect(loaded(["pytest", "pytest-django", "flake8-bugbear"], "flask")).toEqual([]);
  });

  test("tells so itself where it is installed, whatever it is called; what the tool needs itself is no plug-in", () => {
    const distribution = { version: "1", requires: [], download: null, installed: null };
    const requires = [{ name: "mccabe", writtenName: "mccabe", extras: [], specifier: "" }];
    const graph = {
      distributions: new Map([
        ["flake8", { ...distribution, name: "flake8", requires }],
        ["tidy-names", { ...distribution, name: "tidy-names", plugsInto: ["flake8.extension"] }],
        ["mccabe", { ...distribution, name: "mccabe", plugsInto: ["flake8.extension"] }],
        ["flask", { ...distribution, name: "flask", plugsInto: ["flask.commands"] }],
      ]),
    } as unknown as DependencyGraph;
    const lists = new Set(["flake8", "tidy-names", "mccabe", "flask"]);
    expect(pluginUses([], lists, used("flake8"), graph).map((one) => one.distribution)).toEqual(["tidy-names"]);
  });

  test("a fixture that a test takes, and not a word in its body", () => {
    const lists = new Set(["requests-mock", "faker", "pytest"]);
    const tests = [file("tests/test_a.py", "def test_a(\n    client, requests_mock\n):\n    faker = 1\n")];
    expect(pluginUses(tests, lists, used("pytest"))).toMatchObject([{ distribution: "requests-mock", line: 1 }]);
    expect(pluginUses(tests, lists, used("flask"))).toEqual([]);
  });
});

describe("types for a checker", () => {
  test("are used where the checker and the package are", () => {
    expect(types(["types-redis", "django-stubs", "celery-types"], "mypy", "redis", "django", "celery")).toEqual([
      "types-redis",
      "django-stubs",
      "celery-types",
    ]);
    expect(types(["types-beautifulsoup4", "boto3-stubs"], "ty", "beautifulsoup4", "boto3")).toHaveLength(2);
  });

  test("are not without a checker, nor for a package that nothing uses", () => {
    expect(types(["types-redis"], "redis", "flake8")).toEqual([]);
    expect(types(["types-redis", "types-requests"], "mypy", "redis")).toEqual(["types-redis"]);
  });
});

test("the table of tools has patterns that can be read and normalised names", () => {
  for (const { path } of table.files) expect(() => new RegExp(path)).not.toThrow();
  for (const { names: pattern } of table.loads) expect(() => new RegExp(pattern)).not.toThrow();
  const all = [
    ...[table.sections, table.tools, table.mkdocs].flatMap((one) => Object.values(one).flat()),
    ...table.files.flatMap(({ needs }) => needs),
  ];
  expect(all.length).toBeGreaterThan(100);
  for (const name of all) expect(name).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
});
