import { describe, expect, it } from "vitest";
import { newTypeErrors, parsePyright, parseTypeScript } from "../../src/verify/types.js";

const error = (path: string, message: string, line = 1) => ({ path, line, code: "reportCallIssue", message });

describe("findings of pyright", () => {
  const output = JSON.stringify({
    version: "1.1.414",
    generalDiagnostics: [
      {
        file: "/tmp/x/after/pkg/a.py",
        severity: "error",
        message: '"f" is not in /tmp/x/after/pkg/b.py',
        rule: "reportAttributeAccessIssue",
        range: { start: { line: 4, character: 0 }, end: { line: 4, character: 3 } },
      },
      { file: "/tmp/x/after/pkg/a.py", severity: "warning", message: "no matter" },
      { file: "/tmp/x/after/c.py", severity: "error", message: "no place" },
    ],
  });

  it("are errors with paths and messages that do not depend on the folder", () => {
    expect(parsePyright(`No configuration file found.\n${output}`, "/tmp/x/after")).toEqual([
      { path: "pkg/a.py", line: 5, code: "reportAttributeAccessIssue", message: '"f" is not in ./pkg/b.py' },
      { path: "c.py", line: 0, code: "pyright", message: "no place" },
    ]);
  });

  it("that are no JSON are refused", () => {
    expect(() => parsePyright("usage: pyright", "/tmp")).toThrow(SyntaxError);
  });
});

it("errors of the TypeScript compiler get the path of their project", () => {
  const output = [
    "src/a.ts(3,7): error TS2304: Cannot find name 'ask'.",
    "  A line that explains it.",
    "error TS18003: No inputs were found.",
  ].join("\n");
  const found = [{ path: "web/src/a.ts", line: 3, code: "TS2304", message: "Cannot find name 'ask'." }];
  expect(parseTypeScript(output, "web")).toEqual(found);
  expect(parseTypeScript(output, "")).toEqual([{ ...found[0], path: "src/a.ts" }]);
});

describe("new type errors", () => {
  it("are those that the base has not, wherever their lines moved", () => {
    const before = [error("a.py", "one", 10), error("a.py", "two", 11)];
    expect(newTypeErrors(before, [error("a.py", "two", 3), error("a.py", "one", 2)])).toEqual([]);
    expect(newTypeErrors(before, [error("a.py", "three", 3)])).toEqual([error("a.py", "three", 3)]);
    expect(newTypeErrors(before, [error("b.py", "one", 10)])).toEqual([error("b.py", "one", 10)]);
  });

  it("are not those that list fewer of the names that one of the base listed", () => {
    const before = [error("a.py", 'Arguments missing for parameters "north", "acme", "south"')];
    const missing = (names: string) => [error("a.py", `Arguments missing for parameters ${names}`)];
    expect(newTypeErrors(before, missing('"north", "south"'))).toEqual([]);
    expect(newTypeErrors(before, missing('"north", "east"'))).toEqual(missing('"north", "east"'));
    const single = [error("a.py", '"acme" is not defined')];
    expect(newTypeErrors(single, [error("a.py", '"north" is not defined')])).toHaveLength(1);
    expect(newTypeErrors(before, [error("a.py", '"north" is not defined')])).toHaveLength(1);
  });

  it("count one that is there once more than before", () => {
    expect(newTypeErrors([error("a.py", "one")], [error("a.py", "one", 1), error("a.py", "one", 2)])).toEqual([
      error("a.py", "one", 2),
    ]);
  });
});
