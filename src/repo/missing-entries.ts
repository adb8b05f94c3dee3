import type { Byproduct, ByproductKind } from "./byproducts.js";
import { type IgnoreRule, ignoreRules, isIgnored } from "./ignore.js";

/** A line to add to the ignore file at the top, and what shows that it is missing. */
export interface Entry {
  text: string;
  /** What it leaves out. */
  kind: ByproductKind | "configuration";
  reason: string;
  /** The file that shows it, where one does. */
  shownBy?: string;
}

/** The order in which missing entries are added: what every project has comes first. */
const KINDS: ByproductKind[] = [
  "bytecode",
  "cache",
  "log",
  "build output",
  "editor",
  "system",
  "database",
  "vector store",
  "uploads",
  "user data",
  "backup",
  "archive",
];

/** Files of variables that are there to be read by people. */
const EXAMPLE = /[._-](?:default|defaults|dist|example|sample|template|test)s?$/i;

/**
 * Finds the entries that the tree shows to be missing: one for each class of files in it.
 *
 * @param rules all rules there are, those of outer folders first
 * @param byproducts the files that tell which classes there are
 * @param paths all tracked files: what belongs to the program must not become ignored
 */
export function missingEntries(
  rules: readonly IgnoreRule[],
  byproducts: ReadonlyMap<string, Byproduct>,
  paths: readonly string[],
): Entry[] {
  const entries: Entry[] = environmentEntries(rules, paths);
  const known = [...rules, ...entries.flatMap((entry) => ignoreRules({ folder: "", text: entry.text }))];
  // A file that only keeps a folder in the tree does not mind being ignored.
  const sources = paths.filter((path) => !byproducts.has(path) && !/(?:^|\/)\.(?:git)?keep$/.test(path));
  for (const kind of KINDS) {
    for (const [path, byproduct] of byproducts) {
      if (byproduct.kind !== kind || isIgnored(known, path)) continue;
      const added = byproduct.patterns.flatMap((pattern) => harmless(pattern, sources, known));
      if (!isIgnored([...known, ...rulesOf(added)], path)) continue;
      for (const text of added) {
        if (known.some((rule) => rule.text === text)) continue;
        known.push(...rulesOf([text]));
        entries.push({ text, kind, reason: `missing: ${path} is tracked`, shownBy: path });
      }
    }
  }
  return entries;
}

const rulesOf = (lines: readonly string[]) => ignoreRules({ folder: "", text: lines.join("\n") });

/** `.env` is left out, so its variants are too; those in the tree stay visible. */
function environmentEntries(rules: readonly IgnoreRule[], paths: readonly string[]): Entry[] {
  if (!isIgnored(rules, ".env") || isIgnored(rules, ".env.local")) return [];
  const variants = paths.filter((path) => /(?:^|\/)\.env\.[^/]+$/.test(path) && !isIgnored(rules, path));
  return [
    { text: ".env.*", kind: "configuration", reason: "missing: .env is left out, its variants are not" },
    ...[...new Set(variants.map((path) => path.slice(path.lastIndexOf("/") + 1)))].map((name) => ({
      text: `!${name}`,
      kind: "configuration" as const,
      reason: EXAMPLE.test(name) ? "an example that is tracked" : `${name} is tracked and stays so`,
    })),
  ];
}

/**
 * A pattern that ignores nothing of the program: a folder's is bound to the top, one over names gets an exception
 * for each folder where such files are there on purpose. No line at all if that does not help.
 */
function harmless(pattern: string, sources: readonly string[], known: readonly IgnoreRule[]): string[] {
  const hit = (lines: readonly string[]) => {
    const rules = rulesOf(lines);
    return sources.filter((path) => isIgnored(rules, path) && !isIgnored(known, path));
  };
  const caught = hit([pattern]);
  if (caught.length === 0) return [pattern];
  if (pattern.includes("/")) {
    const bound = `/${pattern.replace(/^\//, "")}`;
    return hit([bound]).length === 0 ? [bound] : [];
  }
  const folders = [...new Set(caught.map((path) => path.slice(0, path.lastIndexOf("/") + 1)))];
  return folders.includes("") ? [] : [pattern, ...folders.map((folder) => `!${folder}${pattern}`)];
}
