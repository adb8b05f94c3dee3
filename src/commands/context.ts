import type { Palette } from "../report/colour.js";

/** What a command may know of the place it runs in. Nothing is printed through it but progress and questions. */
export interface Context {
  cwd: string;
  /** Version of unpick. */
  version: string;
  /** Styles for standard output. */
  palette: Palette;
  /** Standard output is a terminal. */
  isTerminal: boolean;
  /** Somebody can answer: input and output are terminals, and this is no CI. */
  canAsk: boolean;
  /** Tells on a terminal what is being done. */
  progress(message: string): void;
  /** Asks a yes or no question; only if `canAsk`. */
  ask(question: string): Promise<boolean>;
  /** Asks for an answer in words; undefined at the end of the input. Only if `canAsk`. */
  askText(question: string): Promise<string | undefined>;
}

/** What a command gives: cli.ts prints it and exits. */
export interface Outcome {
  /** For standard output; bytes for a patch. */
  output: string | Uint8Array;
  /** Remarks for standard error. */
  notes: string[];
  exitCode: 0 | 1 | 2 | 3;
  /** A long report that a person reads: it may go through the pager. */
  paged?: boolean;
}
