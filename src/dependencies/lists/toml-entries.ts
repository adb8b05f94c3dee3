import { readToml, type TomlEntry, type TomlText, type TomlValue } from "../../syntax/toml.js";
import type { Place } from "./places.js";

/** A key of a TOML file with all that stands around it. */
export interface TomlSetting {
  /** From the top, without quotes. */
  keys: string[];
  value: TomlValue;
  /** The entry, or the table from its header to its last entry. */
  place: Place;
}

/**
 * All settings of a TOML file, tables and what stands in them, in the order of the file. A table is a setting whose value
 * holds its entries, and so is each entry of it.
 */
export function tomlSettings(text: string, toml: TomlText = readToml(text)): TomlSetting[] {
  const settings: TomlSetting[] = [];
  const visit = (entry: TomlEntry, around: readonly string[]) => {
    const keys = [...around, ...keysAt(text, entry.start)];
    settings.push({ keys, value: entry.value, place: { start: entry.start, end: entry.end } });
    for (const inner of entry.value.entries) visit(inner, keys);
  };
  for (const entry of toml.entries) visit(entry, []);
  for (const table of toml.tables) {
    const bracket = text.slice(table.start).search(/[^[]/);
    const keys = keysAt(text, table.start + bracket);
    const place = { start: table.start, end: table.end };
    settings.push({ keys, place, value: { kind: "table", ...place, items: [], entries: table.entries } });
    for (const entry of table.entries) visit(entry, keys);
  }
  return settings.sort((a, b) => a.place.start - b.place.start);
}

const KEY = /\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w-]+))\s*(\.?)/y;

/** The parts of a dotted key that begins at a place. */
function keysAt(text: string, start: number): string[] {
  const keys: string[] = [];
  KEY.lastIndex = start;
  for (let match = KEY.exec(text); match !== null; match = KEY.exec(text)) {
    keys.push(match[1] ?? match[2] ?? match[3]!);
    if (match[4] === "") break;
  }
  return keys;
}

/** The entry of a table by its key. */
export function entryOf(value: TomlValue, key: string): TomlValue | undefined {
  return value.entries.find((one) => one.key === key)?.value;
}

/** A text that an entry of a table holds. */
export function textAt(value: TomlValue, key: string): string | undefined {
  const found = entryOf(value, key)?.value;
  return typeof found === "string" ? found : undefined;
}

/** Texts of an array that an entry of a table holds. */
export function textsAt(value: TomlValue, key: string): string[] {
  return (entryOf(value, key)?.items ?? []).flatMap((one) => (typeof one.value === "string" ? [one.value] : []));
}

/** A place without the quotes of the text that stands there. */
export function withoutQuotes(text: string, { start, end }: Place): Place {
  const quotes = /^(?:"""|'''|["'])/.exec(text.slice(start, end))?.[0].length ?? 0;
  return { start: start + quotes, end: end - quotes };
}
