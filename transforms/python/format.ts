import type { Inventory, SourceFile } from "../../src/engine/model.js";
import { formatPython, type PythonStyle } from "../../src/syntax/python-format.js";
import { stylesFor } from "./styles.js";

/** The style that left a file unchanged, by its text; texts come again in each round of a plan. */
const known = new WeakMap<SourceFile, PythonStyle | null>();

/**
 * A text as the repository's formatter leaves it, black or ruff, where the file was as it leaves it before. Formatting is
 * idempotent, so only statements that were edited look different.
 *
 * @param file as it was
 * @param text as it is to be
 * @returns undefined if no formatter had its way with the file
 */
export function format(file: SourceFile, text: string, inventory: Inventory): string | undefined {
  let style = known.get(file);
  if (style === undefined) {
    style = stylesFor(inventory, file.path).find((one) => formatPython(file.text, one) === file.text) ?? null;
    known.set(file, style);
  }
  return style === null ? undefined : formatPython(text, style);
}
