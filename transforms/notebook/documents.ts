import type { Facts, Target } from "../../src/engine/model.js";
import type { Notebook } from "../../src/syntax/notebook.js";
import type { Magic } from "../../src/syntax/notebook-magics.js";
import type { NotebookPython } from "../../src/syntax/notebook-python.js";
import { buildFacts } from "../docs/build.js";
import { readMarkdown } from "../docs/markdown.js";

/** A part of a notebook that is read as a document. */
export interface Words {
  facts: Facts;
  /** Where its text begins in the reading of the notebook. */
  at: number;
  /** The command that it is, if it stands between Python. */
  magic?: Magic;
}

/**
 * Reads what a notebook holds beside Python: cells of Markdown are documents, cells of another language and commands
 * are blocks of code in one.
 */
export function readWords(path: string, notebook: Notebook, python: NotebookPython, target: Target): Words[] {
  const found: Words[] = [];
  for (const { type, source, at } of notebook.cells)
    if (type === "markdown")
      found.push({ facts: buildFacts(fileOf(path, source), readMarkdown(path, source), target), at });
  for (const { cell, language, content } of python.others)
    found.push({ facts: readCode(path, cell.source, content.start, language, target), at: cell.at });
  for (const magic of python.magics) {
    if (magic.command === undefined) continue;
    const words = notebook.reading.text.slice(magic.start, magic.end);
    const facts = readCode(path, words, magic.command - magic.start, "sh", target);
    found.push({ facts, at: magic.start, magic });
  }
  return found;
}

function readCode(path: string, text: string, start: number, language: string, target: Target): Facts {
  const content = { start, end: text.length };
  return buildFacts(
    fileOf(path, text),
    { blocks: [{ type: "code", start: 0, end: text.length, language, content }] },
    target,
  );
}

const fileOf = (path: string, text: string) => ({ path, text, encoding: "utf8" }) as const;
