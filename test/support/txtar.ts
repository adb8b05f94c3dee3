import { readFileSync } from "node:fs";

/** A case of before and after, read from one text file. */
export interface Example {
  /** The words before the first section: why the case exists. */
  comment: string;
  /** The command line: `["plan", "ollama", "--successor", "openai"]`. */
  options: string[];
  /** The tree at base. */
  before: Record<string, string>;
  /** The whole tree that must come out: sections `after`, and what `unchanged` lists. */
  after: Record<string, string>;
  unchanged: string[];
  /** Files that leave the tree as rebuildable. */
  untracked: string[];
  /** Review rows: a path and what the reason contains. */
  review: { path: string; reason: string }[];
  exit: number;
  /** What `unpick.yaml` says; it lies in the working tree and not in the tree at base. */
  configuration: string;
}

/** Reads a case from disk. */
export function readExample(file: string | URL): Example {
  return parseExample(readFileSync(file, "utf8"));
}

/** Reads a case. @throws Error if a section is not known, or a listed file is not in the tree at base */
export function parseExample(source: string): Example {
  const { comment, sections } = parseSections(source);
  const example: Example = {
    comment,
    options: [],
    before: {},
    after: {},
    unchanged: [],
    untracked: [],
    review: [],
    exit: 0,
    configuration: "",
  };
  const reviewLines: string[] = [];
  for (const { name, content } of sections) {
    if (name.startsWith("before/")) addFile(example.before, name.slice("before/".length), content);
    else if (name.startsWith("after/")) addFile(example.after, name.slice("after/".length), content);
    else if (name === "options") example.options = shellWords(content);
    else if (name === "unchanged") example.unchanged.push(...linesOf(content));
    else if (name === "untracked") example.untracked.push(...linesOf(content));
    else if (name === "review") reviewLines.push(...linesOf(content));
    else if (name === "configuration") example.configuration = content;
    else if (name === "exit") example.exit = Number(content.trim());
    else throw new Error(`section "${name}" is not known`);
  }
  for (const path of [...example.unchanged, ...example.untracked]) {
    if (example.before[path] === undefined) throw new Error(`${path} is listed but not in the tree at base`);
  }
  example.review = reviewLines.map((line) => parseReview(line, Object.keys(example.before)));
  for (const path of example.unchanged) example.after[path] = example.before[path]!;
  return example;
}

function parseSections(source: string): { comment: string; sections: { name: string; content: string }[] } {
  const sections: { name: string; content: string }[] = [];
  let comment = "";
  for (const line of source.split(/(?<=\n)/)) {
    const heading = /^-- (.+) --\r?\n?$/.exec(line);
    const last = sections.at(-1);
    if (heading) sections.push({ name: heading[1]!.trim(), content: "" });
    else if (last) last.content += line;
    else comment += line;
  }
  return { comment: comment.trim(), sections };
}

/** Adds a file in the form that marks after its path ask for: `(crlf)`, `(bom)`, `(noeol)`. */
function addFile(tree: Record<string, string>, name: string, content: string): void {
  const marks = new Set<string>();
  let path = name;
  for (let match = markAtEnd(path); match; match = markAtEnd(path)) {
    marks.add(match[2]!);
    path = match[1]!;
  }
  let text = content;
  if (marks.has("noeol")) text = text.replace(/\n$/, "");
  if (marks.has("crlf")) text = text.replace(/\r?\n/g, "\r\n");
  if (marks.has("bom")) text = `\ufeff${text}`;
  if (tree[path] !== undefined) throw new Error(`${path} comes twice`);
  tree[path] = text;
}

function markAtEnd(path: string): RegExpExecArray | null {
  return /^(.*?)\s*\((crlf|bom|noeol)\)$/.exec(path);
}

function linesOf(content: string): string[] {
  return content.split(/\r?\n/).filter((line) => line.trim() !== "");
}

/** `PATH text the reason contains`; the path is one of the tree's, so that it may hold blanks. */
function parseReview(line: string, paths: readonly string[]): { path: string; reason: string } {
  const path = paths
    .filter((candidate) => line === candidate || line.startsWith(`${candidate} `))
    .sort((a, b) => b.length - a.length)[0];
  if (path === undefined) throw new Error(`no file of the tree at base is named by "${line}"`);
  return { path, reason: line.slice(path.length).trim() };
}

/** Words of a command line; quotes keep blanks together. */
function shellWords(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? match[3]!);
}
