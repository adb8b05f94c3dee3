import type { JudgedLine } from "../../dependencies/lines/intent.js";
import { normaliseName } from "../../dependencies/names.js";
import { UserError } from "../../errors.js";
import type { ScanDeletion } from "../../report/dependencies-document.js";
import { closest } from "../../target/suggest.js";
import type { Bill } from "./bill.js";
import { scanDeletion } from "./choices.js";

/**
 * Judges the deletion of lines that were named.
 *
 * @param without names, or patterns in which `*` stands for any letters
 * @throws UserError (exit 2) if nothing installed has such a name
 */
export function deletionsOf(bill: Bill, lines: readonly JudgedLine[], without: readonly string[]): ScanDeletion[] {
  if (without.length === 0) return [];
  const known = new Set([...lines.map(({ declared }) => declared.name), ...bill.flat.reached.keys()]);
  const names = new Set<string>();
  for (const word of without) {
    const pattern = new RegExp(`^${word.split("*").map(normaliseName).map(escaped).join(".*")}$`);
    const found = [...known].filter((name) => pattern.test(name));
    if (found.length === 0) {
      const near = closest(normaliseName(word), [...known], 2);
      throw new UserError(
        `No list asks for ${word}, and nothing needs it.`,
        near.length > 0 ? `Did you mean ${near.join(" or ")}?` : "",
      );
    }
    for (const name of found) names.add(name);
  }
  return [scanDeletion(bill, [...names], "asked")];
}

function escaped(text: string): string {
  return text.replace(/[.\\^$|?+()[\]{}]/g, "\\$&");
}
