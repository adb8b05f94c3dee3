import { isSymbolGlob, pathMatcher, symbolMatcher } from "../target/globs.js";
import type { Corpus } from "./corpus.js";
import type { Graph } from "./graph.js";
import type { PlanOptions, PlanRules } from "./plan-model.js";

/** Says which globs of people match nothing, so that a slip of the pen is not taken for a wish that was granted. */
export function ruleNotes(
  corpus: Corpus,
  graph: Graph,
  rules: PlanRules,
  options: PlanOptions,
  history: readonly string[],
): string[] {
  const files = [...corpus.inventory.files.keys()];
  const symbols = [...graph.definitions.keys()];
  const notes: string[] = [];
  const check = (key: string, globs: readonly string[], kinds: "paths" | "symbols" | "both") => {
    for (const glob of globs) {
      // A glob that takes matches back may have none to take.
      if (glob.startsWith("!")) continue;
      const isSymbol = isSymbolGlob(glob);
      if (isSymbol && kinds !== "paths") {
        if (!symbols.some(symbolMatcher([glob]))) notes.push(`${key}: ${glob} matches no definition that was read`);
      } else if (kinds === "symbols") {
        notes.push(`${key}: ${glob} is no symbol; write it like py:app/models.py#Provider.NAME`);
      } else if (!files.some(pathMatcher([glob]))) notes.push(`${key}: ${glob} matches no tracked file`);
    }
  };
  check("paths", rules.paths ?? [], "paths");
  check("keep", options.keep, "both");
  check("tombstone", rules.tombstone ?? [], "symbols");
  check("entrypoints", rules.entrypoints ?? [], "both");
  check("history", history, "paths");
  return [...notes, ...unknownCleanUps(corpus, options)];
}

function unknownCleanUps(corpus: Corpus, options: PlanOptions): string[] {
  const known = corpus.transforms.filter((transform) => transform.propose).map((transform) => transform.name);
  return (options.cleanups ?? [])
    .filter((name) => !known.includes(name))
    .map((name) => `cleanup: there is no clean-up called ${name}; there are ${known.join(", ")}`);
}
