import { count } from "./balance.js";
import type { ScanBytes, ScanChoice, ScanDeletion, ScanLoad, ScanNoOp, ScanStep } from "./dependencies-document.js";
import { escapeLine } from "./escape.js";
import { drawBoth, drawLoad, known, mainBytes } from "./loads.js";
import type { ScanDocument } from "./scan-document.js";
import { moreLine, type ScanStyle, section } from "./scan-section.js";
import { drawTable } from "./table.js";

/** Names in a line before the rest is counted. */
const NAMED = 6;

/** What several requirements hold is shown from this share of all on; `--all` prints the rest. */
const LEAST_SHARE = 0.01;

/** Draws what the deletion of lines saves, and which of them are deleted for nothing. */
export function drawDeletions(document: ScanDocument, style: ScanStyle): string {
  return document.dependencies.deletions
    .map((deletion) =>
      section(deletionTitle(deletion), deletionLines(deletion, style), { ...style, all: true }, document),
    )
    .join("\n");
}

function deletionTitle({ by, names }: ScanDeletion): string {
  const lines = count(names.length, "package");
  return by === "asked" ? `If the lines of ${lines} go` : `Lines of ${lines} are deleted in the working tree`;
}

function deletionLines(deletion: ScanDeletion, style: ScanStyle): string[] {
  const { before, saves, savesAlone, freed, leftBehind, noOps } = deletion;
  const { palette } = style;
  const named = (names: readonly string[]) => listed(names, style);
  const lines = [
    saves.packages === 0
      ? palette.warning("nothing is saved")
      : `saves ${share(saves, before)}: ${count(saves.packages, "package")}: ${named(freed)}`,
  ];
  if (leftBehind.length > 0)
    lines.push(
      `only ${drawBoth(savesAlone)}, unless these pins go too, which nothing else needs: ${named(leftBehind)}`,
    );
  for (const noOp of noOps) lines.push(noOpLine(noOp, style));
  return lines;
}

function noOpLine({ name, heldBy, comesBackThrough, below }: ScanNoOp, style: ScanStyle): string {
  const ways = comesBackThrough.slice(0, style.all ? undefined : 2).map((way) => way.map(escapeLine).join(" → "));
  const more = heldBy > ways.length ? ` and ${heldBy - ways.length} more` : "";
  const others = below.length > 0 ? `; with it ${listed(below, style)}` : "";
  return `deleting ${escapeLine(name)} saves nothing: ${ways.join(", ")}${more}${others}`;
}

/** `53.8 MB of 3.0 GB to download (1.75%)`, and the same on disk. */
function share(part: ScanBytes, whole: ScanBytes): string {
  const parts = (["download", "installed"] as const).flatMap((of) => {
    const [some, all] = [part[of], whole[of]];
    if (some === null || all === null) return [];
    const percent = all === 0 ? "" : ` (${((some / all) * 100).toFixed(2)}%)`;
    return [
      `${drawLoad(part, of)} of ${drawLoad(whole, of)} ${of === "download" ? "to download" : "on disk"}${percent}`,
    ];
  });
  return parts.length === 0 ? "an unknown size" : parts.join(", ");
}

/** Draws what several requirements hold together. */
export function drawSets(document: ScanDocument, style: ScanStyle): string {
  const { sets, bytes } = document.dependencies;
  const least = mainBytes(bytes) * LEAST_SHARE;
  const shown = style.all ? sets : sets.filter((set) => mainBytes(set) >= least && mainBytes(set) > 0);
  if (shown.length === 0) return "";
  const lines = shown.map(
    (set) => `${drawBoth(set)}: ${listed(set.names, style)} only if ${joined(set.requirements, style)} go`,
  );
  return (
    section("Goes only if several requirements go", lines, { ...style, all: true }, document) +
    moreLine(sets.length - shown.length, document)
  );
}

/** Draws which choices reach which size. */
export function drawFrontier(document: ScanDocument, style: ScanStyle): string {
  const { frontier } = document.dependencies;
  if (frontier.length < 2) return "";
  const { palette } = style;
  const rows: string[][] = [];
  const remarks = new Map<string, string>();
  for (const step of frontier) {
    rows.push(choiceRow(step, ""));
    for (const other of step.instead) rows.push(choiceRow(other, "  or "));
    for (const one of [step, ...step.instead])
      if (one.remark !== "")
        remarks.set(
          escapeLine(one.change),
          `${escapeLine(one.remark)}${one.changesVectors ? " Stored vectors have to be made anew." : ""}`,
        );
  }
  const refused = frontier.flatMap((step) => step.refused);
  const unknown = frontier.some((step) => [step, ...step.instead].some(({ notKnown }) => notKnown.length > 0));
  return (
    `${palette.heading("Which choices reach which size")}  each on top of those above\n` +
    drawTable(known([["", "packages", "download", "on disk", ""], ...rows]), right(frontier), (cell, column, row) =>
      row === 0 && column > 0 ? palette.dim(cell) : cell,
    ) +
    [
      ...refused.map(({ change, reason }) => `not here: ${escapeLine(change)}, because ${escapeLine(reason)}`),
      ...(style.all ? [...remarks].map(([change, remark]) => `${change}: ${remark}`) : []),
      ...(unknown ? ["what is added without a size: run with --resolve, or lock it, to know it"] : []),
    ]
      .map((line) => palette.dim(`  ${line}`).concat("\n"))
      .join("")
  );
}

function choiceRow(choice: ScanChoice, prefix: string): string[] {
  const { notKnown, usedBy, removes, kind, changesVectors } = choice;
  const hints = [
    ...(kind === "unused" ? [removes.map(escapeLine).join(", ")] : []),
    ...(notKnown.length > 0 ? [`and ${notKnown.map(escapeLine).join(", ")}, size not known`] : []),
    ...(kind === "without" && usedBy.length > 0
      ? [`used: ${escapeLine(usedBy[0]!)}${usedBy.length > 1 ? " …" : ""}`]
      : []),
    ...(changesVectors ? ["vectors anew"] : []),
  ];
  return [
    `${prefix}${escapeLine(choice.change)}`,
    packagesOf(choice),
    atLeast(choice, "download"),
    atLeast(choice, "installed"),
    hints.join("; "),
  ];
}

/** Columns of numbers: packages, and the sizes that are known. */
function right(steps: readonly ScanStep[]): Set<number> {
  const isKnown = (of: "download" | "installed") => steps.some((step) => step[of] !== null);
  return new Set([1, 2, 3].slice(0, 1 + Number(isKnown("download")) + Number(isKnown("installed"))));
}

/** What comes in without a size makes a lower bound of the sum. */
function atLeast(choice: ScanChoice, of: "download" | "installed"): string {
  const drawn = drawLoad(choice, of);
  return choice.notKnown.length === 0 || drawn === "?" || drawn.startsWith("≥") ? drawn : `≥ ${drawn}`;
}

function packagesOf({ packages, notKnown, kind }: ScanLoad & Pick<ScanChoice, "notKnown" | "kind">): string {
  // Another build is counted already; what comes in besides is not.
  return notKnown.length > 0 && kind !== "build" ? `> ${packages}` : String(packages);
}

function listed(names: readonly string[], style: ScanStyle): string {
  const shown = (style.all ? names : names.slice(0, NAMED)).map(escapeLine).join(", ");
  return !style.all && names.length > NAMED ? `${shown} and ${names.length - NAMED} more` : shown;
}

function joined(names: readonly string[], style: ScanStyle): string {
  if (!style.all && names.length > NAMED) return listed(names, style);
  const all = names.map(escapeLine);
  return all.length > 1 ? `${all.slice(0, -1).join(", ")} and ${all.at(-1)}` : all.join("");
}
