import type { Range } from "../engine/model.js";

/** An entry of a catalogue, from its first comment to the last line of its last string. */
export interface Message extends Range {
  /** The text in the language of the code; empty for the entry that describes the catalogue. */
  id: string;
  context?: string;
  /** Files of the `#:` lines, without lines. */
  files: string[];
  /** Written as `#~`: nothing used it when the catalogue was last brought up to date. */
  obsolete: boolean;
  /** The strings as they stand in the file, each with the lines it goes on over. */
  strings: Range[];
}

/** What a catalogue (`.po`, `.pot`) says. */
export interface Catalogue {
  messages: Message[];
  faults: { line: number; message: string }[];
}

interface Line extends Range {
  words: string;
}

const keyword = /^(?:#~\s*)?(msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s*("(?:[^"\\]|\\.)*")\s*$/;
const further = /^(?:#~\s*)?("(?:[^"\\]|\\.)*")\s*$/;

/** Reads a catalogue of gettext (gnu.org/software/gettext/manual, "PO Files") with the place of each entry. */
export function readCatalogue(text: string): Catalogue {
  const messages: Message[] = [];
  const faults: Catalogue["faults"] = [];
  let current: (Message & { started: boolean; last?: "id" | "context" }) | undefined;
  const close = () => {
    if (current?.started) messages.push(current);
    current = undefined;
  };
  linesOf(text).forEach((line, index) => {
    if (line.words === "") {
      close();
      return;
    }
    const comment = line.words.startsWith("#") && !/^#~(?!\|)/.test(line.words);
    const match = comment ? null : keyword.exec(line.words);
    const begins = comment ? current?.strings.length : match && /^msg(ctxt|id)$/.test(match[1]!) && hasAnswer(current);
    if (begins) close();
    current ??= { start: line.start, end: line.end, id: "", files: [], obsolete: false, strings: [], started: false };
    current.end = line.end;
    if (comment) {
      if (line.words.startsWith("#:")) current.files.push(...filesOf(line.words.slice(2)));
      return;
    }
    if (match) {
      current.started ||= match[1] === "msgid";
      current.obsolete ||= line.words.startsWith("#~");
      current.strings.push({ start: line.start, end: line.end });
      delete current.last;
      if (match[1] === "msgctxt") current.last = "context";
      else if (match[1] === "msgid") current.last = "id";
      if (current.last) current[current.last] = unquoted(match[2]!);
      return;
    }
    const next = further.exec(line.words);
    if (next && current.strings.length > 0) {
      current.strings.at(-1)!.end = line.end;
      if (current.last) current[current.last] = (current[current.last] ?? "") + unquoted(next[1]!);
    } else if (!/^#~/.test(line.words)) faults.push({ line: index + 1, message: "neither comment nor string" });
  });
  close();
  return { messages, faults };
}

/** True if an entry has its translation: whatever asks for a text afterwards is another entry. */
const hasAnswer = (message: { strings: Range[]; started: boolean } | undefined) =>
  message?.started && message.strings.length > 1;

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let at = text[0] === "\ufeff" ? 1 : 0; at < text.length; ) {
    const feed = text.indexOf("\n", at);
    const end = feed < 0 ? text.length : feed;
    const words = text.slice(at, end).trim();
    lines.push({ start: at, end: at + text.slice(at, end).trimEnd().length, words });
    at = end + 1;
  }
  return lines;
}

/** `a.py:12 "b c.py":3` names files, with isolates around names that hold spaces. */
function filesOf(words: string): string[] {
  const found = [...words.matchAll(/\u2068([^\u2069]+)\u2069|(\S+)/g)].map((match) => match[1] ?? match[2]!);
  return [...new Set(found.map((one) => one.replace(/:\d+$/, "").replace(/^\.\//, "")))];
}

const escapes: Record<string, string> = { n: "\n", t: "\t", r: "\r", a: "\u0007", b: "\b", f: "\f", v: "\v" };

function unquoted(source: string): string {
  return source
    .slice(1, -1)
    .replace(/\\([0-7]{1,3}|.)/g, (_, one: string) =>
      /^[0-7]/.test(one) ? String.fromCharCode(Number.parseInt(one, 8)) : (escapes[one] ?? one),
    );
}
