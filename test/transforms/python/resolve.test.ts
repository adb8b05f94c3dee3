import { beforeAll, describe, expect, test } from "vitest";
import python from "../../../transforms/python/index.js";
import { occurrencesIn } from "./helpers.js";

beforeAll(() => python.prepare!());

type Case = [name: string, files: Record<string, string>, path: string, expected: string[], never?: string[]];

/** Each expected occurrence is there, and none of the unwanted ones. */
const run = (cases: Case[]) =>
  test.each(cases)("%s", (_name, files, path, expected, never = []) => {
    const found = occurrencesIn(files, path);
    for (const one of expected) expect(found).toContain(one);
    for (const one of never) expect(found.filter((other) => other.startsWith(one))).toEqual([]);
  });

describe("imports", () => {
  run([
    [
      "a name of a module",
      { "a.py": "from b import c\n", "b.py": "c = 1\n" },
      "a.py",
      ["c -> py:b.py#c", "c -> module:b"],
    ],
    ["a module", { "a.py": "import b\n", "b.py": "" }, "a.py", ["b -> module:b"]],
    [
      "a module of a package",
      { "a.py": "from p import b\n", "p/__init__.py": "", "p/b.py": "" },
      "a.py",
      ["b -> module:p.b"],
    ],
    ["a dotted module", { "a.py": "import p.b as c\n", "p/b.py": "" }, "a.py", ["p.b as c -> module:p.b"]],
    [
      "a relative module",
      { "p/a.py": "from .b import c\n", "p/b.py": "c = 1\n", "p/__init__.py": "" },
      "p/a.py",
      ["c -> py:p/b.py#c"],
    ],
    ["two levels up", { "p/q/a.py": "from ..b import c\n", "p/b.py": "c = 1\n" }, "p/q/a.py", ["c -> py:p/b.py#c"]],
    [
      "from the package itself",
      { "p/a.py": "from . import b\n", "p/__init__.py": "", "p/b.py": "" },
      "p/a.py",
      ["b -> module:p.b"],
    ],
    [
      "a src layout",
      { "tests/test_a.py": "from p.b import c\n", "src/p/b.py": "c = 1\n" },
      "tests/test_a.py",
      ["c -> py:src/p/b.py#c", "c -> module:p.b"],
    ],
    [
      "a project below the top",
      { "back/app.py": "from core.b import c\n", "back/core/b.py": "c = 1\n" },
      "back/app.py",
      ["c -> py:back/core/b.py#c"],
    ],
    [
      "a re-export through a package",
      { "a.py": "from p import c\n", "p/__init__.py": "from .b import c\n", "p/b.py": "c = 1\n" },
      "a.py",
      ["c -> py:p/b.py#c", "c -> py:p/__init__.py#c"],
    ],
    [
      "a chain of re-exports with another name",
      {
        "a.py": "from p import d\n",
        "p/__init__.py": "from .q import d\n",
        "p/q.py": "from .b import c as d\n",
        "p/b.py": "def c(): pass\n",
      },
      "a.py",
      ["d -> py:p/b.py#c"],
    ],
    [
      "a star import lets names through",
      { "a.py": "from p import c\n", "p/__init__.py": "from .b import *\n", "p/b.py": "c = 1\n" },
      "a.py",
      ["c -> py:p/b.py#c"],
    ],
    [
      "names of a star import",
      { "a.py": "from b import *\nc\n", "b.py": "c = 1\n" },
      "a.py",
      ["c -> py:b.py#c", "from b import * -> module:b"],
    ],
    [
      "somebody else's",
      { "a.py": "from x.y import z\n" },
      "a.py",
      ["z -> module:x.y", "z -> package:x", "z -> module:x.y.z"],
    ],
    ["somebody else's module", { "a.py": "import x.y\n" }, "a.py", ["x.y -> module:x.y", "x.y -> package:x"]],
    [
      "a package of the same name as a file beside it",
      { "app.py": "", "r/acme.py": "", "r/a.py": "import acme\n" },
      "r/a.py",
      ["acme -> package:acme"],
    ],
    [
      "a package's file never means its neighbour",
      { "p/__init__.py": "", "p/a.py": "import b\n", "p/b.py": "" },
      "p/a.py",
      ["b -> package:b"],
      ["b -> module:p.b"],
    ],
    ["a circle", { "a.py": "from b import c\n", "b.py": "from a import c\n" }, "a.py", ["c -> py:b.py#c"]],
    ["a name that is not there", { "a.py": "from b import c\n", "b.py": "" }, "a.py", ["c -> module:b"]],
    [
      "a name of a local import",
      { "a.py": "def f():\n    from b import c\n    c\n", "b.py": "c = 1\n" },
      "a.py",
      ["c -> py:b.py#c", "c -> py:a.py#f.<locals>.c"],
    ],
  ]);
});

describe("members", () => {
  run([
    ["of a module", { "a.py": "import b\nb.c()\n", "b.py": "def c(): pass\n" }, "a.py", ["b.c -> py:b.py#c"]],
    ["of a dotted module", { "a.py": "import p.b\np.b.c\n", "p/b.py": "c = 1\n" }, "a.py", ["p.b.c -> py:p/b.py#c"]],
    [
      "of self",
      { "a.py": "class A:\n    def f(self): pass\n    def g(self): self.f()\n" },
      "a.py",
      ["self.f -> py:a.py#A.f"],
    ],
    [
      "that a method assigns",
      { "a.py": "class A:\n    def f(self):\n        self.x = 1\n    def g(self): self.x\n" },
      "a.py",
      ["self.x = 1 = py:a.py#A.x", "self.x -> py:a.py#A.x"],
    ],
    [
      "of a base class elsewhere",
      {
        "a.py": "from b import B\nclass A(B):\n    def f(self): self.g()\n",
        "b.py": "class B:\n    def g(self): pass\n",
      },
      "a.py",
      ["self.g -> py:b.py#B.g"],
    ],
    [
      "of an instance",
      { "a.py": "from b import B\nx = B()\nx.g()\n", "b.py": "class B:\n    def g(self): pass\n" },
      "a.py",
      ["x.g -> py:b.py#B.g"],
    ],
    [
      "of an imported instance",
      { "a.py": "from b import x\nx.g()\n", "b.py": "class B:\n    def g(self): pass\nx = B()\n" },
      "a.py",
      ["x.g -> py:b.py#B.g"],
    ],
    [
      "of an annotated parameter",
      { "a.py": "from b import B\ndef f(x: B): x.g()\n", "b.py": "class B:\n    def g(self): pass\n" },
      "a.py",
      ["x.g -> py:b.py#B.g"],
    ],
    [
      "of a member that is an instance",
      {
        "a.py":
          "class B:\n    def g(self): pass\nclass A:\n    def __init__(self):\n        self.b = B()\n    def f(self): self.b.g()\n",
      },
      "a.py",
      ["self.b.g -> py:a.py#B.g"],
    ],
    [
      "by getattr",
      { "a.py": 'import b\ngetattr(b, "c", None)\n', "b.py": "c = 1\n" },
      "a.py",
      ['getattr(b, "c", None) -> py:b.py#c'],
    ],
    ["of anything else", { "a.py": "x = f()\nx.g()\nclass B:\n    def g(self): pass\n" }, "a.py", [], ["x.g ->"]],
    [
      "of a static method's parameter",
      { "a.py": "class A:\n    @staticmethod\n    def f(x): x.f()\n" },
      "a.py",
      [],
      ["x.f ->"],
    ],
  ]);
});

describe("arguments", () => {
  run([
    [
      "by position",
      { "a.py": "def f(x, y): pass\nf(1, 2)\n" },
      "a.py",
      ["1 ~> py:a.py#f.<locals>.x", "2 ~> py:a.py#f.<locals>.y"],
    ],
    ["by name", { "a.py": "def f(x, y): pass\nf(y=1)\n" }, "a.py", ["y=1 ~> py:a.py#f.<locals>.y"]],
    [
      "of a method",
      { "a.py": "class A:\n    def f(self, x): pass\n    def g(self): self.f(1)\n" },
      "a.py",
      ["1 ~> py:a.py#A.f.<locals>.x"],
    ],
    [
      "of a constructor",
      { "a.py": "class A:\n    def __init__(self, x): pass\nA(1)\n" },
      "a.py",
      ["1 ~> py:a.py#A.__init__.<locals>.x"],
    ],
    [
      "from another file",
      { "a.py": "from b import f\nf(1)\n", "b.py": "def f(x): pass\n" },
      "a.py",
      ["1 ~> py:b.py#f.<locals>.x"],
    ],
    ["behind a spread", { "a.py": "def f(x, y): pass\nf(*a, 2)\n" }, "a.py", [], ["2 ~>"]],
  ]);
});

describe("strings", () => {
  run([
    ["a dotted path", { "a.py": 'X = ["b.c"]\n', "b.py": "c = 1\n" }, "a.py", ['"b.c" -> py:b.py#c']],
    [
      "a patch",
      { "t.py": '@mock.patch("b.C.m")\ndef f(): pass\n', "b.py": "class C:\n    def m(self): pass\n" },
      "t.py",
      ['"b.C.m" -> py:b.py#C.m'],
    ],
    ["a module's path", { "a.py": 'X = "p.b"\n', "p/b.py": "" }, "a.py", ['"p.b" -> module:p.b']],
    ["a file", { "a.py": 'open("data/x.json")\n', "data/x.json": "" }, "a.py", ['"data/x.json" -> path:data/x.json']],
    ["no such file", { "a.py": 'open("data/x.json")\n' }, "a.py", [], ['"data/x.json" ->']],
    ["a host", { "a.py": 'X = "example.com"\n' }, "a.py", [], ['"example.com" ->']],
    [
      "a type written as a string",
      { "a.py": 'def f(x: "A | None"): pass\nclass A: pass\n' },
      "a.py",
      ["A -> py:a.py#A"],
    ],
    [
      "a variable of the environment",
      { "a.py": 'import os\nos.environ["X"]\nos.getenv("Y", "z")\n' },
      "a.py",
      ['"X" -> env:X', '"Y" -> env:Y'],
      ['"z" ->'],
    ],
  ]);
});

describe("who may see a name", () => {
  run([
    ["an import", { "a.py": "import b\n" }, "a.py", ["b = py:a.py#b (private)"]],
    [
      "an import in a package",
      { "p/__init__.py": "from .b import c\n", "p/b.py": "" },
      "p/__init__.py",
      ["c = py:p/__init__.py#c"],
    ],
    ["a name in __all__", { "a.py": 'from b import c\n__all__ = ["c"]\n' }, "a.py", ["c = py:a.py#c"]],
    ["a re-export by alias", { "a.py": "from b import c as c\n" }, "a.py", ["c as c = py:a.py#c"]],
    ["a local", { "a.py": "def f():\n    x = 1\n" }, "a.py", ["x = 1 = py:a.py#f.<locals>.x (private)"]],
    ["a parameter", { "a.py": "def f(x): pass\n" }, "a.py", ["x = py:a.py#f.<locals>.x"]],
    ["a public name", { "a.py": "x = 1\ndef f(): pass\n" }, "a.py", ["x = 1 = py:a.py#x", "def f(): pass = py:a.py#f"]],
    ["a name with an underscore", { "a.py": "_x = 1\n" }, "a.py", ["_x = 1 = py:a.py#_x (private)"]],
    ["a dunder name", { "a.py": "__version__ = 1\n" }, "a.py", ["__version__ = 1 = py:a.py#__version__"]],
    [
      "a tuple's name",
      { "a.py": "def f():\n    x, y = g()\nx, y = g()\n" },
      "a.py",
      ["x, y = g() = py:a.py#f.<locals>.x (private)", "x, y = g() = py:a.py#x"],
    ],
    [
      "a name of a block",
      { "a.py": "with g() as x:\n    pass\ntry:\n    pass\nexcept E as y:\n    pass\n" },
      "a.py",
      ["g() as x = py:a.py#x", "except E as y: = py:a.py#y (private)"],
    ],
    [
      "a loop's name",
      { "a.py": "def f():\n    for x in y: pass\n" },
      "a.py",
      ["for x in y: pass = py:a.py#f.<locals>.x"],
    ],
    [
      "a registered function",
      { "a.py": "def f():\n    @app.thing\n    def g(): pass\n" },
      "a.py",
      ["@app.thing = py:a.py#f.<locals>.g"],
    ],
    [
      "a member with an underscore that others may read",
      { "a.py": "class A:\n    def _f(self): pass\nx._f()\n" },
      "a.py",
      ["def _f(self): pass = py:a.py#A._f"],
    ],
    [
      "an update is no definition",
      { "a.py": "def f():\n    x = 0\n    x += 1\n" },
      "a.py",
      ["x ~> py:a.py#f.<locals>.x"],
    ],
  ]);
});

describe("a package that was not read, as in large repositories", () => {
  const files = {
    "urls.py": "from p import views\nfrom p import setting\n\nurls = [views.acme, setting.acme]\n",
    "p/__init__.py": "",
    "p/views.py": "def acme():\n    pass\n",
  };

  test("still leads to the modules in it", () => {
    const found = occurrencesIn(files, "urls.py", ["p/__init__.py"]);
    expect(found).toContain("views.acme -> py:p/views.py#acme");
    expect(found).toContain("views -> module:p.views");
  });

  test("is taken to define any other name", () => {
    const found = occurrencesIn(files, "urls.py", ["p/__init__.py"]);
    expect(found).toContain("setting -> py:p/__init__.py#setting");
  });

  test("whose own name was read goes before a module of that name", () => {
    const own = { ...files, "p/__init__.py": "class views:\n    acme = 1\n" };
    expect(occurrencesIn(own, "urls.py")).toContain("views -> py:p/__init__.py#views");
  });
});
