import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNotebook } from "../../src/syntax/notebook.js";

const notebook = (cells: unknown[]) => ({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
const escaped = (json: string) =>
  json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

describe("reading a notebook", () => {
  it("gives the same source for a list of lines and for one string, in order", () => {
    const cells = [
      { cell_type: "markdown", source: "# Title" },
      { cell_type: "code", outputs: [{ text: ["source"] }], source: ["a = 1\n", "b = 2"] },
      { cell_type: "code", outputs: [], source: "a = 1\nb = 2" },
      { cell_type: "code", outputs: [], source: [] },
    ];
    const found = readNotebook(JSON.stringify(notebook(cells), null, 1)).cells;
    expect(found.map(({ type }) => type)).toEqual(["markdown", "code", "code", "code"]);
    expect(found.map(({ source }) => source)).toEqual(["# Title", "a = 1\nb = 2", "a = 1\nb = 2", ""]);
    expect(found.map(({ strings }) => strings.length)).toEqual([1, 2, 1, 0]);
  });

  it("places each unit of the source where the file spells it, whatever the indent and the escapes", () => {
    const line = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom(undefined, 1), fc.boolean(), (lines, indent, ascii) => {
        const plain = JSON.stringify(notebook([{ cell_type: "code", source: lines }]), null, indent);
        const text = ascii ? escaped(plain) : plain;
        const [cell] = readNotebook(text).cells;
        expect(cell!.source).toBe(lines.join(""));
        const units = cell!.starts.map((start, at) => JSON.parse(`"${text.slice(start, cell!.ends[at])}"`));
        expect(units).toEqual(cell!.source.split(""));
      }),
    );
  });

  it("gives a fault with its line, and no cells, for what is no notebook", () => {
    expect(readNotebook('{\n "cells": [\n  {"source": }\n ]\n}').faults[0]?.line).toBe(3);
    for (const text of ["", "[]", "{}", '{"cells": 1}']) {
      const { cells, faults } = readNotebook(text);
      expect(cells).toEqual([]);
      expect(faults.length).toBeGreaterThan(0);
    }
  });
});
