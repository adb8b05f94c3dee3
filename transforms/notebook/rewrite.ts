import type { Blocked, Edit, Facts, SourceFile, Verdict } from "../../src/engine/model.js";
import { readNotebook } from "../../src/syntax/notebook.js";
import { notebookPython } from "../../src/syntax/notebook-python.js";
import { rewriteDocument } from "../docs/rewrite.js";
import { check as checkPython } from "../python/check.js";
import { rewrite as rewritePython } from "../python/rewrite/index.js";
import { editCells } from "./cells.js";
import type { NotebookExtra } from "./extra.js";

/** How the verdicts on a notebook look: what Python and documents make of their parts, put into the strings of the file. */
export function rewrite(file: SourceFile, facts: Facts, verdicts: Verdict[]): Edit[] {
  const { code, documents } = facts.extra as NotebookExtra;
  const notebook = readNotebook(file.text);
  const { written } = notebookPython(notebook);
  // Python renders the magics as they are written: their length is that of what it read.
  const edits = rewritePython({ ...file, text: written }, code.facts, verdictsOn(facts, verdicts, -1));
  documents.forEach((document, part) => {
    const own = verdictsOn(facts, verdicts, part);
    // A command that goes leaves as a statement.
    const isStatement = own.some(({ region }) => isCode(facts, document.numbers[region]));
    if (own.length === 0 || isStatement) return;
    const length = document.facts.regions[0]!.end;
    const text = notebook.reading.text.slice(document.at, document.at + length);
    for (const edit of rewriteDocument({ ...file, text }, document.facts, own))
      edits.push({ start: edit.start + document.at, end: edit.end + document.at, text: edit.text });
  });
  return editCells(file.text, notebook, edits);
}

/** Names of Python that the verdicts would leave without a value. */
export function check(file: SourceFile, facts: Facts, verdicts: Verdict[]): Blocked[] {
  const { code } = facts.extra as NotebookExtra;
  const { text } = notebookPython(readNotebook(file.text));
  return checkPython({ ...file, text }, code.facts, verdictsOn(facts, verdicts, -1)).flatMap((blocked) => {
    const region = code.numbers[blocked.region];
    // The line would be one of the code; without a reason the engine names the file's own.
    return region === undefined ? [] : [{ ...blocked, region, reason: "" }];
  });
}

function verdictsOn(facts: Facts, verdicts: readonly Verdict[], part: number): Verdict[] {
  const { origins } = facts.extra as NotebookExtra;
  return verdicts.flatMap((verdict) =>
    origins[verdict.region]!.filter((origin) => origin.part === part).map(({ region }) => ({ ...verdict, region })),
  );
}

const isCode = (facts: Facts, number: number | undefined) =>
  number !== undefined && (facts.extra as NotebookExtra).origins[number]!.some(({ part }) => part < 0);
