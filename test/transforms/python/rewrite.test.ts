import { beforeAll, describe, expect, test } from "vitest";
import python from "../../../transforms/python/index.js";
import { applyVerdicts, factsOf, type Pick, rewritten } from "./helpers.js";

beforeAll(() => python.prepare!());

type Case = [name: string, before: string, picks: Pick[], after: string];
const run = (cases: Case[]) =>
  test.each(cases)("%s", (_name, before, picks, after) => {
    expect(rewritten(before, picks)).toBe(after);
  });

describe("statements", () => {
  run([
    ["a line", "a\nb\nc\n", [["expressionStatement", "b"]], "a\nc\n"],
    ["over several lines", "a\nb(\n    1,\n)\nc\n", [["expressionStatement", "b(…"]], "a\nc\n"],
    ["with a backslash", "a\nb = 1 + \\\n    2\nc\n", [["assignment", "b = 1…"]], "a\nc\n"],
    ["first of a line", "a; b\n", [["expressionStatement", "a"]], "b\n"],
    ["last of a line", "a; b\n", [["expressionStatement", "b"]], "a\n"],
    ["middle of a line", "a; b; c\n", [["expressionStatement", "b"]], "a; c\n"],
    [
      "last of a line, a comment behind it stays with the rest",
      "a; b  # c\n",
      [["expressionStatement", "b"]],
      "a  # c\n",
    ],
    [
      "all of a line",
      "a; b\nc\n",
      [
        ["expressionStatement", "a"],
        ["expressionStatement", "b"],
      ],
      "c\n",
    ],
    ["a comment behind it", "a  # x\nb\n", [["expressionStatement", "a"]], "b\n"],
    ["a comment above it", "# x\na\n\nb\n", [["expressionStatement", "a"]], "b\n"],
    ["a comment that heads what stays", "# x\na\nb\n", [["expressionStatement", "a"]], "# x\nb\n"],
    ["a comment that names the target", "# acme\na\nb\n", [["expressionStatement", "a"]], "b\n"],
    [
      "a heading goes with the last of its group",
      "# x\na\nb\n\nc\n",
      [
        ["expressionStatement", "a"],
        ["expressionStatement", "b"],
      ],
      "c\n",
    ],
    ["a comment after a blank line stays", "# x\n\na\nb\n", [["expressionStatement", "a"]], "# x\n\nb\n"],
    ["a comment of its own verdict", "a  # x\nb\n", [["comment", "# x"]], "a\nb\n"],
    ["the only one of a function", "def f():\n    a\n", [["expressionStatement", "a"]], "def f():\n    pass\n"],
    ["the only one of a one-line suite", "if x: a\n", [["expressionStatement", "a"]], "if x: pass\n"],
    [
      "a docstring is enough",
      'def f():\n    """Doc."""\n    a\n',
      [["expressionStatement", "a"]],
      'def f():\n    """Doc."""\n',
    ],
    ["an emptied class", "class A:\n    x = 1\n", [["assignment", "x = 1"]], "class A:\n    pass\n"],
    [
      "an emptied suite that stays in form",
      "def f():\n    # why\n    a\n    b\n",
      [["suite", "# why\n    a\n    b"]],
      "def f():\n    pass\n",
    ],
    ["a function with its decorators", "@a\n@b\ndef f(): pass\n\n\nc\n", [["function", "@a…"]], "c\n"],
    ["blank lines left are the larger number", "a\n\nb\n\n\nc\n", [["expressionStatement", "b"]], "a\n\n\nc\n"],
    ["the whole file", "a\n", [["file", "a\n"]], ""],
    ["CRLF", "a\r\nb  # x\r\nc\r\n", [["expressionStatement", "b"]], "a\r\nc\r\n"],
    ["a byte order mark", "\ufeffa\nb\n", [["expressionStatement", "a"]], "\ufeffb\n"],
    ["no final newline", "a\nb", [["expressionStatement", "b"]], "a"],
    ["letters beyond ASCII", "é = '🤖'\nb\n", [["expressionStatement", "b"]], "é = '🤖'\n"],
    ["a form feed", "a\n\fb\nc\n", [["expressionStatement", "b"]], "a\nc\n"],
  ]);
});

describe("if chains", () => {
  const chain = "if a:\n    x()\nelif b:\n    y()\nelse:\n    z()\n";
  run([
    ["first arm", chain, [["arm", "if…"]], "if b:\n    y()\nelse:\n    z()\n"],
    ["middle arm", chain, [["arm", "elif…"]], "if a:\n    x()\nelse:\n    z()\n"],
    ["last arm", chain, [["arm", "else…"]], "if a:\n    x()\nelif b:\n    y()\n"],
    [
      "only the else is left",
      chain,
      [
        ["arm", "if…"],
        ["arm", "elif…"],
      ],
      "z()\n",
    ],
    [
      "all arms",
      chain,
      [
        ["arm", "if…"],
        ["arm", "elif…"],
        ["arm", "else…"],
      ],
      "",
    ],
    ["first arm always runs", chain, [["arm", "if…", "true"]], "x()\n"],
    ["middle arm always runs", chain, [["arm", "elif…", "true"]], "if a:\n    x()\nelse:\n    y()\n"],
    [
      "first gone, second always",
      chain,
      [
        ["arm", "if…"],
        ["arm", "elif…", "true"],
      ],
      "y()\n",
    ],
    [
      "emptied first arm, negated",
      "if a == 1:\n    x()\nelse:\n    z()\n",
      [["suite", "x()"]],
      "if a != 1:\n    z()\n",
    ],
    ["emptied first arm, not", "if not a:\n    x()\nelse:\n    z()\n", [["suite", "x()"]], "if a:\n    z()\n"],
    ["emptied first arm, in", "if a in b:\n    x()\nelse:\n    z()\n", [["suite", "x()"]], "if a not in b:\n    z()\n"],
    ["emptied first arm, a name", "if a:\n    x()\nelse:\n    z()\n", [["suite", "x()"]], "if not a:\n    z()\n"],
    [
      "emptied first arm, and",
      "if a and b:\n    x()\nelse:\n    z()\n",
      [["suite", "x()"]],
      "if not (a and b):\n    z()\n",
    ],
    ["emptied first arm on one line", "if a: x()\nelse: z()\n", [["suite", "x()"]], "if not a: z()\n"],
    ["emptied middle arm", chain, [["suite", "y()"]], "if a:\n    x()\nelif b:\n    pass\nelse:\n    z()\n"],
    ["emptied else", chain, [["suite", "z()"]], "if a:\n    x()\nelif b:\n    y()\n"],
    [
      "a comment inside a removed arm goes",
      "if a:\n    # c\n    x()\nelif b:\n    y()\n",
      [["arm", "if…"]],
      "if b:\n    y()\n",
    ],
    [
      "a comment that introduces the next arm stays",
      "if a:\n    x()\n# c\nelif b:\n    y()\n",
      [["arm", "if…"]],
      "# c\nif b:\n    y()\n",
    ],
    [
      "a comment that introduces the removed arm goes",
      "if a:\n    x()\n# c\nelif b:\n    y()\n",
      [["arm", "elif…"]],
      "if a:\n    x()\n",
    ],
    [
      "a comment that introduces a promoted else",
      "if a:\n    x()\n# c\nelse:\n    y()\n",
      [["arm", "if…"]],
      "# c\ny()\n",
    ],
    ["one-line promoted", "if a: x()\nelse: y()\n", [["arm", "if…"]], "y()\n"],
    [
      "strings over several lines keep their lines",
      'def f():\n    if a:\n        x = """\n  b\n        c\n"""\n        return x\n',
      [["arm", "if…", "true"]],
      'def f():\n    x = """\n  b\n        c\n"""\n    return x\n',
    ],
    ["tabs", "if a:\n\tif b:\n\t\tx()\n\t\ty()\n", [["arm", "if b…", "true"]], "if a:\n\tx()\n\ty()\n"],
    [
      "widths of its own",
      "if a:\n  if b:\n        x()\n        y()\n",
      [["arm", "if b…", "true"]],
      "if a:\n  x()\n  y()\n",
    ],
    ["continued lines move along", "if a:\n    f(\n        1,\n    )\n", [["arm", "if…", "true"]], "f(\n    1,\n)\n"],
    [
      "something inside goes as well",
      "if a:\n    x()\n    y()\n    z()\n",
      [
        ["arm", "if…", "true"],
        ["expressionStatement", "y()"],
      ],
      "x()\nz()\n",
    ],
    ["CRLF", "if a:\r\n    x()\r\nelse:\r\n    y()\r\n", [["arm", "if…"]], "y()\r\n"],
  ]);
});

test("the example of the transform's comment", () => {
  const before =
    'if provider == "acme":\n    return ask_acme(prompt)\nelif provider == "openai":\n    return ask_openai(prompt)\n';
  const after = 'if provider == "openai":\n    return ask_openai(prompt)\n';
  expect(rewritten(before, [["arm", "if…"]])).toBe(after);
});

describe("other blocks", () => {
  const attempt = "try:\n    a()\nexcept A:\n    b()\nelse:\n    c()\nfinally:\n    d()\n";
  run([
    ["try unwrapped", "try:\n    a()\nexcept A:\n    b()\n", [["try", "try…", "unwrap"]], "a()\n"],
    ["try unwrapped with else and finally", attempt, [["try", "try…", "unwrap"]], "a()\nc()\nd()\n"],
    [
      "try whose body is gone",
      attempt,
      [
        ["try", "try…", "unwrap"],
        ["suite", "a()"],
      ],
      "try:\n    c()\nfinally:\n    d()\n",
    ],
    [
      "try whose body is gone, without a finally",
      "try:\n    a()\nexcept A:\n    b()\nelse:\n    c()\n",
      [
        ["try", "try…", "unwrap"],
        ["suite", "a()"],
      ],
      "c()\n",
    ],
    ["the last handler", "try:\n    a()\nexcept A:\n    b()\n", [["handler", "except…"]], "a()\n"],
    [
      "one handler",
      "try:\n    a()\nexcept A:\n    b()\nexcept B:\n    c()\n",
      [["handler", "except A…"]],
      "try:\n    a()\nexcept B:\n    c()\n",
    ],
    [
      "the last handler before a finally",
      attempt,
      [["handler", "except…"]],
      "try:\n    a()\n    c()\nfinally:\n    d()\n",
    ],
    [
      "an exception type",
      "try:\n    a()\nexcept (A, B):\n    b()\n",
      [["name", "A"]],
      "try:\n    a()\nexcept (B):\n    b()\n",
    ],
    [
      "an emptied handler",
      "try:\n    a()\nexcept A:\n    b()\n",
      [["suite", "b()"]],
      "try:\n    a()\nexcept A:\n    pass\n",
    ],
    ["with unwrapped", "with a:\n    b()\n    c()\n", [["with", "with…", "unwrap"]], "b()\nc()\n"],
    ["with on one line", "with a: b()\n", [["with", "with…", "unwrap"]], "b()\n"],
    ["one item of a with", "with a as b, c as d:\n    e()\n", [["withItem", "a as b"]], "with c as d:\n    e()\n"],
    [
      "one item in parentheses",
      "with (\n    a as b,\n    c as d,\n):\n    e()\n",
      [["withItem", "c as d"]],
      "with (\n    a as b,\n):\n    e()\n",
    ],
    ["a loop", "for a in b:\n    c()\nd()\n", [["loop", "for…"]], "d()\n"],
    ["the else of a loop", "for a in b:\n    c()\nelse:\n    d()\n", [["suite", "d()"]], "for a in b:\n    c()\n"],
    [
      "a case",
      "match a:\n    case 1:\n        b()\n    case 2:\n        c()\n",
      [["case", "case 1…"]],
      "match a:\n    case 2:\n        c()\n",
    ],
    ["all cases", "match a:\n    case 1:\n        b()\nc()\n", [["case", "case 1…"]], "c()\n"],
    [
      "one alternative of a case",
      'match a:\n    case "x" | "y":\n        b()\n',
      [["literal", '"x"']],
      'match a:\n    case "y":\n        b()\n',
    ],
  ]);
});

describe("lists", () => {
  run([
    ["an import", "from a import b, c, d\n", [["importName", "c"]], "from a import b, d\n"],
    ["the last import", "from a import b, c\n", [["importName", "c"]], "from a import b\n"],
    [
      "all imports",
      "from a import b, c\nd\n",
      [
        ["importName", "b"],
        ["importName", "c"],
      ],
      "d\n",
    ],
    [
      "imports in parentheses",
      "from a import (\n    b,\n    c,\n)\n",
      [["importName", "b"]],
      "from a import (\n    c,\n)\n",
    ],
    ["a lone import in parentheses", "from a import (\n    b,\n)\nc\n", [["importName", "b"]], "c\n"],
    ["a continued import", "from a import b, \\\n    c\n", [["importName", "c"]], "from a import b\n"],
    ["an alias", "import a as b, c\n", [["importName", "a as b"]], "import c\n"],
    ["one-element tuple", 'a = ("x", "y")\n', [["literal", '"x"']], 'a = ("y",)\n'],
    ["one-element tuple, the last goes", 'a = ("x", "y")\n', [["literal", '"y"']], 'a = ("x",)\n'],
    ["one-element tuple with a comma", 'a = ("x", "y",)\n', [["literal", '"y"']], 'a = ("x",)\n'],
    ["a bare tuple", 'a = "x", "y"\n', [["literal", '"y"']], 'a = "x",\n'],
    ["an emptied tuple", 'a = ("x",)\n', [["literal", '"x"']], "a = ()\n"],
    ["an emptied list", 'a = ["x"]\n', [["literal", '"x"']], "a = []\n"],
    ["an emptied set", 'a = {"x"}\n', [["literal", '"x"']], "a = set()\n"],
    ["an emptied dict", 'a = {"x": 1}\n', [["entry", '"x": 1']], "a = {}\n"],
    ["an entry", 'a = {\n    "x": 1,\n    "y": 2\n}\n', [["entry", '"y": 2']], 'a = {\n    "x": 1\n}\n'],
    [
      "an entry with its comment",
      'a = {\n    # first\n    "x": 1,  # one\n\n    # second\n    "y": 2,\n}\n',
      [["entry", '"x": 1']],
      'a = {\n    # second\n    "y": 2,\n}\n',
    ],
    ["an argument", "f(a, b=1, c=2)\n", [["argument", "b=1"]], "f(a, c=2)\n"],
    ["aligned arguments", "f(a,\n  b)\n", [["argument", "b"]], "f(a)\n"],
    ["all arguments", "f(a)\n", [["argument", "a"]], "f()\n"],
    ["a parameter", "def f(a, b=1): pass\n", [["parameter", "b=1"]], "def f(a): pass\n"],
    ["the only keyword parameter", "def f(a, *, b=1): pass\n", [["parameter", "b=1"]], "def f(a): pass\n"],
    ["the only positional parameter", "def f(a, /, b): pass\n", [["parameter", "a"]], "def f(b): pass\n"],
    ["a lambda's parameter", "f = lambda a: 1\n", [["parameter", "a"]], "f = lambda: 1\n"],
    ["a base", "class A(B, C): pass\n", [["name", "B"]], "class A(C): pass\n"],
    ["the only base", "class A(B): pass\n", [["name", "B"]], "class A: pass\n"],
    ["a decorator", "@a\n@b\ndef f(): pass\n", [["decorator", "@a"]], "@b\ndef f(): pass\n"],
    ["del", "del a, b\n", [["name", "a"]], "del b\n"],
    [
      "global",
      "def f():\n    global a, b\n    a = b = 1\n",
      [["name", "a"]],
      "def f():\n    global b\n    a = b = 1\n",
    ],
    ["one target of a chain", "a = b = c\n", [["name", "a"]], "b = c\n"],
    ["a union", "a: B | C = 1\n", [["name", "B"]], "a: C = 1\n"],
    ["a Union", "a: Union[B, C] = 1\n", [["name", "B"]], "a: C = 1\n"],
    ["a Union of three", "a: Union[B, C, D] = 1\n", [["name", "C"]], "a: Union[B, D] = 1\n"],
  ]);
});

describe("expressions", () => {
  run([
    ["an operand", "if a and b: c()\n", [["name", "a", "true"]], "if b: c()\n"],
    ["the last operand", "if a or b or c: d()\n", [["name", "c", "true"]], "if a or b: d()\n"],
    [
      "operands over several lines",
      "x = (\n    a\n    or b  # why\n    or c\n)\n",
      [["name", "b", "true"]],
      "x = (\n    a\n    or c\n)\n",
    ],
    ["in parentheses", "if not (a or b): c()\n", [["name", "b", "true"]], "if not (a): c()\n"],
    ["then", "x = a if b else c\n", [["conditional", "a if b else c", "true"]], "x = a\n"],
    ["else", "x = a if b else c\n", [["conditional", "a if b else c", "false"]], "x = c\n"],
    ["a member of a test", 'if a in ("x", "y"): b()\n', [["literal", '"x"']], 'if a in ("y",): b()\n'],
    ["replaced", 'a = f("x", "acme")\n', [["literal", '"acme"', "replace", '"north"']], 'a = f("x", "north")\n'],
    ["a part of an f-string", 'a = f"x {b} y"\n', [["group", "{b}"]], 'a = f"x  y"\n'],
    ["a comprehension's test", "a = [b for b in c if d]\n", [["name", "d"]], "a = [b for b in c]\n"],
  ]);
});

describe("nothing to do", () => {
  test.each([
    "",
    "# only words\n",
    "\ufeff# words\r\n",
    "x = 1  # noqa\n",
    "if a:\n\n    b()   \n",
    "def f( a,b ) :\n    return   a\n",
    "x = [1 ,2 , 3]\n\n\n\n",
    'x = """\n\t\n"""',
    "class A: pass\n\f\nclass B: pass\n",
    "with a as b, \\\n     c as d: pass\n",
    "try: a()\nexcept: pass\n",
    "print 'python 2'\n",
    "def broken(:\n",
  ])("no verdict, no edit: %j", (text) => {
    const facts = factsOf(text);
    expect(applyVerdicts(text, facts, [])).toBe(text);
  });
});
