import type { Edit } from "../engine/model.js";

/** A line of an ignore file that does not say what was meant, and the edit that mends it. */
export interface Fault extends Edit {
  kind: "fused" | "duplicate";
  /** One-based. */
  line: number;
  reason: string;
}

interface Line {
  start: number;
  /** After the line's characters, before its line end. */
  end: number;
  /** Start of the next line. */
  next: number;
  text: string;
}

/** Folders that are left out whole: nobody names a file inside of one. */
const WHOLE_FOLDER =
  /^(?:[\w.-]*env\d*|virtualenv|__pycache__|node_modules|bower_components|\.(?:pytest|mypy|ruff)_cache|\.tox|\.nox|htmlcov|\.idea)\/$/;
/** Entries that stand on a line of their own in most ignore files. */
const USUAL_ENTRY =
  /^(?:\.env|\.venv|\.DS_Store|Thumbs\.db|\.coverage|\*\.(?:py\[cod\]|py[cod]|log|db|sqlite3?|swp|so|egg|bak|pem|key)|\*\$py\.class|\*~)$/;
/** What a file of variables is called; what follows belongs to the name. */
const ENVIRONMENT_FILE = /^\.env(?:\.[a-z]+)?$/;

const isUsual = (entry: string) => WHOLE_FOLDER.test(entry) || USUAL_ENTRY.test(entry);

/**
 * Finds fused lines (`echo ENTRY >>` on a file without a final line end) and entries that come twice.
 *
 * @param text an ignore file
 * @param isTracked true if a file or a folder (with its slash) is in the tree: such a line may mean that path
 * @returns in the order of the text, not overlapping
 */
export function findFaults(text: string, isTracked: (path: string) => boolean): Fault[] {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  const lines = linesOf(text);
  const ending = /\r\n/.test(text) ? "\r\n" : "\n";
  for (const [index, line] of lines.entries()) {
    const entry = line.text.trimEnd();
    if (entry.startsWith("!")) seen.clear(); // What comes after an exception may take it back: it is no repetition.
    if (entry === "" || entry.startsWith("#") || entry.startsWith("!")) continue;
    const parts = isTracked(entry) ? [entry] : fusedParts(entry, isTracked);
    const fresh = [...new Set(parts)].filter((part) => !seen.has(part));
    for (const part of parts) seen.add(part);
    if (parts.length === 1) {
      if (fresh.length === 0 && !isAloneInSection(lines, index))
        faults.push({ ...removal(text, line), kind: "duplicate", line: index + 1, reason: `${entry} comes twice` });
      continue;
    }
    const reason = `two entries that were fused: ${parts.join(" and ")}`;
    if (fresh.length === 0)
      faults.push({
        ...removal(text, line),
        kind: "fused",
        line: index + 1,
        reason: `${reason}; both are there already`,
      });
    else
      faults.push({
        start: line.start,
        end: line.end,
        text: fresh.join(ending),
        kind: "fused",
        line: index + 1,
        reason,
      });
  }
  return faults;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = text.startsWith("\ufeff") ? 1 : 0; start < text.length; ) {
    const feed = text.indexOf("\n", start);
    const next = feed < 0 ? text.length : feed + 1;
    const end = feed < 0 ? text.length : text[feed - 1] === "\r" ? feed - 1 : feed;
    lines.push({ start, end, next, text: text.slice(start, end) });
    start = next;
  }
  return lines;
}

/** The whole line; of a last one without a line end, the line end before it. */
function removal(text: string, line: Line): Edit {
  if (line.next > line.end || line.start === 0) return { start: line.start, end: line.next, text: "" };
  const before = text.startsWith("\r\n", line.start - 2) ? 2 : 1;
  return { start: line.start - before, end: line.end, text: "" };
}

/**
 * The entries that a line was meant to be. A line is fused only if each part is an entry that stands alone as a rule
 * and the whole makes no sense as a path: `frontend/.env` does, `venv/.env` does not.
 */
function fusedParts(entry: string, isTracked: (path: string) => boolean): string[] {
  if (isUsual(entry)) return [entry];
  for (let at = 1; at < entry.length; at++) {
    const head = entry.slice(0, at);
    if (!isUsual(head) || (head.endsWith("/") && isTracked(head))) continue;
    const rest = entry.slice(at);
    const parts = fusedParts(rest, isTracked);
    if (!parts.every(isUsual)) continue;
    if (ENVIRONMENT_FILE.test(head) && rest.startsWith("*")) continue; // `.env*.log` is a pattern of its own.
    return [head, ...parts];
  }
  return [entry];
}

/** True for the only entry below a heading: without it the heading would say nothing. */
function isAloneInSection(lines: readonly Line[], index: number): boolean {
  const above = lines[index - 1]?.text.trim();
  const below = lines[index + 1]?.text.trim() ?? "";
  return above?.startsWith("#") === true && (below === "" || below.startsWith("#"));
}
