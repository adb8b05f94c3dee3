import type { Proposal } from "../../engine/model.js";
import { type Byproduct, DATA_KINDS, REBUILT_KINDS } from "../../repo/byproducts.js";
import { fileClass } from "../../repo/item-class.js";
import type { ScanPart } from "../../report/scan-document.js";

/** What one file is, and what to do with it. */
export type FileVerdict = Pick<ScanPart, "class" | "decision" | "reason">;

/**
 * Judges a tracked file as `--cleanup` would: by what the clean-ups propose for it.
 *
 * @param byproduct what its path tells of it, if it is no source
 * @param proposal of a clean-up that takes it away or lists it
 */
export function trackedVerdict(
  path: string,
  byproduct: Byproduct | undefined,
  proposal: Proposal | undefined,
): FileVerdict {
  const kind = byproduct?.kind ?? fileClass(path);
  if (proposal?.action === "delete") return { class: kind, decision: "delete", reason: proposal.reason };
  if (proposal?.reason === "tracked data")
    return { class: dataClass(kind), decision: "move", reason: "data in git: its place is outside of the checkout" };
  if (proposal?.action === "untrack") return { class: kind, decision: "untrack", reason: proposal.reason };
  // A list of places is about what the file says, not about the file.
  if (proposal?.action === "review" && proposal.places === undefined)
    return { class: kind, decision: "review", reason: proposal.reason };
  if (byproduct?.kind === "build output")
    return { class: kind, decision: "review", reason: "a build writes it again: git rm --cached, if nothing reads it" };
  if (kind === "secrets")
    return { class: kind, decision: "review", reason: "may hold secrets that everyone with a clone can read" };
  return {
    class: kind,
    decision: "keep",
    reason: byproduct ? "named like a leftover, and no clean-up takes it away" : "part of the application",
  };
}

/** Where builds put what they make, if an ignore file leaves it out. */
const BUILT = /(?:^|\/)(?:build|coverage|dist|out|target)\//;

/** Data inside of an archive is data all the same. */
function dataClass(kind: string): string {
  return kind === "archive" || kind === "backup" || DATA_KINDS.has(kind as Byproduct["kind"]) ? kind : "data";
}

/**
 * Judges a file that git does not hold. No command of unpick touches such a file, so the reason says what a person
 * may do.
 *
 * @param isIgnored true if an ignore file leaves it out
 */
export function untrackedVerdict(path: string, byproduct: Byproduct | undefined, isIgnored: boolean): FileVerdict {
  const kind = byproduct?.kind ?? (isIgnored && BUILT.test(path) ? "build output" : fileClass(path));
  const left = isIgnored ? "left out of git already" : "not in .gitignore yet: add it";
  if (byproduct && DATA_KINDS.has(byproduct.kind))
    return { class: kind, decision: "move", reason: `data, its only copy may be here; ${left}` };
  if (byproduct && (REBUILT_KINDS.has(byproduct.kind) || byproduct.kind === "build output"))
    return { class: kind, decision: "ignore", reason: `tools and programs write it again; ${left}` };
  if (byproduct)
    return { class: kind, decision: "review", reason: "git has no copy of it: look, then move or delete it by hand" };
  if (isIgnored || kind === "secrets") return { class: kind, decision: "ignore", reason: left };
  return { class: kind, decision: "review", reason: "git does not know it: commit it, or name it in .gitignore" };
}

/** A folder that is judged as one: what a package manager filled, or a repository of its own. */
export type WholeFolder = "environment" | "submodule" | "repository";

/** Judges a folder that is one thing, whatever is in it. */
export function wholeVerdict(whole: WholeFolder, isIgnored: boolean): FileVerdict {
  const left = isIgnored ? "left out of git already" : "not in .gitignore yet: add it";
  if (whole === "submodule") return { class: whole, decision: "keep", reason: "a repository of its own" };
  if (whole === "environment")
    return { class: whole, decision: "ignore", reason: `installed again from what the project asks for; ${left}` };
  return isIgnored
    ? { class: whole, decision: "ignore", reason: left }
    : { class: whole, decision: "review", reason: "a repository inside of this one: move it, or make it a submodule" };
}
