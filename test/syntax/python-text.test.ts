import { describe, expect, it } from "vitest";
import { importedNames } from "../../src/syntax/python-names.js";
import { hideComments, hideStrings, pythonStrings } from "../../src/syntax/python-text.js";

describe("hideStrings", () => {
  it("keeps every character of code at its place", () => {
    const text = 'x = "a # b"  # c "d"\ny = 1\n';
    expect(hideStrings(text)).toBe(`x = ${" ".repeat(16)}\ny = 1\n`);
    expect(hideStrings(text)).toHaveLength(text.length);
  });
});

describe("hideComments", () => {
  it("leaves strings that look like comments", () =>
    expect(hideComments('x = "a # b"  # c\n')).toBe('x = "a # b"     \n'));
});

describe("pythonStrings", () => {
  const texts = (text: string) => pythonStrings(text).map((one) => [one.text, one.isStatement]);

  it("tells docstrings from strings that something reads", () => {
    expect(texts('"""What it is."""\n\ndef f():\n    """Does."""\n    return """done"""\n')).toEqual([
      ["What it is.", true],
      ["Does.", true],
      ["done", false],
    ]);
  });
  it("takes a string on a line of its own in brackets for a member", () =>
    expect(texts('APPS = [\n    "blog",\n    f"{x}",\n]\n')).toEqual([
      ["blog", false],
      ["{x}", false],
    ]));
  it("takes none from comments, and a string that never ends up to its line end", () =>
    expect(texts('# "no"\nx = "open\ny = 1\n')).toEqual([["open", false]]));
});

describe("importedNames", () => {
  const names = (text: string) =>
    importedNames(hideStrings(text)).map(({ module, name, local }) => `${module} ${name ?? "-"} ${local}`);

  it("reads aliases, brackets and stars", () =>
    expect(
      names("import pandas as pd, a.b\nfrom x.y import (\n    A as B,  # C\n    D,\n)\nfrom z import *\n"),
    ).toEqual(["pandas - pd", "a.b - a.b", "x.y A B", "x.y D D", "z * *"]));
  it("reads none from relative imports, strings and comments", () =>
    expect(names('from .x import A\n# import b\ntext = """\nimport c\n"""\n')).toEqual([]));
});
