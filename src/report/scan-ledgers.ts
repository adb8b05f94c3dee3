import { count } from "./balance.js";
import { drawBytes } from "./bytes.js";
import { escapeLine, escapeName } from "./escape.js";
import type { ScanEnvironment, Weight } from "./ledger-document.js";
import type { ScanDocument } from "./scan-document.js";
import { moreLine, type ScanStyle, SHOWN } from "./scan-section.js";
import { drawTable } from "./table.js";

/** Draws what lies in the tree, in git's store and beside both, each by itself: what deletes one leaves the others. */
export function drawLedgers({ ledgers, size }: ScanDocument, { palette }: ScanStyle): string {
  const { workingTree, environments, caches } = ledgers;
  const { tracked, untracked, ignored } = workingTree;
  const environment = sum(environments);
  const rows = [
    row("tracked files", tracked, "in every clone and deploy from git"),
    ...(untracked === null ? [] : [row("untracked files", untracked, "in this working tree alone")]),
    ...(ignored === null ? [] : [row("ignored files", ignored, "here alone, in no clone or deploy")]),
    ...(environment.files > 0 ? [row("  environments", environment, "part of the above")] : []),
    ["git's store", drawBytes(size.git.pack + size.git.loose), "", "the whole history"],
    ...caches.map((cache) => row(escapeName(cache.path), cache, "models, outside: in no sum")),
  ];
  const paint = (cell: string, column: number) => (column === 3 ? palette.dim(cell) : cell);
  return (
    `${palette.heading("Where the bytes lie")}\n${drawTable(rows, new Set([1, 2]), paint)}` +
    environments.map((one) => `  ${palette.place(`${escapeName(one.path)}/`)}  ${environmentLine(one)}\n`).join("")
  );
}

function row(name: string, { files, bytes }: Weight, remark: string): string[] {
  return [name, drawBytes(bytes), count(files, "file"), remark];
}

function environmentLine({ kind, python, packages, bytes, named, shared }: ScanEnvironment): string {
  const parts = [
    kind === "node" || kind === "other" ? "" : python === null ? "Python, version not told" : `Python ${python}`,
    packages === null ? "packages not told" : count(packages, "package"),
    drawBytes(bytes),
  ];
  if (named > bytes) parts.push(`${drawBytes(named)} if every name of a content counts`);
  if (shared > 0) parts.push(`${drawBytes(shared)} also in a cache: deleting the folder does not free that`);
  return parts.filter((part) => part !== "").join(", ");
}

function sum(weights: readonly Weight[]): Weight {
  return weights.reduce((all, one) => ({ files: all.files + one.files, bytes: all.bytes + one.bytes }), {
    files: 0,
    bytes: 0,
  });
}

/** Draws the command that takes deleted paths out of the history, with what it brings along. */
export function drawRewrite(document: ScanDocument, style: ScanStyle): string {
  const { palette } = style;
  const { paths, command, saves } = document.ledgers.gone;
  const store = document.size.git.pack + document.size.git.loose;
  if (paths.length === 0) return "";
  const shown = style.all ? paths : paths.slice(0, SHOWN);
  const rows = shown.map(({ path, stored, versions, heldBy, tags }) => {
    const others = heldBy.length > 1 ? ` and ${heldBy.length - 1} more` : "";
    const tagged = tags.length > 0 ? `  (in ${count(tags.length, "tag")})` : "";
    return [
      drawBytes(stored),
      count(versions, "version"),
      escapeName(path) + (heldBy.length > 0 ? `  (still in ${escapeLine(heldBy[0]!)}${others})` : tagged),
    ];
  });
  const title = palette.heading("Deleted, but in every full clone");
  const list = `${title}\n${drawTable(rows, new Set([0]), (cell, column) => (column === 2 ? palette.place(cell) : cell))}`;
  const more = moreLine(paths.length - shown.length, document);
  if (command === null)
    return `${list}${more}  no command: a branch still has each of them, or its name cannot be shown\n`;
  return (
    `${list}${more}  This would take about ${drawBytes(saves)} of ${drawBytes(store)} out of the history. unpick never runs it:\n` +
    `    ${command}\n` +
    [
      "Run it in a fresh clone (git clone --mirror URL), after everyone has pushed: every commit from the first of these",
      "files on gets a new hash, tags too; all clones and forks are to be made anew, pull requests and signatures are lost.",
      "A host keeps what it has cached (pull requests, forks): ask it to collect garbage. A secret that was in a file was",
      "read: rotate it, whether or not the file goes.",
    ]
      .map((line) => palette.dim(`  ${line}`).concat("\n"))
      .join("")
  );
}
