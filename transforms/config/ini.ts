import { placeComments } from "./comments.js";
import { addTrait, type Draft, draft, fileDraft } from "./draft.js";
import { valueDraft } from "./values.js";
import type { Reading } from "./yaml.js";

const header = /^[ \t]*\[([^\]\r\n]*)\][ \t]*(?:[#;].*)?$/;
const assignment = /^([ \t]*)([^\s#;[=:][^=:\r\n]*?)[ \t]*([=:])[ \t]*/;

/**
 * Reads sections of keys (`.ini`, `.cfg`, `.gitmodules`, supervisor). A line that is indented further goes on with the
 * value above it: its lines are the members of a list.
 */
export function analyzeIni(text: string): Reading {
  const faults: Reading["faults"] = [];
  const comments: { start: number; end: number }[] = [];
  const top = draft("settings", "body", { start: 0, end: 0 }, { layout: "lines" });
  let section: Draft = top;
  let last: { setting: Draft; indent: number } | undefined;
  let at = text[0] === "\ufeff" ? 1 : 0;
  for (let number = 1; at < text.length; number++) {
    const feed = text.indexOf("\n", at);
    const next = feed < 0 ? text.length : feed + 1;
    const line = text.slice(at, next).trimEnd();
    const indent = line.length - line.trimStart().length;
    const match = assignment.exec(line);
    const head = header.exec(line);
    if (line.trim() === "") last = /^\s*\[/.test(text.slice(next)) ? undefined : last;
    else if (/^\s*[#;]/.test(line)) comments.push({ start: at + indent, end: at + line.length });
    else if (last && indent > last.indent && !head)
      addLine(last.setting, { start: at + indent, end: at + line.length }, text);
    else if (head) {
      const range = { start: at + indent, end: at + line.length };
      const value = draft("settings", "value", { start: range.end, end: range.end }, { layout: "lines" });
      // Names are `submodule "libs/x"`, `program:x`.
      const setting = draft("setting", "entry", range, { name: head[1]!.replace(/["\s]+/g, ".") }, [value]);
      if (/extras_require|entry_points|package_data/.test(head[1]!)) addTrait(setting, "optional");
      top.children.push(setting);
      section = value;
      last = undefined;
    } else if (match) {
      const setting = readSetting(match, at, line);
      section.children.push(setting);
      last = { setting, indent };
    } else if (section === top || /^\s*[<{}]/.test(line))
      faults.push({ line: number, message: "neither section nor key" });
    else section.children.push(draft("text", "content", { start: at + indent, end: at + line.length }));
    at = next;
  }
  const root = fileDraft(text, top.children.length > 0 ? [top] : []);
  top.start = top.children[0]?.start ?? 0;
  grow(top);
  placeComments(root, comments, text, false);
  return { root, faults };
}

function readSetting(match: RegExpExecArray, at: number, line: string): Draft {
  const start = at + match[1]!.length;
  const from = at + match[0].length;
  const value = line.slice(match[0].length);
  const setting = draft("setting", "entry", { start, end: at + line.length }, { name: match[2]! });
  if (value !== "") setting.children.push(valueDraft(value, from, value.replace(/^(["'])(.*)\1$/, "$2"), "value"));
  return setting;
}

/** Adds a further line of a value: from then on the value is a list of lines. */
function addLine(setting: Draft, range: { start: number; end: number }, text: string): void {
  const element = draft("literal", "element", range, { value: text.slice(range.start, range.end) });
  let list = setting.children[0];
  if (list?.kind !== "list" || list.layout === "commas") {
    const first = list;
    list = draft("list", "value", { start: first?.start ?? range.start, end: range.end }, { layout: "lines" });
    if (first) {
      first.slot = "element";
      // The first line holds the key as well: it is never a line of its own.
      list.form = "tuple";
      list.children.push(first);
    }
    setting.children = [list];
  }
  list.children.push(element);
  list.end = range.end;
  setting.end = range.end;
}

function grow(item: Draft): void {
  for (const child of item.children) {
    grow(child);
    item.end = Math.max(item.end, child.end);
  }
}
