import { execFileSync } from "node:child_process";
import { beforeAll, describe, expect, test } from "vitest";
import python from "../../../transforms/python/index.js";
import { findScopes, lookUp, type Scope } from "../../../transforms/python/scopes.js";
import { RegionTree } from "../../../transforms/python/tree.js";
import { factsOf } from "./helpers.js";

beforeAll(() => python.prepare!());

/** For each read of a name, in text order: `name@line -> scope that binds it`, `?` for names that nothing binds. */
function readsOf(text: string): string[] {
  const tree = new RegionTree(factsOf(text).regions);
  const scopes = findScopes(tree);
  return scopes.reads
    .map((read) => ({ read, start: tree.at(read.region).start }))
    .sort((a, b) => a.start - b.start)
    .map(({ read, start }) => {
      const binding = lookUp(read.name, read.scope);
      const line = text.slice(0, start).split("\n").length;
      return `${read.name}@${line} ${binding ? binding.scope.path || "module" : "?"}`;
    });
}

describe("what a name means", () => {
  test.each<[string, string, string[]]>([
    ["a name of the module", "x = 1\nx\n", ["x@2 module"]],
    ["a built-in", "print\n", ["print@1 ?"]],
    ["a parameter", "def f(x):\n    x\n", ["x@2 f.<locals>"]],
    ["a local bound further down", "x = 1\ndef f():\n    x\n    x = 2\n", ["x@3 f.<locals>"]],
    ["a name of the function around", "def f():\n    x = 1\n    def g():\n        x\n", ["x@4 f.<locals>"]],
    ["a name of a class is not seen from its methods", "class A:\n    x = 1\n    def f(self):\n        x\n", ["x@4 ?"]],
    ["a name of a class is seen in its body", "class A:\n    x = 1\n    y = x\n", ["x@3 A"]],
    ["global", "x = 1\ndef f():\n    global x\n    x = 2\n    x\n", ["x@3 module", "x@5 module"]],
    ["nonlocal", "def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = 2\n", ["x@4 f.<locals>"]],
    ["a default runs outside", "x = 1\ndef f(x=x):\n    x\n", ["x@2 module", "x@3 f.<locals>"]],
    ["a decorator runs outside", "d = 1\n@d\ndef f(d): d\n", ["d@2 module", "d@3 f.<locals>"]],
    [
      "a comprehension has its own names",
      "x = 1\n[x for x in y]\nx\n",
      ["x@2 <comprehension>.<locals>", "y@2 ?", "x@3 module"],
    ],
    ["the first iterable runs outside", "x = []\n[x for x in x]\n", ["x@2 <comprehension>.<locals>", "x@2 module"]],
    [
      "a walrus in a comprehension binds outside",
      "[y := x for x in z]\ny\n",
      ["x@1 <comprehension>.<locals>", "z@1 ?", "y@2 module"],
    ],
    ["a lambda's parameter", "lambda x: x\n", ["x@1 <lambda>.<locals>"]],
    ["an import", "import a.b\na\n", ["a@2 module"]],
    ["an alias", "import a.b as c\nc\na\n", ["c@2 module", "a@3 ?"]],
    ["a with target", "with a as b: b\n", ["a@1 ?", "b@1 module"]],
    ["an exception", "try: pass\nexcept E as e: e\n", ["E@2 ?", "e@2 module"]],
    ["a name in a pattern", "match a:\n    case [b, C(d)]: b, d\n", ["a@1 ?", "C@2 ?", "b@2 module", "d@2 module"]],
    ["del makes a name local", "x = 1\ndef f():\n    del x\n", ["x@3 f.<locals>"]],
    ["an annotation alone makes a name local", "x = 1\ndef f():\n    x: int\n    x\n", ["int@3 ?", "x@4 f.<locals>"]],
    ["two functions of one name", "def f():\n    x = 1\ndef f():\n    x = 2\n    x\n", ["x@5 f@2.<locals>"]],
  ])("%s", (_name, text, expected) => {
    expect(readsOf(text)).toEqual(expected);
  });
});

const corpus = [
  "x = 1\ndef f(a, b=x):\n    global g\n    g = a\n    def h():\n        nonlocal a\n        a = g\n        return b, y\n    return h\n",
  "class A(B):\n    x = 1\n    def m(self):\n        return self.x, x, __class__\n    y = [x for i in range(x)]\n",
  "def f():\n    return [(a, b, k) for a in x for b in a if b]\n",
  "def f():\n    for i, (j, *k) in z: pass\n    with o() as (p, q): pass\n    try: pass\n    except E as e: pass\n    import m.n, r as s\n    from t import u as v\n    del w\n    (aa := 1)\n",
  "def f(*args, **kw):\n    return lambda q, r=args: (q, r, kw, s)\n",
  "import os\nfrom a import *\ndef f():\n    match os:\n        case {'k': v, **rest}: return v\n        case [1, *tail] | (2, tail): return tail\n        case Point(x=px) as whole: return whole\n",
  "def f():\n    def g():\n        def h():\n            return x\n        return h\n    x = 1\n    return g\n",
  "def f():\n    global a\n    class C:\n        b = a\n        def m(self): return b\n    return C\n",
  "async def f():\n    async with a as b: pass\n    async for c in d: yield c\n    x: int = 1\n    y: str\n    return {k: v for k, v in b.items()}\n",
  "def f():\n    return [y for x in z if (y := x)], y\n",
];

/** CPython's own table: each scope's names as local, global or free. */
const script = `
import json, sys, symtable
def walk(table, path, out):
    kind = table.get_type()
    names = {}
    for s in table.get_symbols():
        n = s.get_name()
        if n.startswith('.') or n == '__class__': continue
        names[n] = 'free' if s.is_free() else 'local' if s.is_local() else 'global'
    out.append([kind, table.get_lineno() if kind != 'module' else 0, table.get_name(), names])
    for child in table.get_children(): walk(child, path, out)
result = []
for source in json.load(sys.stdin):
    out = []
    walk(symtable.symtable(source, 'x.py', 'exec'), '', out)
    result.append(out)
print(json.dumps(result))
`;

type Table = [kind: string, line: number, name: string, names: Record<string, string>][];

function symtables(): Table[] | undefined {
  try {
    return JSON.parse(execFileSync("python3", ["-c", script], { input: JSON.stringify(corpus), encoding: "utf8" }));
  } catch {
    return undefined;
  }
}

function ownTable(text: string): Map<string, Record<string, string>> {
  const tree = new RegionTree(factsOf(text).regions);
  const scopes = findScopes(tree);
  const tables = new Map<Scope, Record<string, string>>(scopes.all.map((scope) => [scope, {}]));
  const classify = (name: string, scope: Scope) => {
    const binding = lookUp(name, scope);
    if (!binding || binding.scope.kind === "module") return scope.kind === "module" && binding ? "local" : "global";
    return binding.scope === scope ? "local" : "free";
  };
  for (const scope of scopes.all) {
    for (const name of scope.names.keys()) tables.get(scope)![name] = classify(name, scope);
    for (const name of [...scope.globals, ...scope.nonlocals]) tables.get(scope)![name] = classify(name, scope);
  }
  for (const read of scopes.reads) tables.get(read.scope)![read.name] = classify(read.name, read.scope);
  const named = new Map<string, Record<string, string>>();
  for (const [scope, names] of tables) named.set(keyOf(scope.kind, tree.at(scope.region).name ?? ""), names);
  return named;
}

const keyOf = (kind: string, name: string) => (kind === "module" ? "module" : `${kind} ${name}`);

describe("agrees with CPython's symtable", () => {
  const tables = symtables();
  test.skipIf(!tables)(tables ? "scope by scope" : "skipped: no python3 with symtable", () => {
    corpus.forEach((text, index) => {
      const own = ownTable(text);
      for (const [kind, , name, names] of tables![index]!) {
        const ours = ["listcomp", "dictcomp", "setcomp", "genexpr"].includes(name)
          ? "comprehension "
          : name === "lambda"
            ? "lambda "
            : keyOf(kind, name);
        const found = own.get(ours);
        expect(found, `${ours} in\n${text}`).toBeDefined();
        for (const [symbol, meaning] of Object.entries(names)) {
          // CPython lists names that only pass through a scope to one inside it.
          if (found![symbol] === undefined && meaning === "free") continue;
          // A name that only functions bind, by `global`, is global for CPython and the module's own for us.
          if (kind === "module" && meaning === "global" && found![symbol] !== "free") continue;
          expect(`${symbol} ${found![symbol]}`, `${ours} in\n${text}`).toBe(`${symbol} ${meaning}`);
        }
      }
    });
  });
});
