import type { Inventory, Proposal, Transform } from "../../src/engine/model.js";
import { type Byproduct, DATA_KINDS, findByproducts, REBUILT_KINDS } from "../../src/repo/byproducts.js";
import { type IgnoreFile, type IgnoreRule, ignoreRules } from "../../src/repo/ignore.js";
import { type Fault, findFaults } from "../../src/repo/ignore-faults.js";
import { type Entry, missingEntries } from "../../src/repo/missing-entries.js";
import { applyEdits } from "../../src/syntax/edits.js";
import { protectingExceptions } from "./exceptions.js";

const TOP = ".gitignore";
const PROTECTION =
  "# Data that left the tree. Ignored, it would be overwritten without a question by a branch that still tracks it.";

/**
 * Ignore files: fused and repeated lines are mended, entries that the tree shows to be missing are added, and what
 * tools and programs write again leaves the tree. Data only leaves it where that is asked for.
 *
 * Before (with `app.log` and `users.db` in the tree):
 *
 *     venv/
 *     myenv/.env
 *     .env
 *
 * After (without `app.log`):
 *
 *     venv/
 *     myenv/
 *     .env
 *     .env.*
 *     *.log
 *     *.db
 */
const gitignore: Transform = {
  name: "gitignore",
  summary: "Mend ignore files and stop tracking what can be rebuilt",
  files: ["**/.gitignore"],
  order: 90,
  propose,
};

function propose(inventory: Inventory): Proposal[] {
  const paths = [...inventory.files.keys()];
  const byproducts = findByproducts(paths);
  const folders = foldersOf(paths);
  const isTracked = (path: string) => folders.has(path.replace(/^\//, "")) || inventory.files.has(path);
  const files = new Map(
    paths
      .filter((path) => path === TOP || path.endsWith(`/${TOP}`))
      .map((path) => [path, inventory.read(path)?.text ?? ""]),
  );
  const faults = new Map([...files].map(([path, text]) => [path, findFaults(text, isTracked)]));
  const mended = new Map([...files].map(([path, text]) => [path, applyEdits(text, faults.get(path)!)]));
  // What git would not read as text is left as it is, and nothing is added to it.
  const isWritable = !inventory.files.has(TOP) || inventory.read(TOP) !== undefined;
  const entries = isWritable ? missingEntries(rulesOf(mended), byproducts, paths) : [];
  const top = withLines(
    mended.get(TOP) ?? "",
    entries.map((entry) => entry.text),
  );
  const proposals = [...files.keys()]
    .filter((path) => path !== TOP && faults.get(path)!.length > 0)
    .map((path) => written(path, files.get(path)!, mended.get(path)!, faults.get(path)!, []));
  if (top !== (files.get(TOP) ?? "")) {
    proposals.unshift(written(TOP, files.get(TOP) ?? "", top, faults.get(TOP) ?? [], entries));
  }
  const data = ofKinds(byproducts, DATA_KINDS);
  const { lines, ignored } = protectingExceptions(
    ignoreRules({ folder: "", text: top }),
    rulesOf(new Map([...mended].filter(([path]) => path !== TOP))),
    isWritable ? data : [],
  );
  if (lines.length > 0) {
    proposals.push({
      path: TOP,
      action: "write",
      content: withLines(top, [PROTECTION, ...lines]),
      reason: "tracked data",
      data: true,
    });
  }
  return [
    ...proposals,
    ...ofKinds(byproducts, REBUILT_KINDS).map(
      (path): Proposal => ({ path, action: "untrack", reason: `${byproducts.get(path)!.kind} that can be rebuilt` }),
    ),
    ...data.map(
      (path): Proposal =>
        ignored.includes(path) || !isWritable
          ? { path, action: "review", reason: "tracked data" }
          : { path, action: "untrack", reason: "tracked data", data: true },
    ),
  ];
}

function ofKinds(byproducts: ReadonlyMap<string, Byproduct>, kinds: ReadonlySet<Byproduct["kind"]>): string[] {
  return [...byproducts].filter(([, byproduct]) => kinds.has(byproduct.kind)).map(([path]) => path);
}

/** The rules of all ignore files, those of outer folders first. */
function rulesOf(files: ReadonlyMap<string, string>): IgnoreRule[] {
  return [...files]
    .map(([path, text]): IgnoreFile => ({ folder: path.slice(0, -TOP.length), text }))
    .sort((a, b) => a.folder.length - b.folder.length)
    .flatMap(ignoreRules);
}

function foldersOf(paths: readonly string[]): Set<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1))
      folders.add(path.slice(0, slash + 1));
  }
  return folders;
}

/** A text with lines added at its end, in its own line ends; apart from it if it has paragraphs or headings. */
function withLines(text: string, lines: readonly string[]): string {
  if (lines.length === 0) return text;
  const ending = text.includes("\r\n") ? "\r\n" : "\n";
  const isEmpty = text.replace(/^\ufeff/, "") === "";
  const hasParagraphs = /^(?:#|\s*$)/m.test(text.replaceAll("\r\n", "\n").trimEnd()) || lines[0]!.startsWith("#");
  const open = isEmpty || text.endsWith("\n") ? "" : ending;
  const gap = !isEmpty && hasParagraphs && !/\n\s*\n$/.test(text) ? ending : "";
  return `${text}${open}${gap}${lines.map((line) => line + ending).join("")}`;
}

function written(path: string, before: string, content: string, faults: readonly Fault[], entries: Entry[]): Proposal {
  return {
    path,
    action: "write",
    content,
    reason: faults.length > 0 ? "lines that do not say what was meant" : "missing entries",
    places: [
      ...faults.map(({ start, end, text, reason }) => ({
        start: text === "" && before[start] === "\n" ? start + 1 : start,
        end,
        reason,
        fate: text === "" ? ("removed" as const) : ("rewritten" as const),
      })),
      ...entries.map(({ text, reason }) => ({
        start: before.length,
        end: before.length,
        text,
        reason,
        fate: "rewritten" as const,
      })),
    ],
  };
}

export default gitignore;
