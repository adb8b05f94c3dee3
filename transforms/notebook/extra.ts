import type { Facts } from "../../src/engine/model.js";
import type { DocumentExtra } from "../docs/builder.js";

/** Facts of a part of a notebook as another transform gave them, with the numbers of its regions in the notebook. */
export interface Part {
  facts: Facts;
  /** Where the part's text begins in the reading of the notebook. */
  at: number;
  /** Number in the notebook of each region of the part; undefined where another stands for it. */
  numbers: (number | undefined)[];
}

/** A region of a part. */
export interface PartRegion {
  /** Index in `documents`; -1 for the code. */
  part: number;
  region: number;
}

/** What the notebook transform keeps in `Facts.extra`. Plain data. */
export interface NotebookExtra {
  /** All Python cells as one file. */
  code: Part;
  /** Cells of words and of other languages, and commands between the Python. */
  documents: Part[];
  /** What each region of the notebook is in its part, or in two: a command is a statement of the code as well. */
  origins: PartRegion[][];
  /** Paths that the documents name, with numbers of the notebook's regions. */
  paths: DocumentExtra["paths"];
}
