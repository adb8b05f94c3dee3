import { beforeAll, describe, expect, it } from "vitest";
import { fileLine, readNotebook } from "../../src/syntax/notebook.js";
import { notebookPython } from "../../src/syntax/notebook-python.js";
import { loadGrammar, syntaxFaults, withTree } from "../../src/syntax/treesitter.js";

beforeAll(() => loadGrammar("python"));

const notebook = (cells: [type: string, source: string][], metadata: object = {}) =>
  JSON.stringify({ cells: cells.map(([cell_type, source]) => ({ cell_type, source })), metadata }, null, 1);
const pythonOf = (source: string) => notebookPython(readNotebook(notebook([["code", source]])));
const faultsIn = (text: string) => withTree("python", text, (root) => syntaxFaults(root));

describe("the Python of a notebook", () => {
  it("has the code cells at the places of the reading, and nothing of others", () => {
    const read = readNotebook(
      notebook([
        ["code", "import os"],
        ["markdown", "# Title\nwords"],
        ["raw", "plain"],
        ["code", "print(os.name)"],
      ]),
    );
    const { text, written } = notebookPython(read);
    expect(text).toBe(written);
    expect(text).toHaveLength(read.reading.text.length);
    expect(text.split(/\s+/).filter(Boolean)).toEqual(["import", "os", "print(os.name)"]);
    expect(text.indexOf("print")).toBe(read.reading.text.indexOf("print"));
  });

  it("masks what only IPython understands, at equal length, and parses", () => {
    const lines = [
      "%matplotlib inline",
      "!ls",
      "!!ls",
      "!",
      "%%capture out",
      "x = !ls -l",
      "y: str = %env HOME",
      "if x:\n    %pip install a\n    !pip install \\\n      b c",
      "print?",
      "os.path??",
      "?print",
      "*int*?",
      "%time x = f(1)",
      "%timeit -n 10 -r3 f(1)",
      "%time for a in b: pass",
      "!cp {a}{b} $c and more",
      '!{sys.executable} -m pip install "x{y}"',
      "!awk '{print $1}' {a}",
      "!echo {a} \\\n  b",
    ];
    for (const line of lines) {
      const { text, written, magics } = pythonOf(`${line}\nz = 1`);
      expect(text, line).toHaveLength(written.length);
      expect(written.trimEnd(), line).toBe(`${line}\nz = 1`);
      expect(magics.length, line).toBeGreaterThan(0);
      expect(faultsIn(text), `${line}\n${text}`).toEqual([]);
      expect(text.replace(/[^\n]/g, "").length).toBe(written.replace(/[^\n]/g, "").length);
    }
  });

  it("keeps the names that a command takes in, where they stand", () => {
    const { text, written } = pythonOf('!run {model} $size {paths["data"]} --port=8\nhelp(model)');
    for (const name of ["model", "size", 'paths["data"]']) expect(text.indexOf(name)).toBe(written.indexOf(name));
    expect(text).not.toContain("port");
  });

  it("leaves alone what looks like a magic inside strings, brackets, comments and expressions", () => {
    const cells = [
      'text = """\n%pip install a\n!ls\nwhat?\n"""',
      "x = (1\n% 2)",
      "x = 5 \\\n  % 2",
      "a != b",
      "x == y % z",
      "f(a, b=c %d)",
      "# %magic?\nx = 'why?'  # !ls",
      "'it\\'s %s?' % x",
      "x %= 2",
    ];
    for (const cell of cells) {
      const { text, magics } = pythonOf(cell);
      expect(magics, cell).toEqual([]);
      expect(text.trimEnd()).toBe(cell);
    }
  });

  it("takes a cell of another language for what it is", () => {
    const read = readNotebook(
      notebook([
        ["code", "\n%%bash -e\nls"],
        ["code", "%%time\nx = 1"],
        ["code", "%%html"],
      ]),
    );
    const { text, others } = notebookPython(read);
    expect(others.map(({ language, content }) => [language, content])).toEqual([
      ["bash", { start: 11, end: 13 }],
      ["html", { start: 6, end: 6 }],
    ]);
    expect(text).toContain("x = 1");
    expect(text).not.toContain("ls");
    const kernel = notebook([["code", "library(x)"]], { kernelspec: { language: "R" } });
    expect(notebookPython(readNotebook(kernel)).others.map(({ language }) => language)).toEqual(["r"]);
    expect(notebookPython(readNotebook(kernel)).text.trim()).toBe("");
    const own = { cell_type: "code", metadata: { vscode: { languageId: "javascript" } }, source: "let x = 1;" };
    const cells = JSON.stringify({ cells: [own, { ...own, metadata: {}, source: "y = 2" }] });
    expect(notebookPython(readNotebook(cells)).others.map(({ language }) => language)).toEqual(["javascript"]);
    expect(notebookPython(readNotebook(cells)).text.trim()).toBe("y = 2");
  });

  it("knows the line of the file of each of its lines", () => {
    const file = notebook([["markdown", "one\ntwo"]]).replace('"one\\ntwo"', '["one\\n",\n"two"]');
    const read = readNotebook(file);
    expect(file.split("\n")[fileLine(file, read, 2) - 1]).toContain("two");
    expect(fileLine(file, read, 99)).toBe(file.split("\n").length);
  });
});
