import { count, lineCounts } from "./balance.js";
import { becauseLines } from "./because.js";
import { changeStatus, type FileChange, type StepChange } from "./change.js";
import type { Palette } from "./colour.js";
import { enclosingHeading } from "./enclosing.js";
import { escapeLine, escapeName } from "./escape.js";
import { countLines, type Hunk, hunksOf } from "./hunks.js";
import type { DiffLine } from "./lines.js";
import { hunkHeader } from "./patch.js";
import type { PlanView } from "./view.js";
import { changedWords, type Word } from "./words.js";

/** Draws what the steps change for reading on a terminal. */
export function drawDiff(view: PlanView, palette: Palette): string {
  return view.steps
    .filter((step) => step.files.length > 0)
    .map(
      (step) =>
        `${stepHeading(step, palette)}\n\n${step.files.map((file) => fileDiff(view, step, file, palette)).join("\n")}`,
    )
    .join("\n");
}

/** The line above the files of a step: its name, what it does, how much. */
function stepHeading(step: StepChange, palette: Palette): string {
  let added = 0;
  let deleted = 0;
  for (const file of step.files) {
    const counts = countLines(file);
    added += counts.added;
    deleted += counts.deleted;
  }
  const size = `${count(step.files.length, "file")}, ${lineCounts(added, deleted)} lines`;
  return `${palette.heading(`# ${escapeName(step.name)}: ${escapeLine(step.summary)}`)}   ${palette.dim(size)}`;
}

function fileDiff(view: PlanView, step: StepChange, change: FileChange, palette: Palette): string {
  const status = changeStatus(change);
  const name = escapeName(change.path);
  let result = palette.heading(`--- ${status === "added" ? "/dev/null" : `a/${name}`}`);
  result += `\n${palette.heading(`+++ ${status === "deleted" ? "/dev/null" : `b/${name}`}`)}\n`;
  if (change.binary !== undefined) return `${result}${palette.dim("(not text)")}\n`;
  if (change.hidden !== undefined && change.after === null)
    return `${result}${palette.dim(`(${count(countLines(change).deleted, "line")}, not shown: it holds secrets)`)}\n`;
  for (const hunk of hunksOf(change)) {
    result += `${headerLine(change, hunk, status, palette)}\n${drawLines(change, hunk, palette)}`;
    for (const line of becauseLines(view, step.name, change, hunk)) result += `  ${palette.dim(line)}\n`;
  }
  return result;
}

function headerLine(change: FileChange, hunk: Hunk, status: string, palette: Palette): string {
  const heading = status === "modified" ? enclosingHeading(change.path, change.before!, hunk.firstChange) : undefined;
  const range = palette.place(hunkHeader(hunk));
  return heading === undefined ? range : `${range} ${escapeLine(heading)}`;
}

function drawLines(change: FileChange, hunk: Hunk, palette: Palette): string {
  const words = changedWords(hunk.lines);
  // In a file with CRLF every line ends with a carriage return; shown, it would hide what changed.
  const isCrlf = /^[^\n]*\r\n/.test(change.before ?? change.after ?? "");
  let result = "";
  hunk.lines.forEach((line, index) => {
    result += `${drawLine(line, words.get(index), isCrlf, palette)}\n`;
    if (!line.text.endsWith("\n")) result += `${palette.dim("\\ No newline at end of file")}\n`;
  });
  return result;
}

function drawLine(line: DiffLine, words: Word[] | undefined, isCrlf: boolean, palette: Palette): string {
  const show = (text: string) => escapeLine(text.replace(isCrlf ? /\r?\n$/ : /\n$/, ""));
  if (line.kind === "same") return ` ${show(line.text)}`;
  const [sign, plain, strong] =
    line.kind === "deleted"
      ? ["-", palette.deleted, palette.deletedWord]
      : (["+", palette.added, palette.addedWord] as const);
  if (!words) return plain(sign + show(line.text));
  const shown = words.map((word) => {
    const text = show(word.text);
    return text === "" ? "" : word.changed ? strong(text) : plain(text);
  });
  return plain(sign) + shown.join("");
}
