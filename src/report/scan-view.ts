import { count, shortCommit } from "./balance.js";
import { drawBytes } from "./bytes.js";
import { escapeLine, escapeName } from "./escape.js";
import { nextLine } from "./plan-view.js";
import { drawComparison } from "./scan-comparison.js";
import { drawDependencies } from "./scan-dependencies.js";
import type { ScanDocument } from "./scan-document.js";
import { drawImages } from "./scan-images.js";
import { drawLedgers, drawRewrite } from "./scan-ledgers.js";
import { moreLine, quotedName, type ScanStyle, SHOWN, scanCommand, section } from "./scan-section.js";
import { drawSize } from "./scan-size.js";
import { drawTable } from "./table.js";

/** Draws what a scan found for a person: mentions, sizes, dependencies, ignore files, and what to do next. */
export function drawScan(document: ScanDocument, style: ScanStyle): string {
  const sections = [
    targetSection(document, style),
    drawSize(document, style),
    drawComparison(document, style),
    drawLedgers(document, style),
    historySection(document, style),
    drawRewrite(document, style),
    drawImages(document, style),
    drawDependencies(document, style),
    ignoreSection(document, style),
    section("Notes", document.notes.map(escapeLine), { ...style, all: true }, document),
    nextLine(nextCommands(document)),
  ];
  return sections.filter((text) => text !== "").join("\n");
}

function targetSection(document: ScanDocument, style: ScanStyle): string {
  const { target, base } = document;
  if (target === null) return style.palette.heading(`Scan of ${shortCommit(base)}`).concat("\n");
  const { name, mentions, lines, byKind, byPath } = target;
  const title = style.palette.heading(`Mentions of ${escapeLine(name)} at ${shortCommit(base)}`);
  if (mentions === 0) return `${title}\n  none: unpick plan ${quotedName(name)} says what was searched\n`;
  const kinds = Object.entries(byKind)
    .map(([kind, number]) => `${escapeLine(kind)} ${number}`)
    .join(", ");
  const shown = style.all ? byPath : byPath.slice(0, SHOWN);
  return (
    `${title}\n  ${count(mentions, "mention")} on ${count(lines, "line")} of ${count(byPath.length, "file")}: ${kinds}\n` +
    drawTable(
      shown.map((row) => [String(row.mentions), escapeName(row.path)]),
      new Set([0]),
      (cell, column) => (column === 1 ? style.palette.place(cell) : cell),
    ) +
    moreLine(byPath.length - shown.length, document)
  );
}

function historySection(document: ScanDocument, style: ScanStyle): string {
  const { pack, loose, biggest } = document.size.git;
  const gone = new Map<string, { bytes: number; versions: number }>();
  for (const { path, bytes, inTree } of biggest) {
    if (inTree) continue;
    const known = gone.get(path) ?? { bytes: 0, versions: 0 };
    gone.set(path, { bytes: known.bytes + bytes, versions: known.versions + 1 });
  }
  const title = `${style.palette.heading("History")}  ${drawBytes(pack)} packed, ${drawBytes(loose)} loose`;
  if (gone.size === 0) return `${title}\n  its biggest files are all in the tree\n`;
  const rows = [...gone].sort((a, b) => b[1].bytes - a[1].bytes);
  return (
    `${title}\n  of the ${count(biggest.length, "biggest file")}, these are in the history alone:\n` +
    drawTable(
      rows.map(([path, { bytes, versions }]) => [
        drawBytes(bytes),
        escapeName(path) + (versions > 1 ? `  (${versions} versions)` : ""),
      ]),
      new Set([0]),
      (cell, column) => (column === 1 ? style.palette.place(cell) : cell),
    )
  );
}

function ignoreSection(document: ScanDocument, style: ScanStyle): string {
  const { faults, trackedButIgnored, missing } = document.ignore;
  const classes = new Map<string, string[]>();
  for (const { class: kind, entry } of missing) classes.set(kind, [...(classes.get(kind) ?? []), escapeName(entry)]);
  const lines = [
    ...faults.map(
      ({ file, line, text, reason }) =>
        `${style.palette.place(`${escapeName(file)}:${line}`)}  ${escapeLine(text)}  (${escapeLine(reason)})`,
    ),
    ...[...classes].map(([kind, entries]) => `missing for ${escapeLine(kind)}: ${entries.join(" ")}`),
    ...byFolder(trackedButIgnored, style.all).map((path) => `tracked, although ignored: ${style.palette.place(path)}`),
  ];
  return section("Ignore files", lines, style, document);
}

/** Files of one folder in one line, unless all are to be printed. */
function byFolder(paths: readonly string[], all: boolean): string[] {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  return [...folders].flatMap(([folder, files]) =>
    all || files.length === 1 || folder === ""
      ? files.map(escapeName)
      : [`${escapeName(folder)}  (${count(files.length, "file")})`],
  );
}

function nextCommands(document: ScanDocument): string[] {
  const { target, size, ignore } = document;
  const cleans =
    ignore.faults.length + ignore.missing.length > 0 ||
    size.paths.some(({ parts }) => parts.some(({ decision }) => decision === "untrack" || decision === "delete"));
  const commands: string[] = [];
  if (target !== null && target.mentions > 0)
    commands.push(`unpick plan ${quotedName(target.name)}${cleans ? " --cleanup" : ""}`);
  else if (cleans) commands.push("unpick plan --cleanup");
  const { sources, requirements } = document.dependencies;
  if (sources.length === 0 && requirements.length > 0) commands.push(`${scanCommand(document)} --resolve`);
  if (target === null) commands.push("unpick scan NAME");
  if (commands.length === 0) commands.push("unpick plan NAME");
  return commands;
}
