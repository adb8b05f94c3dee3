import { findLink, linkSources } from "../repo/links.js";
import { CONFIGURATION_FILE } from "../target/configuration.js";
import type { Corpus } from "./corpus.js";
import type { Inventory, Proposal, SymbolName, Transform } from "./model.js";
import { isNamedFor } from "./named-files.js";

/** Name of the step that deletes listed files which no transform reads. */
const PATHS_STEP = "paths";

/** Scripts that are started, never imported: whoever needs one writes its whole name. */
const standsAlone = /\.(bat|cmd|ps1|sql)$/;

/**
 * Files that may go and that no transform reads: those that are listed (pictures, data, archives, other people's code),
 * and those that are named after the target and are more than words and data (a script of another shell).
 */
export function looseFiles(corpus: Corpus, options: { skip: string[]; only: string[] }): Set<string> {
  if (options.skip.includes(PATHS_STEP)) return new Set();
  if (options.only.length > 0 && !options.only.includes(PATHS_STEP)) return new Set();
  const isNamed = (path: string) =>
    corpus.transformOf(path) === undefined &&
    corpus.sources.has(path) &&
    (standsAlone.test(path) || !/code|test/.test(corpus.classes.get(path)!.role)) &&
    isNamedFor(corpus, path, new Set());
  const paths = [...corpus.inventory.files.keys()].filter((path) => corpus.rules.listed(path) || isNamed(path));
  return new Set(paths.filter((path) => !corpus.frozen.has(path) && !corpus.facts.has(path)));
}

/** The symbols under which other files lead to a loose one. Nothing defines them, because nothing reads the file. */
export function looseSymbols(loose: ReadonlySet<string>): Set<SymbolName> {
  const symbols = new Set<SymbolName>();
  for (const path of loose) {
    symbols.add(`path:${path}`);
    const parts = path.split("/");
    parts.slice(0, -1).forEach((part, index) => {
      if (part === "static") symbols.add(`static:${parts.slice(index + 1).join("/")}`);
    });
  }
  return symbols;
}

/** A step that deletes loose files, as the removal leaves the tree: what something still leads to stays. */
export function listedTransform(
  loose: ReadonlySet<string>,
  target: string,
  isListed: (path: string) => boolean,
): Transform {
  return {
    name: PATHS_STEP,
    summary: `Delete files of ${target}`,
    files: [],
    order: 0,
    propose: (inventory) => proposals(inventory, loose, target, isListed),
  };
}

function proposals(
  inventory: Inventory,
  loose: ReadonlySet<string>,
  target: string,
  isListed: (path: string) => boolean,
): Proposal[] {
  const present = [...loose].filter((path) => inventory.files.has(path)).sort();
  if (present.length === 0) return [];
  const held = new Map<string, Proposal>();
  // What a file that stays leads to stays as well.
  for (let before = -1; before !== held.size; ) {
    before = held.size;
    const others = [...inventory.files.keys()].filter(
      (path) => (!loose.has(path) || held.has(path)) && path !== CONFIGURATION_FILE,
    );
    const sources = linkSources(others.map((path) => [path, inventory.read(path)?.text ?? ""] as const));
    for (const path of present) {
      // A file that is not read may be asked for by its name alone.
      const byName = isListed(path) ? false : "whole";
      const link = held.has(path) ? undefined : findLink({ path, byName }, sources);
      if (link === undefined) continue;
      const words = link.kind === "built" ? "built at run time" : "still needed";
      held.set(path, { path, action: "review", reason: `${words} at ${link.path}:${link.line}` });
    }
  }
  return present.map(
    (path): Proposal =>
      held.get(path) ?? { path, action: "delete", reason: `${isListed(path) ? "listed" : "named"} as ${target}'s` },
  );
}
