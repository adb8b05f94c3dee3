import type { Inventory } from "../engine/model.js";
import { type IgnoreRule, ignoreRules } from "./ignore.js";

/** Where code hosts look for the file, the first one counts. */
const places = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS", ".gitea/CODEOWNERS"];

interface Owned {
  rule: IgnoreRule;
  /** `docs/*` means the files of that folder, not those of the folders in it. */
  isFlat: boolean;
  owners: string;
}

/** Tells who owns a path by `CODEOWNERS` at base; an empty text if nobody does. */
export type OwnerOf = (path: string) => string;

/**
 * Reads `CODEOWNERS`. Of several lines that match, the last one counts, as code hosts have it; lines that they do not
 * understand (`!`, sets of characters, sections) say nothing.
 *
 * @returns undefined if the tree has no such file
 */
export function ownersOf(inventory: Inventory): OwnerOf | undefined {
  const text = places.map((path) => inventory.read(path)?.text).find((found) => found !== undefined);
  if (text === undefined) return undefined;
  const lines = text.split(/\r?\n/).flatMap(lineOf);
  return (path) => lines.findLast((line) => isOwned(line, path))?.owners ?? "";
}

function lineOf(line: string): Owned[] {
  const words = line.replace(/(^|\s)#.*$/, "").trim();
  const [, pattern = "", owners = ""] = /^((?:\\.|\S)+)\s*(.*)$/.exec(words) ?? [];
  if (pattern === "" || /^[!^[]/.test(pattern)) return [];
  const isFlat = pattern.endsWith("/*");
  return ignoreRules({ folder: "", text: pattern }).map((rule) => ({ rule, isFlat, owners: owners.trim() }));
}

function isOwned({ rule, isFlat }: Owned, path: string): boolean {
  if (rule.matches(path, false)) return true;
  for (let slash = path.indexOf("/"); slash >= 0 && !isFlat; slash = path.indexOf("/", slash + 1))
    if (rule.matches(path.slice(0, slash), true)) return true;
  return false;
}
