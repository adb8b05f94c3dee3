import type { Weight } from "./ledger-document.js";

/** An instruction of a Dockerfile with what it would put into a layer. */
export interface ScanLayer {
  line: number;
  /** On one line. */
  text: string;
  /** False for stages that only hand files on. */
  inImage: boolean;
  /** Bytes that it takes from the context as it lies in the working tree; null if only a build can tell, or there is no working tree. */
  fromTree: number | null;
  /** The same in a fresh clone. */
  fromClone: number | null;
  /** Why there is no number; `""` if there is one. */
  unknown: string;
}

/** What enters an image and should not. */
export interface ScanUnwanted extends Weight {
  path: string;
  class: string;
  /** Git holds it, so a build from a fresh clone has it too. */
  inClone: boolean;
  /** Line of the instruction. */
  line: number;
}

/** An image on paper: what its Dockerfile takes from the context, measured; nothing is built. */
export interface ScanImage {
  dockerfile: string;
  /** Folder that a build sends: `.` is the repository. */
  context: string;
  /** The compose file that says so; null if it follows from what the Dockerfile copies. */
  contextFrom: string | null;
  ignoreFile: string | null;
  /** What a build could take from the context, after the ignore file; null in a bare repository. */
  tree: Weight | null;
  /** The same in a fresh clone, git's own folder apart. */
  clone: Weight;
  layers: ScanLayer[];
  /** The biggest first. */
  unwanted: ScanUnwanted[];
}
