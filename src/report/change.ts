import type { SourceFile } from "../engine/model.js";
import type { StepFile } from "../engine/plan-model.js";

/** What one step does to one file, with the texts; every diff is drawn from it. */
export interface FileChange {
  path: string;
  /** git mode of the file, for example 100644. */
  mode: string;
  encoding: SourceFile["encoding"];
  /** Text before the step; `null` if the file is new. */
  before: string | null;
  /** Text after the step; `null` if the file is deleted. */
  after: string | null;
  /** Text at base: places of the ledger are counted in it. */
  base: string | null;
  /** Object name at base of a file that is not text; it can only be deleted. */
  binary?: string;
  /** Object name at base of a file that holds secrets: the texts here are without them, and none is drawn if it goes. */
  hidden?: string;
  /** It leaves the tree; a working tree may keep its copy. */
  untrack?: true;
}

/** One step with the texts of its files. */
export interface StepChange {
  name: string;
  summary: string;
  heldBack: string[];
  files: FileChange[];
}

/** The word for what happens to a file. */
export function changeStatus(change: FileChange): StepFile["status"] {
  if (change.after === null) return "deleted";
  return change.before === null && change.binary === undefined ? "added" : "modified";
}

/** One change for each file: from base to what stands after the last step. */
export function unitedChanges(steps: readonly StepChange[]): FileChange[] {
  const united = new Map<string, FileChange>();
  for (const step of steps) {
    for (const file of step.files) {
      const first = united.get(file.path);
      united.set(file.path, first ? { ...first, after: file.after } : { ...file });
    }
  }
  return [...united.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
