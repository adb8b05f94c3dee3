import { UserError } from "../errors.js";
import { closest } from "../target/suggest.js";

/**
 * Checks names of steps that a person typed.
 *
 * @param known names of the steps there are
 * @throws UserError (exit 2) for an unknown one, with the nearest
 */
export function checkSteps(names: readonly string[], known: readonly string[]): void {
  for (const name of names) {
    if (known.includes(name)) continue;
    const [suggestion] = closest(name, known, 1);
    throw new UserError(
      `There is no step called ${name}.`,
      suggestion ? `Did you mean ${suggestion}?` : `There are: ${known.join(", ")}.`,
    );
  }
}
