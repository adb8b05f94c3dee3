import { placeComments } from "./comments.js";
import { type Draft, draft, fileDraft } from "./draft.js";
import { scriptStatements } from "./shell.js";
import type { Reading } from "./yaml.js";

interface Line {
  start: number;
  end: number;
  words: string;
}

function linesOf(text: string): { lines: Line[]; comments: Line[] } {
  const all = [...text.matchAll(/[^\r\n\uFEFF]+/g)].flatMap((match): Line[] => {
    const words = match[0].trim();
    const start = match.index + match[0].length - match[0].trimStart().length;
    return words === "" ? [] : [{ start, end: start + words.length, words }];
  });
  const isComment = ({ words }: Line) => words.startsWith("#");
  return { lines: all.filter((line) => !isComment(line)), comments: all.filter(isComment) };
}

/** Reads a list of one thing a line. Empty is as good as any: it takes nothing along. */
export function analyzeWordList(text: string): Reading {
  return ofLines(text, (line) => draft("setting", "entry", line, { name: line.words.replace(/[\s/].*$/s, "") }));
}

/** Reads who owns what: a line goes with the path that it is about. */
export function analyzeOwners(text: string): Reading {
  return ofLines(text, (line) => {
    const pattern = /^(?:[^\s\\]|\\.)+/.exec(line.words)![0];
    const rest = { start: line.start + pattern.length, end: line.end };
    const owners = rest.end > rest.start ? [draft("text", "content", rest)] : [];
    return draft("setting", "entry", line, { name: pattern }, owners);
  });
}

/** Reads the processes of an application: `name: command`. */
export function analyzeProcfile(text: string, path: string): Reading {
  return ofLines(text, (line) => {
    const match = /^([\w-]+):\s*/.exec(line.words);
    if (!match) return draft("text", "content", line);
    const from = line.start + match[0].length;
    const command = text.slice(from, line.end);
    const statements = scriptStatements(text, path, command, from);
    const value = statements ? draft("suite", "value", { start: from, end: line.end }, {}, statements) : undefined;
    return draft("setting", "entry", line, { name: match[1]! }, value ? [value] : []);
  });
}

function ofLines(text: string, read: (line: Line) => Draft): Reading {
  const { lines, comments } = linesOf(text);
  const range = { start: lines[0]?.start ?? 0, end: lines.at(-1)?.end ?? 0 };
  const items = lines.map(read);
  const root = fileDraft(text, items.length > 0 ? [draft("settings", "body", range, { layout: "lines" }, items)] : []);
  placeComments(root, comments, text, false);
  return { root, faults: [] };
}
