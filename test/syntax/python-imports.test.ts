import { describe, expect, it } from "vitest";
import { importedModules } from "../../src/syntax/python-imports.js";

const modules = (text: string) => importedModules(text).map(({ module }) => module);
const optional = (text: string) => importedModules(text).map((one) => one.optional);

describe("imports of a Python text", () => {
  it.each([
    ["import os", ["os"]],
    ["import os.path as path, numpy", ["os.path", "numpy"]],
    ["from google.cloud import storage", ["google.cloud"]],
    ["from a import (\n    b,\n    c,\n)\nimport d", ["a", "d"]],
    ["def f():\n\timport a\n", ["a"]],
    ["import a, \\\n    b\n", ["a", "b"]],
    ["import a  # import b\n", ["a"]],
    ["import a\r\nfrom b import c\r\n", ["a", "b"]],
    ['x = "it\'s"\nimport a\n', ["a"]],
    ["x = r'\\\\'\nimport a\n", ["a"]],
    ["x = '\\''\nimport a\n", ["a"]],
    ['x = ""\nimport a\ny = """"""\nimport b\n', ["a", "b"]],
  ])("are found: %j", (text, found) => expect(modules(text)).toEqual(found));

  it.each([
    "from . import a\n",
    "from .b import c\n",
    "from __future__x\n",
    '"""\nimport a\nfrom b import c\n"""\n',
    "'''import a\n\\'''\nimport b\n'''\n",
    "# import a\n",
    "x = 'import a'\n",
    "important = 1\nimport_all(a)\n",
    'x = f"""\nimport {a}\n"""\n',
    "data = '''\nimport a\n",
    `import_it = """${'\\n"'.repeat(500_000)}\\`,
  ])("are no other lines: %j", (text) => expect(modules(text)).toEqual([]));

  it("stand at their line, whatever is before them", () => {
    const text = '"""words\n\nmore"""\nx = 1 + \\\n    2\nimport a\nif x:\n    from b import c\n';
    expect(importedModules(text).map(({ line }) => line)).toEqual([6, 8]);
  });

  it.each([
    ["try:\n    import a\nexcept ImportError:\n    a = None\n", [true]],
    ["try:\n    import a\nexcept (ValueError, ModuleNotFoundError):\n    import b\n", [true, false]],
    ["try:\n    if x:\n        import a\nexcept:\n    pass\nimport b\n", [true, false]],
    ["try:\n    import a\nexcept ValueError:\n    pass\nexcept ImportError:\n    pass\n", [true]],
    ["try:\n    import a\nexcept ValueError:\n    pass\n", [false]],
    ["try:\n    import a\nfinally:\n    pass\n", [false]],
    ["try:\n    pass\nexcept ImportError:\n    import a\n", [false]],
    ["try:\n    pass\nexcept ImportError:\n    pass\nelse:\n    import a\n", [false]],
    ["try:\n    def f():\n        import a\nexcept ImportError:\n    pass\n", [false]],
    ["def f():\n    import a\n\ntry:\n    pass\nexcept ImportError:\n    pass\n", [false]],
  ])("are optional where their failure is caught: %j", (text, expected) => expect(optional(text)).toEqual(expected));
});
