import { PositionEncoding, Workspace } from "@astral-sh/ruff-wasm-nodejs";
import { git } from "./repository.mjs";

/** Names that are unused, bound twice or undefined, and what does not parse: what a removal may leave behind. */
const RULES = ["F401", "F811", "F821", "F822", "F823", "F841"];

let workspace;

/** ruff's findings in a Python text, without their places: `F401 os imported but unused`. */
function findingsOf(text) {
  workspace ??= new Workspace({ lint: { select: RULES } }, PositionEncoding.Utf16);
  return workspace.check(text).map((one) => `${one.code ?? "syntax"} ${one.message.replace(/ from line \d+/, "")}`);
}

const textAt = (folder, commit, path) => {
  try {
    return git(folder, "show", `${commit}:${path}`);
  } catch {
    return undefined;
  }
};

/** Paths of Python files that differ between two commits. */
const changedPython = (folder, before, after) =>
  git(folder, "diff", "--name-only", "--no-renames", "-z", before, after)
    .split("\0")
    .filter((path) => path.endsWith(".py"));

/**
 * What ruff finds in the changed Python files of a commit and did not find in them before.
 *
 * @returns {{ syntax: string[], ruff: string[] }} `path: finding`
 */
export function newFindings(folder, before, after) {
  const found = { syntax: [], ruff: [] };
  for (const path of changedPython(folder, before, after)) {
    const text = textAt(folder, after, path);
    if (text === undefined) continue;
    const known = findingsOf(textAt(folder, before, path) ?? "");
    for (const finding of findingsOf(text)) {
      const at = known.indexOf(finding);
      if (at >= 0) known.splice(at, 1);
      else if (!finding.startsWith("syntax")) found.ruff.push(`${path}: ${finding}`);
      else if (!known.some((one) => one.startsWith("syntax"))) found.syntax.push(`${path}: ${finding}`);
    }
  }
  return found;
}
