import type { ScanRequirement } from "./dependencies-document.js";
import { escapeLine, escapeName } from "./escape.js";
import { drawBoth, drawLoad, known, mainBytes } from "./loads.js";
import type { ScanDocument } from "./scan-document.js";
import { moreLine, type ScanStyle, SHOWN } from "./scan-section.js";
import { drawTable } from "./table.js";

/** Longer names are cut in the table; `--all` prints them whole. */
const LONGEST_NAME = 24;

/** Draws every line that asks for a package with what it brings along and what its removal saves, the biggest first. */
export function drawRequirements(document: ScanDocument, style: ScanStyle): string {
  const { palette } = style;
  const rows = [...document.dependencies.requirements].sort((a, b) => weight(b) - weight(a));
  // Without sizes the table says nothing that the lists above do not say.
  const isWorthwhile = style.all || rows.some(({ retained }) => retained !== null);
  if (rows.length === 0 || !isWorthwhile) return "";
  const shown = style.all ? rows : rows.slice(0, SHOWN);
  const head = [style.all ? "requirement" : "", "why", "brings", "download", "on disk", "if its line goes"];
  return (
    `${palette.heading("Requirements")}\n` +
    drawTable(
      known([head, ...shown.map((row) => cells(row, style))]),
      new Set([2, 3, 4].slice(0, numbers(shown))),
      (cell, column, row) => (row === 0 ? palette.dim(cell) : column === 0 ? palette.place(cell) : cell),
    ) +
    moreLine(rows.length - shown.length, document)
  );
}

function cells(row: ScanRequirement, style: ScanStyle): string[] {
  const { retained } = row;
  const name = escapeLine(row.name);
  const isCut = !style.all && name.length > LONGEST_NAME;
  return [
    style.all
      ? `${escapeName(row.file)}:${row.line} ${escapeLine(`${row.name}${row.specifier}`)}`
      : isCut
        ? `${name.slice(0, LONGEST_NAME - 1)}…`
        : name,
    whyOf(row, style),
    retained === null ? "" : String(retained.packages),
    retained === null ? "" : drawLoad(retained, "download"),
    retained === null ? "" : drawLoad(retained, "installed"),
    consequence(row),
  ];
}

/** Why the line is in its list: a place that uses the package, or how many do. */
function whyOf({ standing, usedBy, isForTarget }: ScanRequirement, style: ScanStyle): string {
  if (!isForTarget) return "not for the target";
  if (standing === "frozen") return "brought along";
  if (standing === "unused") return "unused";
  if (standing === "unknown") return "not known";
  if (style.all) return usedBy.map(escapeLine).join(", ");
  return usedBy.length === 1 ? "used once" : `used ${usedBy.length} times`;
}

function consequence({ ifRemoved, retained }: ScanRequirement): string {
  if (ifRemoved === null || retained === null) return "";
  const { saves, heldBy, comesBackThrough } = ifRemoved;
  if (heldBy === 0) return saves.packages === retained.packages ? "saves all of it" : `saves ${drawBoth(saves)}`;
  const way = comesBackThrough[0]!.map(escapeLine).join(" → ");
  return `comes back: ${way}${heldBy > 1 ? ` and ${heldBy - 1} more` : ""}`;
}

/** How many columns of numbers are left: what each line brings, and the sizes that are known. */
function numbers(rows: readonly ScanRequirement[]): number {
  const isKnown = (of: "download" | "installed") =>
    rows.some(({ retained }) => retained !== null && retained[of] !== null);
  return 1 + Number(isKnown("download")) + Number(isKnown("installed"));
}

const weight = ({ retained }: ScanRequirement) => (retained === null ? -1 : mainBytes(retained));
