import type { Palette } from "./colour.js";
import { escapeLine } from "./escape.js";
import type { ScanDocument } from "./scan-document.js";

/** How a scan is drawn. */
export interface ScanStyle {
  palette: Palette;
  /** Lists are printed whole. */
  all: boolean;
}

/** So many rows of a list are printed without `--all`. */
export const SHOWN = 20;

/** A heading and indented lines; says how many are left out. Nothing without lines. */
export function section(title: string, lines: readonly string[], style: ScanStyle, document: ScanDocument): string {
  if (lines.length === 0) return "";
  const shown = style.all ? lines : lines.slice(0, SHOWN);
  return (
    `${style.palette.heading(title)}\n${shown.map((line) => `  ${line}\n`).join("")}` +
    moreLine(lines.length - shown.length, document)
  );
}

/** Says how many rows are left out and how to see them; nothing if none are. */
export function moreLine(more: number, document: ScanDocument): string {
  if (more <= 0) return "";
  return `  … and ${more} more: ${scanCommand(document)} --all\n`;
}

/** The command that gave a document, as a person types it. */
export function scanCommand({ target }: ScanDocument): string {
  return target === null ? "unpick scan" : `unpick scan ${quotedName(target.name)}`;
}

/** A name as a shell takes it, safe to show. */
export function quotedName(name: string): string {
  return /^[\w./:@%+,=-]+$/.test(name) ? name : `'${escapeLine(name).replaceAll("'", "'\\''")}'`;
}
