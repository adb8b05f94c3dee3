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
    style = stylesFor(inventory, file.path).find((one) => formatInside(file.text, one) === file.text) ?? null;
    known.set(file, style);
  }
  return style === null ? undefined : formatInside(text, style);
}

/**
 * Formats what lies between a byte order mark and the end of the last line: a formatter takes the one away and adds the
 * other, and neither says who laid out the rest.
 */
function formatInside(text: string, style: PythonStyle): string | undefined {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const body = formatPython(text.slice(mark.length), style);
  if (body === undefined) return undefined;
  return mark + (/\n$/.test(text) ? body : body.replace(/\r?\n$/, ""));
}
