import type { Transform } from "../../src/engine/model.js";
import { fileLine, readNotebook } from "../../src/syntax/notebook.js";
import { notebookPython } from "../../src/syntax/notebook-python.js";
import { loadGrammar } from "../../src/syntax/treesitter.js";
import { pythonFaults } from "../python/syntax.js";
import { analyze } from "./analyze.js";
import { resolve } from "./resolve.js";
import { check, rewrite } from "./rewrite.js";

/**
 * Jupyter notebooks: their Python cells as one file, their words as documents. Outputs and metadata stay as they are.
 *
 * Before, in the `source` of a cell:
 *
 *     "import ollama\n",
 *     "import openai"
 *
 * After:
 *
 *     "import openai"
 */
const notebook: Transform = {
  name: "notebook",
  summary: "Remove {target} from notebooks",
  files: ["**/*.ipynb"],
  order: 55,
  prepare: () => loadGrammar("python"),
  analyze,
  resolve,
  check,
  rewrite,
  diagnose: (_path, text) => {
    const read = readNotebook(text);
    const faults = [
      ...read.faults,
      ...pythonFaults(notebookPython(read).text).map((fault) => ({ ...fault, line: fileLine(text, read, fault.line) })),
    ];
    return faults.map(({ line, message }) => `line ${line}: ${message}`);
  },
};

export default notebook;
