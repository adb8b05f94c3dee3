import { readToml, type TomlText, type TomlValue } from "../../syntax/toml.js";
import { readYaml } from "../../syntax/yaml.js";
import type { DeclaredList } from "./model.js";
import type { Place } from "./places.js";
import { parseRequirementsFile } from "./requirements-file.js";
import { tomlSettings } from "./toml-entries.js";

/** What stands side by side in a list: lines, members of an array or entries of a table. */
export interface Container {
  kind: "lines" | "array" | "table";
  /** After what opens it, and before what closes it. */
  start: number;
  end: number;
  /** All that stands in it, requirements and others, in the order of the file. */
  members: Place[];
  /** Comments in it that stand in no member, in the order of the file. */
  comments: Place[];
}

/** What stands side by side in a list. */
export function layoutOf(list: DeclaredList, text: string): Container[] {
  if (list.format === "requirements") return [linesOf(text)];
  if (list.format === "pyproject" || list.format === "pipfile") return tomlLayout(text);
  const ranges = list.requirements.map(({ range }) => range).sort((a, b) => a.start - b.start);
  const comments = list.format === "conda" ? readYaml(text).comments : plainComments(text, ranges);
  return [{ kind: "lines", start: 0, end: text.length, members: ranges, comments }];
}

/** The container and the number of the member in it that a place belongs to: the innermost. */
export function memberAt(
  layout: readonly Container[],
  place: Place,
): { container: Container; index: number } | undefined {
  const holds = (outer: Place) => outer.start <= place.start && place.end <= outer.end;
  const fitting = layout
    .map((container) => ({ container, index: container.members.findIndex(holds) }))
    .filter(({ index }) => index >= 0)
    .sort((a, b) => width(a) - width(b));
  return fitting[0];
}

const width = ({ container, index }: { container: Container; index: number }) => {
  const { start, end } = container.members[index]!;
  return end - start;
};

/**
 * Lines of a requirements file without what ends them. A comment that is set in further than the requirement above it
 * belongs to that: `# via flask`.
 */
function linesOf(text: string): Container {
  const members: Place[] = [];
  const comments: Place[] = [];
  let isBelow = false;
  for (const { kind, start, end, comment } of parseRequirementsFile(text)) {
    const content = text.slice(start, end);
    if (kind !== "blank") {
      const first = start + content.search(/[^\s\ufeff]/);
      members.push({
        start: first,
        end: comment ? contentEnd(text, first, comment.start) : start + content.trimEnd().length,
      });
      if (comment) comments.push(comment);
      isBelow = true;
    } else if (comment && isBelow && /^[ \t]+#/.test(content)) {
      const last = members.at(-1)!;
      // What stood beside the requirement is now inside its member.
      while (comments.length > 0 && comments.at(-1)!.start > last.start) comments.pop();
      last.end = comment.end;
    } else {
      if (comment) comments.push(comment);
      isBelow = false;
    }
  }
  return { kind: "lines", start: text.startsWith("\ufeff") ? 1 : 0, end: text.length, members, comments };
}

const contentEnd = (text: string, start: number, end: number) => start + text.slice(start, end).trimEnd().length;

/** Arrays and tables of a TOML file. */
function tomlLayout(text: string): Container[] {
  const toml = readToml(text);
  const containers: Container[] = [];
  const within = ({ start, end }: Place) => toml.comments.filter((one) => one.start >= start && one.end <= end);
  const addValue = (value: TomlValue) => {
    if (value.kind === "literal") return;
    const members = value.kind === "array" ? value.items : value.entries;
    const inner = { start: value.start + 1, end: value.end - 1 };
    const comments = outside(within(inner), members);
    containers.push({ kind: "array", ...inner, members: members.map(({ start, end }) => ({ start, end })), comments });
    for (const one of value.items) addValue(one);
    for (const one of value.entries) addValue(one.value);
  };
  for (const { place, entries } of sections(toml, text)) {
    containers.push({ kind: "table", ...place, members: entries, comments: outside(within(place), entries) });
    for (const { value } of entries) addValue(value);
  }
  const headed = tablesAsMembers(toml, text);
  return headed ? [...containers, headed] : containers;
}

/** A table of its own may be a requirement: `[tool.poetry.dependencies.flask]`. */
function tablesAsMembers(toml: TomlText, text: string): Container | undefined {
  const tables = tomlSettings(text, toml).filter(({ place }) => toml.tables.some(({ start }) => start === place.start));
  if (tables.length === 0) return undefined;
  const members = tables.map(({ place }) => ({ start: place.start, end: place.end }));
  return { kind: "table", start: 0, end: text.length, members, comments: outside(toml.comments, members) };
}

/** What stands above the first table, and each table, with their entries. */
function sections(toml: TomlText, text: string) {
  const starts = [...toml.tables.map(({ start }) => start), text.length];
  return [
    { place: { start: 0, end: starts[0]! }, entries: toml.entries },
    ...toml.tables.map(({ headerEnd, entries }, at) => ({
      place: { start: headerEnd, end: starts[at + 1]! },
      entries,
    })),
  ].map(({ place, entries }) => ({ place, entries: entries.map(({ start, end, value }) => ({ start, end, value })) }));
}

const outside = (comments: readonly Place[], members: readonly Place[]) =>
  comments.filter((comment) => !members.some(({ start, end }) => start <= comment.start && comment.end <= end));

/** Comments of Python and of `setup.cfg`, as far as they stand on lines of their own or beside a requirement. */
function plainComments(text: string, requirements: readonly Place[]): Place[] {
  const found: Place[] = [];
  for (const match of text.matchAll(/^[ \t]*#[^\r\n]*/gm)) {
    const start = match.index + match[0].indexOf("#");
    found.push({ start, end: match.index + match[0].length });
  }
  for (const { end } of requirements) {
    const beside = /^["']?[ \t]*,?[ \t]*(#[^\r\n]*)/.exec(text.slice(end, end + 400));
    if (beside) found.push({ start: end + beside[0].length - beside[1]!.length, end: end + beside[0].length });
  }
  return found.sort((a, b) => a.start - b.start);
}
