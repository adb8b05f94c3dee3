import type { Edit } from "../../engine/model.js";
import { readToml } from "../../syntax/toml.js";
import { normaliseName } from "../names.js";
import { type Container, layoutOf, memberAt } from "./layout.js";
import type { Declared, DeclaredList } from "./model.js";
import { tomlSettings } from "./toml-entries.js";
import { poetryEntry, quotedFor } from "./toml-words.js";

/**
 * Adds a requirement to a list that can be edited: after another one, or else where its name belongs if the list is sorted,
 * or at the end. Line ends, indentation, quotes, a trailing comma and a missing line end at the end of the file stay as the
 * list has them.
 *
 * @param words the requirement as PEP 508 writes it, with options if the list is a requirements file
 * @param options.after requirement of this list; it also chooses the array or table, otherwise that of the main requirements
 * @throws {Error} if the list can only be read, or has no place for requirements
 */
export function addRequirement(
  text: string,
  list: DeclaredList,
  words: string,
  options: { after?: Declared } = {},
): Edit[] {
  if (!list.isEditable) throw new Error(`${list.path} is only read`);
  const layout = layoutOf(list, text);
  const { after } = options;
  const found = after ? memberAt(layout, after.range) : undefined;
  const container = found?.container ?? mainContainer(text, list, layout);
  if (container === undefined) throw new Error(`${list.path} has no place for requirements`);
  const place = found?.index ?? sortedPlace(container, list, words);
  return container.kind === "array" ? addMember(text, container, words, place) : addLine(text, container, words, place);
}

/** Where the main requirements stand. */
function mainContainer(text: string, list: DeclaredList, layout: readonly Container[]): Container | undefined {
  if (list.format === "requirements") return layout[0];
  const toml = readToml(text);
  const settings = tomlSettings(text, toml);
  const array = settings.find(({ keys }) => keys.join(".") === "project.dependencies")?.value;
  if (array) return layout.find(({ kind, start }) => kind === "array" && start === array.start + 1);
  const table = toml.tables.find(({ key }) => key === "tool.poetry.dependencies");
  return table && layout.find(({ kind, start }) => kind === "table" && start === table.headerEnd);
}

/** Number of the member after which a requirement goes; -1 for the start. */
function sortedPlace({ members }: Container, list: DeclaredList, words: string): number {
  const named = members.flatMap((member, index) => {
    const one = list.requirements.find(({ range }) => member.start <= range.start && range.end <= member.end);
    return one ? [{ name: one.name, index }] : [];
  });
  const last = named.at(-1);
  if (last === undefined) return members.length - 1;
  const isSorted = named.length > 1 && named.every(({ name }, at) => at === 0 || named[at - 1]!.name <= name);
  if (!isSorted) return last.index;
  const name = normaliseName(/^[\w.-]+/.exec(words)?.[0] ?? "");
  const before = named.filter((one) => one.name <= name).at(-1);
  return before?.index ?? named[0]!.index - 1;
}

/** Adds a line to a requirements file, or an entry to a table. */
function addLine(text: string, { kind, members, start }: Container, words: string, place: number): Edit[] {
  const line = kind === "table" ? poetryEntry(words) : words;
  const end = lineEndOf(text);
  const neighbour = members[place] ?? members[place + 1];
  const indent = neighbour ? (/[ \t]*$/.exec(text.slice(0, neighbour.start))?.[0] ?? "") : "";
  if (place < 0 && members[0]) {
    const at = members[0].start - indent.length;
    return [{ start: at, end: at, text: `${indent}${line}${end}` }];
  }
  // After the line of the member before, with the comment beside it.
  const from = members[place]?.end ?? (kind === "table" ? start : text.length);
  const rest = /^[^\r\n]*(\r\n|[\n\r]|$)/.exec(text.slice(from))!;
  const at = from + rest[0].length;
  const isOpen = rest[1] === "" && at > 0 && !/[\r\n\ufeff]$/.test(text.slice(0, at));
  return [{ start: at, end: at, text: isOpen ? `${end}${indent}${line}` : `${indent}${line}${end}` }];
}

/** Adds a member to an array, in the way that the others stand. */
function addMember(text: string, container: Container, words: string, place: number): Edit[] {
  const { start, members } = container;
  const neighbour = members[place] ?? members[place + 1];
  const member = quotedFor(words, neighbour && text[neighbour.start]);
  if (neighbour === undefined) return addFirst(text, container, member);
  const own = /(?:^|[\r\n])([ \t]*)$/.exec(text.slice(0, neighbour.start))?.[1];
  const end = lineEndOf(text);
  if (place < 0) {
    const at = neighbour.start;
    return [{ start: at, end: at, text: own === undefined ? `${member}, ` : `${member},${end}${own}` }];
  }
  const comma = /^\s*,/.exec(text.slice(neighbour.end, members[place + 1]?.start ?? container.end));
  if (own === undefined || neighbour.start === start)
    return comma
      ? [
          {
            start: neighbour.end + comma[0].length,
            end: neighbour.end + comma[0].length,
            text: place < members.length - 1 ? ` ${member},` : ` ${member},`,
          },
        ]
      : [{ start: neighbour.end, end: neighbour.end, text: `, ${member}` }];
  const from = neighbour.end + (comma?.[0].length ?? 0);
  // A comment beside the neighbour stays beside it.
  const beside = /^[^\S\r\n]*(?:#[^\r\n]*)?(?=[\r\n])/.exec(text.slice(from))?.[0].length ?? 0;
  const added = { start: from + beside, end: from + beside, text: `${end}${own}${member}${comma ? "," : ""}` };
  return comma ? [added] : [{ start: neighbour.end, end: neighbour.end, text: "," }, added];
}

function addFirst(text: string, { start, end, comments }: Container, member: string): Edit[] {
  const inner = text.slice(start, end);
  if (comments.length === 0 && !inner.includes("\n")) return [{ start, end, text: member }];
  const indent = comments[0] ? (/[ \t]*$/.exec(text.slice(0, comments[0].start))?.[0] ?? "    ") : "    ";
  const at = start + inner.trimEnd().length;
  return [{ start: at, end: at, text: `${lineEndOf(text)}${indent}${member},` }];
}

/** What ends the lines of a text: the first line tells it. */
function lineEndOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
}
