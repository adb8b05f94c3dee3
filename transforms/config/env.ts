import { placeComments } from "./comments.js";
import { type Draft, define, draft, fileDraft } from "./draft.js";
import { referencesIn } from "./references.js";
import { valueDraft } from "./values.js";
import type { Reading } from "./yaml.js";

/** `NAME=value`, also exported, also commented out: then nothing but the assignment may stand in the comment. */
const line =
  /([ \t]*)(#[ \t]*(?=(?:export[ \t]+)?[A-Z][A-Z0-9_]*=(?:\S*|"[^"\n]*"|'[^'\n]*')[ \t\r]*(?:#.*)?$))?(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*/my;

/** Reads a file of environment variables. Variables that are commented out are settings as well. */
export function analyzeEnv(text: string): Reading {
  const settings: Draft[] = [];
  const comments: { start: number; end: number }[] = [];
  let at = text[0] === "\ufeff" ? 1 : 0;
  while (at < text.length) {
    const feed = text.indexOf("\n", at);
    let end = feed < 0 ? text.length : feed + 1;
    line.lastIndex = at;
    const match = line.exec(text);
    if (match && match.index + match[0].length <= end) {
      const setting = readSetting(text, match, comments);
      settings.push(setting);
      if (setting.end > end) end = nextLine(text, setting.end);
    } else {
      const comment = /^[ \t]*(#[^\r\n]*)/.exec(text.slice(at, end));
      if (comment) {
        const start = at + comment[0].length - comment[1]!.length;
        comments.push({ start, end: start + comment[1]!.trimEnd().length });
      }
    }
    at = end;
  }
  const range = { start: settings[0]?.start ?? 0, end: settings.at(-1)?.end ?? 0 };
  const root = fileDraft(
    text,
    settings.length > 0 ? [draft("settings", "body", range, { layout: "lines" }, settings)] : [],
  );
  placeComments(root, comments, text);
  return { root, faults: [] };
}

function readSetting(text: string, match: RegExpExecArray, comments: { start: number; end: number }[]): Draft {
  const name = match[3]!;
  const start = match.index + match[1]!.length;
  const from = match.index + match[0].length;
  const value = readValue(text, from);
  const setting = draft("setting", "entry", { start, end: value.end }, { name });
  define(setting, `env:${name}`, { private: true });
  if (value.end > from) {
    const literal = valueDraft(text.slice(from, value.end), from, value.value, "value");
    referencesIn(literal, value.value);
    setting.children.push(literal);
  }
  const rest = /^[ \t]+(#[^\r\n]*)/.exec(text.slice(value.end, nextLine(text, value.end)));
  if (rest && !match[2]) {
    const behind = value.end + rest[0].length - rest[1]!.length;
    comments.push({ start: behind, end: behind + rest[1]!.trimEnd().length });
  } else if (rest) setting.end = value.end + rest[0].trimEnd().length;
  return setting;
}

/** A value, quoted (then it may go on over lines) or up to a comment or the end of the line. */
function readValue(text: string, from: number): { end: number; value: string } {
  const quote = text[from];
  if (quote === '"' || quote === "'") {
    for (let at = from + 1; at < text.length; at++) {
      if (text[at] === "\\" && quote === '"') at++;
      else if (text[at] === quote) return { end: at + 1, value: text.slice(from + 1, at) };
    }
  }
  const end = nextLine(text, from);
  const value = text
    .slice(from, end)
    .replace(/(^|[ \t])#.*$/s, "")
    .trimEnd();
  return { end: from + value.length, value };
}

function nextLine(text: string, from: number): number {
  const feed = text.indexOf("\n", from);
  return feed < 0 ? text.length : feed + 1;
}
