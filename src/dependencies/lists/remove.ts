import type { Edit } from "../../engine/model.js";
import { removeMembers, removeStatement, unite } from "../../syntax/edits.js";
import { readToml } from "../../syntax/toml.js";
import { normaliseName } from "../names.js";
import { commentsWith } from "./comments.js";
import { type Container, layoutOf, memberAt } from "./layout.js";
import type { Declared, DeclaredList } from "./model.js";
import type { Place } from "./places.js";
import { tomlSettings } from "./toml-entries.js";

/**
 * Takes requirements out of a list that can be edited, with the comments that belong to them alone, and with what else says
 * something of them there: `[tool.uv.sources]`, `[tool.poetry.extras]`. An array that is emptied stays. Blank lines around
 * what goes are left as they are, see `settleBlankLines`.
 *
 * @param declared requirements of this list
 * @throws {Error} if the list can only be read
 */
export function removeDeclared(text: string, list: DeclaredList, declared: readonly Declared[]): Edit[] {
  if (!list.isEditable) throw new Error(`${list.path} is only read`);
  const layout = layoutOf(list, text);
  const gone = new Set(declared);
  const names = new Set(declared.map(({ name }) => name));
  for (const one of list.requirements) if (!gone.has(one)) names.delete(one.name);
  const places = [
    ...declared.map(({ range }) => range),
    ...(list.format === "pyproject" ? relatedPlaces(text, names) : []),
  ];
  const byContainer = new Map<Container, Set<number>>();
  for (const place of places) {
    const found = memberAt(layout, place);
    if (!found) continue;
    byContainer.set(found.container, (byContainer.get(found.container) ?? new Set()).add(found.index));
  }
  return unite([...byContainer].flatMap(([container, members]) => removeFrom(text, container, members)));
}

/** Takes members out of what they stand in. */
function removeFrom(text: string, container: Container, gone: ReadonlySet<number>): Edit[] {
  const { kind, start, end, members } = container;
  const comments = commentsWith(text, container, gone);
  if (kind === "array") {
    const isEmptied = gone.size === members.length && comments.length === container.comments.length;
    if (isEmptied) return [{ start, end, text: "" }];
    const flags = members.map((_, index) => gone.has(index));
    const own = comments.map((comment) => removeStatement(text, comment));
    return unite([...removeMembers(text, members, flags, start, end), ...own]);
  }
  const goes = [...[...gone].map((index) => members[index]!), ...comments];
  return mergedLines(text, goes);
}

/** Whole lines of what goes. If the file did not end with a line end before, it does not afterwards either. */
function mergedLines(text: string, goes: readonly Place[]): Edit[] {
  const edits = unite(besideAsOne(text, goes).map((place) => wholeLines(text, place)));
  const last = edits.at(-1);
  if (last && last.end === text.length && last.start > 0 && !/[\r\n]$/.test(text)) {
    const before = /(?:\r\n|\n|\r)$/.exec(text.slice(0, last.start))?.[0].length ?? 0;
    last.start -= before;
  }
  return edits;
}

/** Places with a comment that goes along beside each. */
function besideAsOne(text: string, places: readonly Place[]): Place[] {
  const joined: Place[] = [];
  for (const place of [...places].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && /^[ \t]*$/.test(text.slice(last.end, place.start))) last.end = place.end;
    else joined.push({ ...place });
  }
  return joined;
}

/** All that stands on the lines of a member or comment, unless something else does. */
function wholeLines(text: string, place: Place): Edit {
  const before = /(?:^|[\r\n])\ufeff?([ \t\f]*)$/.exec(text.slice(Math.max(0, place.start - 400), place.start));
  const after = /^[^\S\r\n]*(?:\r\n|[\n\r]|$)/.exec(text.slice(place.end));
  if (before === null || after === null) {
    const blank = /[ \t]*$/.exec(text.slice(0, place.start))![0].length;
    return { start: place.start - (before === null ? blank : 0), end: place.end, text: "" };
  }
  return { start: place.start - before[1]!.length, end: place.end + after[0].length, text: "" };
}

/** What a `pyproject.toml` says besides of packages that are in none of its lists any more. */
function relatedPlaces(text: string, names: ReadonlySet<string>): Place[] {
  if (names.size === 0) return [];
  const toml = readToml(text);
  return tomlSettings(text, toml).flatMap(({ keys, value, place }): Place[] => {
    const around = keys.slice(0, 3).join(".");
    if (keys.length !== 4) return [];
    if (around === "tool.uv.sources") return names.has(normaliseName(keys[3]!)) ? [place] : [];
    if (around !== "tool.poetry.extras") return [];
    return value.items.filter((item) => typeof item.value === "string" && names.has(normaliseName(item.value)));
  });
}
