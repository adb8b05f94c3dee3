import type { DistributionName } from "../model.js";
import data from "./runtime.json" with { type: "json" };

/** What a rule needs if it holds. */
interface Needs {
  /** Any of these will do, the likeliest first. */
  needs: readonly DistributionName[];
  /** The project and its file or page that says so. */
  evidence: string;
}

/** A name of a package that needs another distribution at run time. */
export interface SymbolRule extends Needs {
  /** Modules that have the names, themselves or in modules below them. */
  modules: readonly string[];
  /** Names, or names with attributes: `AutoModel.from_pretrained`. */
  names: readonly string[];
  /** A pattern that the arguments of a call must hold; left out: any use of the name will do. */
  when?: string;
  /** Methods of whatever value, in files that import the modules. */
  isMethod?: boolean;
}

/** A text that chooses a distribution. */
export interface TextRule extends Needs {
  /** Any of these must be in a file for the pattern to be looked for. */
  words: readonly string[];
  /** What the whole of a string, or of a value in a settings file, must match. */
  pattern: string;
}

/** What is known of requirements that no import shows. */
export const RUNTIME_RULES = data as { symbols: readonly SymbolRule[]; texts: readonly TextRule[] };

/**
 * The distributions that a rule means here: those of its alternatives that are known, or else the likeliest one.
 *
 * @param known names that the lists or the graph have
 */
export function chosenNeeds(
  needs: readonly DistributionName[],
  known: ReadonlySet<DistributionName>,
): readonly DistributionName[] {
  const there = needs.filter((name) => known.has(name));
  return there.length > 0 ? there : needs.slice(0, 1);
}
