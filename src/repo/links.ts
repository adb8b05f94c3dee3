import { classifyPath } from "./classify.js";

/** What may be taken away together: a folder with all below it, or one file. */
export interface LinkedUnit {
  /** A file, or a folder with its slash. */
  path: string;
  /** A file whose name alone is told apart from others: it is looked for without its folder too; `whole` with its ending. */
  byName: boolean | "whole";
}

/** A place in a text. */
export interface LinkPlace {
  path: string;
  /** One-based. */
  line: number;
}

/** Where something leads to a unit. */
export interface Link extends LinkPlace {
  kind: "path" | "built";
}

/** The texts that may lead anywhere, as lines. */
export interface LinkSource {
  path: string;
  lines: readonly string[];
  isDocument: boolean;
}

/** Files that say what is to be left out lead nowhere. */
const IGNORE_FILE = /(?:^|\/)\.[\w-]*ignore$/;
/** So do lines that say so in other files. */
const LEAVES_OUT = /exclude|ignore|norecurse|omit|skip|prune/i;

/** Texts as sources of links; files that only say what to leave out are none. */
export function linkSources(texts: Iterable<readonly [path: string, text: string]>): LinkSource[] {
  const sources: LinkSource[] = [];
  for (const [path, text] of texts) {
    if (IGNORE_FILE.test(path)) continue;
    const { role, generator } = classifyPath(path);
    if (generator !== undefined) continue;
    sources.push({ path, lines: text.split("\n"), isDocument: role === "document" });
  }
  return sources;
}

/**
 * Finds the first place that leads to a unit: its path, or its name where that is told apart, in code, pages,
 * configuration and links of documents; or a name put together at run time that may be its name.
 */
export function findLink(unit: LinkedUnit, sources: readonly LinkSource[]): Link | undefined {
  const needle = needleOf(unit);
  for (const source of sources) {
    for (const [index, line] of source.lines.entries()) {
      if (!needle.prefilter.some((word) => line.includes(word))) continue;
      const place = { path: source.path, line: index + 1 };
      if (source.isDocument) {
        if (needle.documentLink.test(line)) return { ...place, kind: "path" };
      } else if (needle.built(line)) return { ...place, kind: "built" };
      else if (needle.path.test(line) && !LEAVES_OUT.test(line)) return { ...place, kind: "path" };
    }
  }
  return undefined;
}

/** Finds the lines of documents that name a unit without a link. */
export function findMentions(unit: LinkedUnit, sources: readonly LinkSource[]): LinkPlace[] {
  const { path, prefilter } = needleOf(unit);
  return sources
    .filter((source) => source.isDocument)
    .flatMap((source) =>
      source.lines.flatMap((line, index) =>
        prefilter.some((word) => line.includes(word)) && path.test(line)
          ? [{ path: source.path, line: index + 1 }]
          : [],
      ),
    );
}

interface Needle {
  /** A line with none of these holds nothing. */
  prefilter: string[];
  path: RegExp;
  documentLink: RegExp;
  built(line: string): boolean;
}

const quote = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
const BEFORE = String.raw`(?<![\w-])`;
const AFTER = String.raw`(?![\w-])`;

function needleOf({ path, byName }: LinkedUnit): Needle {
  const isFolder = path.endsWith("/");
  const whole = path.replace(/\/$/, "");
  const name = whole.slice(whole.lastIndexOf("/") + 1);
  const stem = isFolder ? name : name.replace(/(?<=.)\.[^.]*$/, "");
  const isTop = !whole.includes("/");
  const words = [...new Set([name, stem])];
  const forms: string[] = [];
  // A plain word such as `archive` counts as a path only where it looks like one.
  if (isFolder && isTop && /^[a-z]+$/i.test(whole))
    forms.push(String.raw`(?:["'\`(=\s]|\.\/)${quote(whole)}\/`, String.raw`["'\`]\.{0,2}\/?${quote(whole)}\/?["'\`]`);
  else forms.push(`${BEFORE}${quote(whole)}${AFTER}`, `${BEFORE}${quote(whole.replaceAll("/", "."))}${AFTER}`);
  if (isFolder) forms.push(String.raw`["'\`/\\]${quote(name)}["'\`/\\]`);
  if (byName) forms.push(`${BEFORE}${quote(name)}${AFTER}`);
  if (byName === true) {
    forms.push(String.raw`["'\`/.]${quote(stem)}["'\`]`);
    if (/^\w+$/.test(stem)) forms.push(String.raw`\b(?:import|from|require|include|load)\b.*\b${stem}\b`);
  }
  return {
    prefilter: [...words, ...(byName === true && !isFolder ? builtEndings(name) : [])],
    path: new RegExp(forms.join("|")),
    documentLink: new RegExp(String.raw`(?:\]\(|href=["']|src=["']|^\s*\[[^\]]+\]:\s*)[^)"'\s]*${quote(name)}`),
    built: (line) => byName === true && !isFolder && builtEndings(name).some((ending) => endsBuiltName(line, ending)),
  };
}

/** Ends of a name that could stand behind something put in at run time: `page_old.html` behind `{name}`. */
function builtEndings(name: string): string[] {
  return [...name.matchAll(/[_.-](?=\w)/g)]
    .map((match) => name.slice(match.index))
    .filter((ending) => ending.lastIndexOf(".") > 0);
}

/** `f"{kind}_old.html"`, `` `${kind}_old.html` ``, `"%s_old.html"`, `kind + "_old.html"`. */
function endsBuiltName(line: string, ending: string): boolean {
  return new RegExp(String.raw`(?:\}|%s|\+\s*["'\`])${quote(ending)}["'\`]`).test(line);
}
