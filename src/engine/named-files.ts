import type { FileRole } from "../repo/classify.js";
import type { Corpus } from "./corpus.js";
import type { Facts } from "./model.js";

/** Files that are there for what they are named after. Documents and data are judged by what they say. */
const ownRoles: ReadonlySet<FileRole> = new Set(["code", "template", "style", "test", "configuration"]);
/** Of these a file that cannot be read may still go whole: nothing is imported from it. */
const wholeRoles: ReadonlySet<FileRole> = new Set(["template", "configuration"]);

/** A file whose own name, or whose folder's, is the target's, if it is more than words and data. */
export function isNamedFor(corpus: Corpus, path: string, siblings: ReadonlySet<string>): boolean {
  const role = corpus.classes.get(path)?.role;
  if (role === undefined || !ownRoles.has(role)) return false;
  const segments = path.split("/");
  return segments.some((segment, index) => {
    if (!corpus.target.matches(segment)) return false;
    // What stands in a folder of the target is set up for more than the folder: only a file's own name tells.
    if (role === "configuration" && index < segments.length - 1) return false;
    const words = segment.toLowerCase().split(/[^\p{L}\p{N}]+/u);
    return ![...siblings].some((sibling) => words.includes(sibling));
  });
}

/**
 * A file that no parser understands goes whole or not at all: one that is named after the target is no longer frozen,
 * and all that is known of it is that it is there. Gives true if there was one.
 */
export function releaseUnread(corpus: Corpus, siblings: ReadonlySet<string>): boolean {
  let any = false;
  for (const [path, reason] of corpus.frozen) {
    const role = corpus.classes.get(path)?.role;
    if (reason !== "not parsed" || role === undefined || !wholeRoles.has(role)) continue;
    if (!isNamedFor(corpus, path, siblings)) continue;
    corpus.frozen.delete(path);
    corpus.facts.set(path, rootOnly(corpus.facts.get(path)!));
    any = true;
  }
  return any;
}

function rootOnly(facts: Facts): Facts {
  const occurrences = facts.occurrences.filter((one) => one.region === 0);
  return { ...facts, regions: facts.regions.slice(0, 1), occurrences };
}
