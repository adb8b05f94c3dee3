import { count } from "./balance.js";
import { drawBytes, drawShare } from "./bytes.js";
import { escapeLine, escapeName } from "./escape.js";
import type { Decision, ScanDocument, ScanPart, ScanPath } from "./scan-document.js";
import { moreLine, type ScanStyle, SHOWN, section } from "./scan-section.js";
import { drawTable } from "./table.js";

/** Longer names are cut in the table; `--all` prints them whole. */
const LONGEST_NAME = 26;

/** What each decision asks for. */
const MEANINGS: Record<Decision, string> = {
  keep: "it belongs to the application",
  ignore: "no part of git: an ignore file leaves it out, or should",
  untrack: "tools and programs write it again: unpick plan --cleanup",
  delete: "nothing leads to it: unpick plan --cleanup",
  move: "data, keep it outside of the checkout; out of git: --untrack-data",
  review: "for a person to decide, see below",
};

/** Draws what lies at the top of the tree with size, share, class and decision, and what the decisions mean. */
export function drawSize(document: ScanDocument, style: ScanStyle): string {
  const { bytes, paths } = document.size;
  const rows = style.all ? paths : grouped(paths);
  const shown = style.all ? rows : rows.slice(0, SHOWN);
  const cells = shown.flatMap((row) => [itemRow(row, bytes, style), ...partRows(row)]);
  const used = new Set(paths.flatMap(({ decision, parts }) => [decision, ...parts.map((part) => part.decision)]));
  const { palette } = style;
  return (
    `${palette.heading("Size")}  ${drawBytes(bytes)} without .git\n` +
    drawTable([["", "size", "share", "in git", "class", "decision"], ...cells], new Set([1, 2]), (cell, column, row) =>
      row === 0 ? palette.dim(cell) : column === 0 ? palette.place(cell) : column === 5 ? paint(cell, style) : cell,
    ) +
    moreLine(rows.length - shown.length, document) +
    (Object.keys(MEANINGS) as Decision[])
      .filter((decision) => used.has(decision))
      .map((decision) => palette.dim(`  ${decision.padEnd(7)}  ${MEANINGS[decision]}`).concat("\n"))
      .join("") +
    reviewSection(document, style)
  );
}

function paint(decision: string, { palette }: ScanStyle): string {
  if (decision === "keep" || decision === "ignore") return decision;
  return decision === "delete" ? palette.deleted(decision) : palette.warning(decision);
}

function itemRow(item: ScanPath, whole: number, style: ScanStyle): string[] {
  const name = escapeName(item.path) + (item.kind === "folder" || item.kind === "submodule" ? "/" : "");
  const isCut = !style.all && name.length > LONGEST_NAME;
  return [
    isCut ? `${name.slice(0, LONGEST_NAME - 1)}…` : name,
    drawBytes(item.bytes),
    drawShare(item.bytes, whole),
    item.tracked === "partly" ? "partly" : item.tracked ? "yes" : "no",
    escapeLine(item.class),
    item.decision,
  ];
}

/** What inside of an entry is decided otherwise: one row for each class and decision. */
function partRows(item: ScanPath): string[][] {
  const others = new Map<string, ScanPart>();
  for (const part of item.parts) {
    if (part.decision === item.decision) continue;
    const key = `${part.class}\0${part.decision}\0${part.tracked}`;
    const known = others.get(key);
    others.set(
      key,
      known ? { ...known, files: known.files + part.files, bytes: known.bytes + part.bytes } : { ...part },
    );
  }
  return [...others.values()].map((part) => [
    `  ${count(part.files, "file")} in it`,
    drawBytes(part.bytes),
    "",
    part.tracked ? "yes" : "no",
    escapeLine(part.class),
    part.decision,
  ]);
}

/** Files at the top of the tree in one row for each class and decision; folders stay as they are. */
function grouped(paths: readonly ScanPath[]): ScanPath[] {
  const rows: ScanPath[] = [];
  const groups = new Map<string, ScanPath[]>();
  for (const path of paths) {
    if (path.kind !== "file") rows.push(path);
    else {
      const key = `${path.class}\0${path.decision}\0${path.tracked}`;
      groups.set(key, [...(groups.get(key) ?? []), path]);
    }
  }
  for (const group of groups.values()) {
    const [first] = group;
    const bytes = group.reduce((sum, path) => sum + path.bytes, 0);
    const more = group.length - 1;
    const stem = first!.path.length > 14 && more > 0 ? `${first!.path.slice(0, 13)}…` : first!.path;
    rows.push({ ...first!, path: more > 0 ? `${stem} and ${more} more` : first!.path, bytes });
  }
  return rows.sort((a, b) => b.bytes - a.bytes);
}

function reviewSection(document: ScanDocument, style: ScanStyle): string {
  const lines = document.size.paths.flatMap(({ parts }) =>
    parts
      .filter(({ decision }) => decision === "review")
      .map(({ example, files, reason }) => {
        const more = files > 1 ? ` and ${files - 1} more` : "";
        return `${style.palette.place(escapeName(example))}${more}: ${escapeLine(reason)}`;
      }),
  );
  const text = section("To review", lines, style, document);
  return text === "" ? "" : `\n${text}`;
}
