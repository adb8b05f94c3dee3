import { beforeAll, describe, expect, test } from "vitest";
import type { Facts } from "../../../src/engine/model.js";
import python from "../../../transforms/python/index.js";
import { factsOf } from "./helpers.js";
import { samples } from "./samples.js";

beforeAll(() => python.prepare!());

/** The regions below the file's suite, one a line: slot, kind, what is known of it; indented by depth. */
function outline(text: string): string[] {
  const { regions } = factsOf(text);
  const depth: number[] = [];
  const lines: string[] = [];
  for (const region of regions) {
    depth[region.id] = region.parent < 0 ? -2 : depth[region.parent]! + 1;
    if (depth[region.id]! < 0) continue;
    const details = [
      region.name,
      region.operator,
      region.form,
      region.value === undefined ? undefined : JSON.stringify(region.value),
    ];
    const known = details.filter((one) => one !== undefined).join(" ");
    lines.push(`${"  ".repeat(depth[region.id]!)}${region.slot}:${region.kind}${known ? ` ${known}` : ""}`);
  }
  return lines;
}

describe("regions", () => {
  test.each<[string, string, string[]]>([
    [
      "an import",
      "from .a import b as c, d\n",
      ["body:import .a", "  item:importName b", "    target:name c", "  item:importName d"],
    ],
    ["a star import", "from a import *\n", ["body:import a"]],
    [
      "arms of one branch",
      "if a: b\nelif c: d\nelse: e\n",
      [
        "body:branch",
        "  arm:arm",
        "    test:name a",
        "    body:suite",
        "      body:expressionStatement",
        "        value:name b",
        "  arm:arm",
        "    test:name c",
        "    body:suite",
        "      body:expressionStatement",
        "        value:name d",
        "  arm:arm",
        "    body:suite",
        "      body:expressionStatement",
        "        value:name e",
      ],
    ],
    [
      "a chained assignment",
      "a = b = c\n",
      ["body:assignment", "  target:name a", "  target:name b", "  value:name c"],
    ],
    [
      "a tuple taken apart",
      "a, (b, *c) = d\n",
      [
        "body:assignment tuple",
        "  target:name a tuple",
        "  target:name b tuple",
        "  target:name c tuple",
        "  value:name d",
      ],
    ],
    [
      "a tuple in a chain",
      "a = (b, c) = (d) = e\n",
      [
        "body:assignment tuple",
        "  target:name a",
        "  target:name b tuple",
        "  target:name c tuple",
        "  target:name d",
        "  value:name e",
      ],
    ],
    ["an update", "a += 1\n", ["body:assignment +=", "  target:name a", "  value:literal 1"]],
    [
      "an annotation with a union",
      "a: B | None = c\n",
      [
        "body:assignment",
        "  target:name a",
        "  annotation:union",
        "    element:name B",
        "    element:literal null",
        "  value:name c",
      ],
    ],
    [
      "Optional",
      "a: Optional[B]\n",
      [
        "body:assignment",
        "  target:name a",
        "  annotation:union Optional",
        "    object:name Optional",
        "    element:name B",
      ],
    ],
    [
      "a bar between values is no union",
      "a | b\n",
      ["body:expressionStatement", "  value:expression |", "    value:name a", "    value:name b"],
    ],
    ["plain strings in a row", "a = 'b' \"c\\n\"\n", ["body:assignment", "  target:name a", '  value:literal "bc\\n"']],
    [
      "an f-string",
      "f'a{b}'\n",
      ["body:expressionStatement", "  value:template", '    part:literal "a"', "    part:group", "      value:name b"],
    ],
    ["raw strings keep backslashes", "a = r'\\n'\n", ["body:assignment", "  target:name a", '  value:literal "\\\\n"']],
    ["numbers", "-1.5\n", ["body:expressionStatement", "  value:literal -1.5"]],
    [
      "a comparison",
      "a not in b\n",
      ["body:expressionStatement", "  value:compare not in", "    left:name a", "    right:name b"],
    ],
    [
      "a chained comparison",
      "a < b < c\n",
      [
        "body:expressionStatement",
        "  value:expression compare",
        "    value:name a",
        "    value:name b",
        "    value:name c",
      ],
    ],
    [
      "operands are flat",
      "a and b and (c and d)\n",
      [
        "body:expressionStatement",
        "  value:and",
        "    operand:name a",
        "    operand:name b",
        "    operand:group",
        "      value:and",
        "        operand:name c",
        "        operand:name d",
      ],
    ],
    [
      "a call",
      "a.b(c, d=1, *e)\n",
      [
        "body:expressionStatement",
        "  value:call a.b",
        "    callee:member b",
        "      object:name a",
        "    argument:argument",
        "      value:name c",
        "    argument:argument d",
        "      value:literal 1",
        "    argument:argument",
        "      value:spread",
        "        value:name e",
      ],
    ],
    [
      "an entry",
      "{'a': b, **c}\n",
      [
        "body:expressionStatement",
        "  value:mapping",
        "    entry:entry a",
        '      key:literal "a"',
        "      value:name b",
        "    entry:spread",
        "      value:name c",
      ],
    ],
    [
      "an index",
      "a['b']\n",
      ["body:expressionStatement", "  value:index b", "    object:name a", '    key:literal "b"'],
    ],
    [
      "decorators are the function's",
      "@a\ndef b(c: D = 1, *, e): 'doc'\n",
      [
        "body:function b",
        "  decorator:decorator a",
        "    value:name a",
        "  parameter:parameter c",
        "    annotation:name D",
        "    default:literal 1",
        "  parameter:parameter * marker",
        "  parameter:parameter e",
        "  body:suite",
        '    body:docstring "doc"',
      ],
    ],
    [
      "a class",
      "class A(B, c=D): pass\n",
      [
        "body:class A",
        "  base:name B",
        "  base:argument c",
        "    value:name D",
        "  body:suite",
        "    body:statement pass",
      ],
    ],
    [
      "exception types",
      "try: a\nexcept (B, C) as d: e\n",
      [
        "body:try",
        "  body:suite",
        "    body:expressionStatement",
        "      value:name a",
        "  handler:handler",
        "    type:name B",
        "    type:name C",
        "    target:name d",
        "    body:suite",
        "      body:expressionStatement",
        "        value:name e",
      ],
    ],
    [
      "a match",
      "match a:\n    case 'b' | c.d: e\n    case _: f\n",
      [
        "body:switch",
        "  subject:name a",
        "  case:case",
        '    pattern:literal "b"',
        "    pattern:member d",
        "      object:name c",
        "    body:suite",
        "      body:expressionStatement",
        "        value:name e",
        "  case:case",
        "    body:suite",
        "      body:expressionStatement",
        "        value:name f",
      ],
    ],
    [
      "await and yield",
      "async def f():\n    await a\n    yield b\n",
      [
        "body:function f",
        "  body:suite",
        "    body:expressionStatement",
        "      value:group",
        "        value:name a",
        "    body:exit yield",
        "      value:name b",
      ],
    ],
  ])("%s", (_name, text, expected) => {
    expect(outline(text)).toEqual(expected);
  });
});

function expectTree(facts: Facts): void {
  const ends = new Map<number, number>();
  for (const region of facts.regions.slice(1)) {
    const parent = facts.regions[region.parent]!;
    expect(region.parent).toBeLessThan(region.id);
    expect(region.start).toBeGreaterThanOrEqual(parent.start);
    expect(region.end).toBeLessThanOrEqual(parent.end);
    expect(region.start).toBeGreaterThanOrEqual(ends.get(region.parent) ?? 0);
    ends.set(region.parent, region.end);
  }
}

describe("the regions are a tree without overlaps", () => {
  test.each(Object.entries(samples))("%s", (_name, text) => expectTree(factsOf(text)));
  test.each([
    "",
    "\ufeff# only words",
    "def broken(:\n  x",
    "x = (\n",
    "if a:\n# odd\n    b\n  # odder\nc\n",
    `${"(".repeat(400)}x${")".repeat(400)}\n`,
    `x = ${Array.from({ length: 3000 }, () => "'a'").join(" + ")}\n`,
  ])("%#", (text) => expectTree(factsOf(text)));
});

test("faults are data, and only those of the syntax", () => {
  expect(factsOf("x = 1\n").faults).toEqual([]);
  expect(factsOf("x = 1\ndef f(:\n    pass\n").faults[0]?.line).toBe(2);
  expect(python.diagnose!("a.py", "x = undefined\n")).toEqual([]);
  expect(python.diagnose!("a.py", "x = (\n")).toHaveLength(1);
});

test("comments keep the carriage return out", () => {
  const text = "a  # b\r\nc\r\n";
  const comment = factsOf(text).regions.find((region) => region.kind === "comment")!;
  expect(text.slice(comment.start, comment.end)).toBe("# b");
});
