import type { Facts, Occurrence, SourceFile, Target } from "../../src/engine/model.js";
import { fileLine, readNotebook } from "../../src/syntax/notebook.js";
import { notebookPython } from "../../src/syntax/notebook-python.js";
import type { DocumentExtra } from "../docs/builder.js";
import { analyze as analyzePython } from "../python/analyze.js";
import { readWords } from "./documents.js";
import type { NotebookExtra } from "./extra.js";
import { joinParts } from "./tree.js";

/** Regions and occurrences of one notebook: its Python cells as one file, each other cell as a document. */
export function analyze(file: SourceFile, target: Target): Facts {
  const { path, text } = file;
  const notebook = readNotebook(text);
  const { reading, faults } = notebook;
  const facts: Facts = { path, transform: "notebook", regions: [], occurrences: [], faults };
  if (faults.length > 0) return facts;
  const python = notebookPython(notebook);
  const code = analyzePython({ ...file, text: python.text }, target);
  code.occurrences = ownNames(code);
  const words = readWords(path, notebook, python, target);
  const { regions, occurrences, extra } = joinParts({ facts: code, at: 0, numbers: [] }, words, reading, text.length);
  for (const { facts: document, numbers } of extra.documents)
    for (const { region, candidates } of (document.extra as DocumentExtra).paths) {
      const number = numbers[region];
      if (number !== undefined) extra.paths.push({ region: number, candidates });
    }
  return {
    ...facts,
    regions,
    occurrences,
    faults: code.faults.map(({ line, message }) => ({ line: fileLine(text, notebook, line), message })),
    reading,
    extra: extra satisfies NotebookExtra,
  };
}

/** Nobody imports a notebook: it is no module, and what only removed code used of its names may go. */
function ownNames({ path, occurrences, regions }: Facts): Occurrence[] {
  const decorated = new Set(regions.flatMap(({ slot, parent }) => (slot === "decorator" ? [parent] : [])));
  const targets = (id: number) => regions.filter(({ slot, parent }) => slot === "target" && parent === id);
  const isOwn = ({ symbol, region }: Occurrence) => {
    if (!symbol.startsWith(`py:${path}#`) || !/^[^.]+$/.test(symbol.slice(symbol.indexOf("#")))) return false;
    const { kind } = regions[region]!;
    if (kind === "assignment") return targets(region).length === 1 && !/#__.*__$/.test(symbol);
    return (kind === "function" || kind === "class") && !decorated.has(region);
  };
  return occurrences
    .filter(({ symbol, defines }) => !(defines && symbol.startsWith("module:")))
    .map((one) => (one.defines && isOwn(one) ? { ...one, private: true } : one));
}
