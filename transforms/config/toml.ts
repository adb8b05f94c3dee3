import type { Slot } from "../../src/engine/region.js";
import { readToml, type TomlEntry, type TomlTable, type TomlValue } from "../../src/syntax/toml.js";
import { placeComments } from "./comments.js";
import { addTrait, type Draft, draft, fileDraft } from "./draft.js";
import type { Reading } from "./yaml.js";

/** Tables that only list things to be had: without any, they may be left out. */
const optional =
  /(^|[.-])(dependencies|optional-dependencies|extras|scripts|gui-scripts|entry-points|urls|dependency-groups|sources|overrides|packages)(\.|$)/;

/** Reads TOML: tables are settings whose values are their entries. */
export function analyzeToml(text: string): Reading {
  const { entries, tables, comments, faults } = readToml(text);
  const members = [...entries.map(entryDraft), ...tables.map(tableDraft)];
  const range = { start: members[0]?.start ?? 0, end: members.at(-1)?.end ?? 0 };
  const top = draft("settings", "body", range, { layout: "lines" }, members);
  const root = fileDraft(text, members.length > 0 ? [top] : []);
  const heading = (end: number) =>
    tables.find((table) => table.start >= end && /^\s*$/.test(text.slice(end, table.start)));
  // A comment right above a header belongs to the table, not to the end of the one before.
  const above: typeof comments = [];
  for (const comment of [...comments].reverse()) {
    const next = above[0];
    const end = next && /^[^\S\n]*\r?\n[^\S\n]*$/.test(text.slice(comment.end, next.start)) ? next : undefined;
    const isOwn = /(^|\n)[ \t]*$/.test(text.slice(0, comment.start));
    if (isOwn && (end || heading(comment.end))) above.unshift(comment);
  }
  const rest = comments.filter((comment) => !above.includes(comment));
  placeComments(root, rest, text, false);
  for (const comment of above) top.children.push(draft("comment", "content", comment));
  return { root, faults };
}

function tableDraft(table: TomlTable): Draft {
  const body = { start: table.headerEnd, end: table.end };
  const value = draft("settings", "value", body, { layout: "lines" }, table.entries.map(entryDraft));
  if (table.isRecord) value.form = "array";
  const setting = draft("setting", "entry", table, { name: table.key }, [value]);
  if (table.isRecord || optional.test(table.key)) addTrait(setting, "optional");
  return setting;
}

function entryDraft(entry: TomlEntry): Draft {
  const setting = draft("setting", "entry", entry, { name: entry.key }, [valueDraft(entry.value, "value")]);
  if (optional.test(entry.key)) addTrait(setting, "optional");
  return setting;
}

function valueDraft(value: TomlValue, slot: Slot): Draft {
  if (value.kind === "literal") return draft("literal", slot, value, { value: value.value ?? null });
  if (value.kind === "array")
    return draft(
      "list",
      slot,
      value,
      { layout: "brackets" },
      value.items.map((one) => valueDraft(one, "element")),
    );
  return draft("settings", slot, value, { layout: "brackets" }, value.entries.map(entryDraft));
}
