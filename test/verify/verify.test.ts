import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Transform } from "../../src/engine/model.js";
import { inMemoryInventory } from "../../src/repo/memory.js";
import { disposeCheckers, verifyTexts } from "../../src/verify/verify.js";

// Loading ruff may take seconds on a busy machine.
beforeAll(async () => void (await verify("app.py", "", "\n")), 60_000);
afterAll(disposeCheckers);

async function verify(path: string, before: string, after: string | null, transforms: Transform[] = []) {
  const { newDiagnostics } = await verifyTexts({
    before: new Map(),
    after: new Map([[path, after]]),
    transforms,
    inventory: inMemoryInventory({ [path]: before }),
  });
  return newDiagnostics.map(({ line, code, name }) => [line, code, name]);
}

describe("Python", () => {
  it.each([
    ["an import left over", "import os\nprint(os)\n", "import os\n", [[1, "F401", "os"]]],
    ["a module left over", "import os.path\nprint(os)\n", "import os.path\n", [[1, "F401", "os"]]],
    ["a renamed import", "from a import b as c\nprint(c)\n", "from a import b as c\n", [[1, "F401", "c"]]],
    [
      "one of several",
      "from a import (\n  b,\n  c,\n)\nb(c)\n",
      "from a import (\n  b,\n  c,\n)\nb()\n",
      [[3, "F401", "c"]],
    ],
    ["a local left over", "def f():\n  x = 1\n  return x\n", "def f():\n  x = 1\n", [[2, "F841", "x"]]],
    ["a name that is gone", "import os\nos.a()\n", "os.a()\n", [[1, "F821", "os"]]],
    ["a name that begins like a string", "import re\nre.a()\n", "re.a()\n", [[1, "F821", "re"]]],
    [
      "a name in a string",
      "from typing import cast\nfrom a import B\ncast('B', B)\n",
      "from typing import cast\ncast('B', 1)\n",
      [[2, "F821", "B"]],
    ],
    ["a name hidden by noqa", "import os\nos.a()  # noqa\n", "os.a()  # noqa\n", [[1, "F821", "os"]]],
    ["an export that is gone", "a = 1\n__all__ = ['a']\n", "__all__ = ['a']\n", [[1, "F822", "a"]]],
    [
      "a second definition",
      "def a(): pass\na()\ndef a(): pass\n",
      "def a(): pass\ndef a(): pass\n",
      [[2, "F811", "a"]],
    ],
    ["an empty body", "if x:\n  y()\nz()\n", "if x:\nz()\n", [[2, "invalid-syntax", undefined]]],
    ["a name after characters of two units", "x = 1\nprint('😀', x)\n", "print('😀', x)\n", [[1, "F821", "x"]]],
    ["the new one of two alike", "z()\na = z\n", "a = z\nb = z\nz()\n", [[2, "F821", "z"]]],
  ])("%s is new", async (_, before, after, expected) => {
    expect(await verify("app.py", before, after)).toEqual(expected);
  });

  it.each([
    ["faults that were there", "import os\nundefined()\n", "\n\nimport os\nundefined()\n"],
    ["a redefinition that moved", "x = 1\ndef a(): pass\ndef a(): pass\n", "def a(): pass\ndef a(): pass\n"],
    ["fewer than before", "import os\nimport os\nimport re\n", "import os\n"],
    ["what the newest Python allows", "x = 1\n", "match x:\n  case 1: pass\ntype A[T] = list[T]\n"],
    ["no change", "import os\n", "import os\n"],
  ])("%s: nothing is new", async (_, before, after) => {
    const found = await verify("app.py", before, after);
    expect(found.filter(([, code]) => code !== "F821")).toEqual([]);
  });

  it("does not ask __init__ to use what it imports", async () => {
    expect(await verify("a/__init__.py", "from .b import c\nc()\n", "from .b import c\n")).toEqual([]);
    expect(await verify("__init__.py", "c = 1\nc()\n", "c()\n")).toEqual([[1, "F821", "c"]]);
  });

  it("passes over deleted files, and works again after its memory is freed", { timeout: 60_000 }, async () => {
    expect(await verify("app.py", "import os\n", null)).toEqual([]);
    await disposeCheckers();
    await disposeCheckers();
    expect(await verify("app.py", "", "x\n")).toEqual([[1, "F821", "x"]]);
  });
});

describe("transforms", () => {
  const transform: Transform = {
    name: "markup",
    summary: "",
    files: ["**/*.html"],
    order: 1,
    diagnose: (_, text) =>
      [...text.matchAll(/<(\w+)>/g)].map(
        (match) => `line ${text.slice(0, match.index).split("\n").length}: \`${match[1]}\` is open`,
      ),
  };

  it("say what is new, wherever it moved", async () => {
    expect(await verify("a.html", "<b>\n", "\n\n<b>\n<i>\n", [transform])).toEqual([[4, "markup", "i"]]);
    expect(await verify("a.html", "<b>\n<i>", "<i>", [transform])).toEqual([]);
  });

  it("are not asked about files that they do not read", async () => {
    expect(await verify("a.txt", "", "<b>", [transform])).toEqual([]);
  });
});
