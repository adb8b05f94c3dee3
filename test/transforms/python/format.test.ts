import { beforeAll, describe, expect, it } from "vitest";
import { inMemoryInventory } from "../../../src/repo/memory.js";
import { format } from "../../../transforms/python/format.js";
import { stylesFor } from "../../../transforms/python/styles.js";

const BLACK = "[tool.black]\nline-length = 58\n";
const BEFORE = "ready = (\n    check_database() and check_queue() and check_vimeo()\n)\n";
const EDITED = "ready = (\n    check_database() and check_queue()\n)\n";

const formatted = (files: Record<string, string>, before: string, after: string, path = "app/main.py") => {
  const inventory = inMemoryInventory({ ...files, [path]: before });
  return format(inventory.read(path)!, after, inventory);
};

describe("what the formatter of a repository left as it was", () => {
  beforeAll(() => {
    expect(formatted({ "pyproject.toml": BLACK }, BEFORE, BEFORE)).toBe(BEFORE);
  });

  it.each([
    ["black's own configuration", { "pyproject.toml": BLACK }],
    ["ruff's", { "pyproject.toml": "[tool.ruff]\nline-length = 58\n" }],
    ["ruff's, in a file of its own", { "ruff.toml": "line-length = 58\n" }],
    [
      "one nearer to the file",
      { "pyproject.toml": "[tool.black]\nline-length = 200\n", "app/ruff.toml": "line-length = 58" },
    ],
  ])("it leaves as it would: %s", (_, files) => {
    expect(formatted(files, BEFORE, EDITED)).toBe("ready = check_database() and check_queue()\n");
  });

  it("is formatted in black's own style where hooks name it and nothing sets it", () => {
    const hooks = { ".pre-commit-config.yaml": "repos:\n  - repo: https://github.com/psf/black\n" };
    expect(formatted(hooks, "x = [\n    1,\n]\n", "x = (1)\n")).toBe("x = 1\n");
    expect(
      formatted({ "tox.ini": "[testenv]\ncommands = pytest\n" }, "x = [\n    1,\n]\n", "x = (1)\n"),
    ).toBeUndefined();
  });

  it("keeps the quotes and line ends that the configuration keeps", () => {
    const files = { "pyproject.toml": "[tool.black]\nskip-string-normalization = true\n" };
    expect(formatted(files, "a = 'b'\r\nc = [\r\n    'd',\r\n]\r\n", "a = 'b'\r\nc = ('d')\r\n")).toBe(
      "a = 'b'\r\nc = 'd'\r\n",
    );
  });
});

it.each([
  ["a byte order mark", (text: string) => `\uFEFF${text}`],
  ["no final newline", (text: string) => text.replace(/\n$/, "")],
  ["both, and CRLF", (text: string) => `\uFEFF${text.replace(/\n$/, "").replaceAll("\n", "\r\n")}`],
])("what a formatter left as it was may have %s, and keeps it", (_, respelt) => {
  const files = { "pyproject.toml": BLACK };
  expect(formatted(files, respelt(BEFORE), respelt(EDITED))).toBe(
    respelt("ready = check_database() and check_queue()\n"),
  );
});

describe("what no formatter left as it was", () => {
  it.each([
    ["it had not been formatted", { "pyproject.toml": BLACK }, "x = [1,2]\n"],
    ["nothing names a formatter", {}, BEFORE],
    ["the configuration does not parse", { "pyproject.toml": "[tool.black\n" }, BEFORE],
    ["a setting is unknown", { "ruff.toml": 'line-length = 58\n[format]\nquote-style = "curly"\n' }, BEFORE],
    ["it does not parse", { "pyproject.toml": BLACK }, "x = (\n"],
  ])("stays as it is: %s", (_, files, before) => {
    expect(formatted(files, before, EDITED)).toBeUndefined();
  });
});

it("the version that a project asks for is ruff's, as ruff reads it", () => {
  const read = (text: string) => stylesFor(inMemoryInventory({ "pyproject.toml": text }), "a.py");
  expect(read('[project]\nrequires-python = ">=3.12"\n[tool.ruff]\n')[0]).toMatchObject({ "target-version": "py312" });
  expect(read('[project]\nrequires-python = ">=3.12"\n[tool.ruff]\ntarget-version = "py39"\n')[0]).toMatchObject({
    "target-version": "py39",
  });
});
