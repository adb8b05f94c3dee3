import { diffLines } from "diff";
import { applyEdits } from "../syntax/edits.js";
import type { StepFile } from "./plan-model.js";
import type { Change } from "./rewrite.js";

/** What a change does to its file, in lines, as `git diff --numstat` counts them. */
export function describeFile(change: Change, text: string): StepFile {
  const after = change.edits === null ? "" : applyEdits(text, change.edits);
  let added = 0;
  let deleted = 0;
  for (const part of diffLines(text, after)) {
    if (part.added) added += part.count ?? 0;
    else if (part.removed) deleted += part.count ?? 0;
  }
  return { path: change.path, status: change.edits === null ? "deleted" : "modified", added, deleted };
}
