import type { Inventory } from "../engine/model.js";
import { UserError } from "../errors.js";
import { shownPath } from "../git/paths.js";
import { type OwnerOf, ownersOf } from "../repo/owners.js";
import type { FileChange, StepChange } from "../report/change.js";
import { changedLines } from "../report/stat.js";

/** What becomes one commit: a step, or what it does to the files of one name, folder or owner. */
export type Split = "step" | "file" | "dir" | "owner";

const SPLITS: readonly Split[] = ["step", "file", "dir", "owner"];

/** How the changes of a step are parted into commits. */
export interface Splitting {
  split: Split;
  /** A commit of more changed lines is parted, but never within a file. */
  maxLines?: number;
  /** Needed to split by owner. */
  ownerOf?: OwnerOf;
}

/** The files of one commit, and what its subject says of them behind that of the step. */
export interface Part {
  suffix: string;
  files: FileChange[];
}

/**
 * Reads what `--split` and `--max-lines` say.
 *
 * @throws UserError (exit 2) for anything else than the words and numbers they take
 */
export function splittingOf(split: string, maxLines: string | undefined): Omit<Splitting, "ownerOf"> {
  const known = SPLITS.find((one) => one === split);
  if (!known) throw new UserError(`Commits cannot be split by ${split}.`, `--split takes ${SPLITS.join(", ")}.`);
  if (maxLines === undefined) return { split: known };
  if (!/^[1-9]\d{0,8}$/.test(maxLines))
    throw new UserError(`--max-lines takes a number of lines, not ${maxLines}.`, "For example: --max-lines 400");
  return { split: known, maxLines: Number(maxLines) };
}

/** Adds the owners that a split by owner needs; without `CODEOWNERS` everything is nobody's, and a note says so. */
export function withOwners(splitting: Splitting, inventory: Inventory, notes: string[]): Splitting {
  if (splitting.split !== "owner") return splitting;
  const ownerOf = ownersOf(inventory);
  if (!ownerOf) notes.push("There is no CODEOWNERS file, so nothing is split by owner.");
  return { ...splitting, ...(ownerOf ? { ownerOf } : { split: "step" }) };
}

/** Parts the changes of a step; none if it changes nothing. */
export function partsOf(step: StepChange, splitting: Splitting): Part[] {
  return groups(step.files, splitting).flatMap((group) => withMostLines(group, splitting.maxLines));
}

/** Files that change more lines by themselves than a commit should. */
export function tooLong(steps: readonly StepChange[], maxLines: number | undefined): string[] {
  if (maxLines === undefined) return [];
  return steps.flatMap((step) => step.files.filter((file) => changedLines([file]) > maxLines).map((file) => file.path));
}

function groups(files: readonly FileChange[], { split, ownerOf }: Splitting): Part[] {
  if (split === "step") return files.length === 0 ? [] : [{ suffix: "", files: [...files] }];
  const found = new Map<string, FileChange[]>();
  for (const file of files) {
    const key = split === "file" ? file.path : split === "dir" ? folderOf(file.path) : (ownerOf?.(file.path) ?? "");
    found.set(key, [...(found.get(key) ?? []), file]);
  }
  return [...found].map(([key, members]) => ({ suffix: ` (${shownPath(key || "nobody's")})`, files: members }));
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "." : path.slice(0, slash);
}

function withMostLines(part: Part, maxLines: number | undefined): Part[] {
  if (maxLines === undefined) return [part];
  const parts: FileChange[][] = [];
  let left = 0;
  for (const file of part.files) {
    const lines = changedLines([file]);
    if (parts.length === 0 || lines > left) {
      parts.push([]);
      left = maxLines;
    }
    parts.at(-1)!.push(file);
    left -= lines;
  }
  if (parts.length < 2) return [part];
  return parts.map((files, index) => ({ suffix: `${part.suffix} (part ${index + 1} of ${parts.length})`, files }));
}
