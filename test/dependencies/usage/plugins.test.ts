import { describe, expect, test } from "vitest";
import { pluginUses } from "../../../src/dependencies/usage/plugins.js";

const file = (path: string, text: string) => ({ path, text, isDevelopment: true });
const names = new Set(["pytest", "pytest-django", "flask", "types-redis"]);

describe("what is used because it is there", () => {
  test("pytest and its plug-ins, where a file has tests that it would collect", () => {
    const files = [
      file("app.py", "x = 1\n"),
      file("tests/test_app.py", "import app\n\n\ndef test_x():\n    assert app.x\n"),
    ];
    expect(pluginUses(files, names)).toMatchObject([
      { distribution: "pytest", kind: "plugin", path: "tests/test_app.py", line: 4, isDevelopment: true },
      { distribution: "pytest-django", kind: "plugin", path: "tests/test_app.py", line: 4 },
    ]);
  });

  test("nothing without tests: neither a name nor a function alone makes one", () => {
    const files = [file("test_data.py", "VALUES = [1]\n"), file("checks.py", "def test_x():\n    pass\n")];
    expect(pluginUses(files, names)).toEqual([]);
  });

  test("nothing where pytest is not asked for: its plug-ins are no use then", () => {
    const files = [file("test_app.py", "def test_x():\n    pass\n")];
    expect(pluginUses(files, new Set(["pytest-django", "flask"]))).toEqual([]);
  });
});
