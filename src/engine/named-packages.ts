import { normaliseName } from "../dependencies/names.js";
import { pythonStrings } from "../syntax/python-text.js";
import type { Inventory } from "./model.js";

/** A place that starts a program or names a plug-in. */
export interface NamedPlace {
  path: string;
  /** One-based. */
  line: number;
}

/** The first word of a command: at the start, behind what joins commands, in a list of words, behind `-m`. */
const COMMAND =
  /(?:^[\s@-]*|[[&|;(]\s*|:\s+|=\s*|\b(?:CMD|RUN|ENTRYPOINT|exec|(?<!pipx )run)\s+|\s-m\s+)(?:\.?\/?[\w./-]*\/bin\/)?["'`]?([A-Za-z][\w.-]*)(?=["'`\s,]|$)/g;
/** A text in quotes that starts with a module's name, as settings name plug-ins and drivers. */
const QUOTED = /["'](?:\w+\+)?([A-Za-z_][\w-]*)(?=["'.:])/g;
const START = /^(?:\w+\+)?([A-Za-z_][\w-]*)(?=$|[.:])/;
/** What stands before a string that is only a name for something: of a logger, of a key that is looked up. */
const IS_KEY =
  /[\w)\]]\s*\[\s*$|[=!]=\s*$|(?:\bgetLogger|\bget_logger|\.(?:get|pop|setdefault|startswith|endswith))\(\s*$/;
/** Keys whose values are names of something else: images, hosts, hooks, steps, and what a service waits for. */
const OTHER_KEY =
  /^\s*(?:-\s+)?["']?(?:image|id|name|host|hostname|container_name|service|repo|title|description|language|label|role|user|username|password|database|depends_on|links|needs|networks|volumes|additional_dependencies|tags|topics|keywords)["']?\s*[:=]/i;

/**
 * Finds where packages are used without an import: as a command in a script, a Dockerfile or a workflow, or by name in
 * a text of a program. The first place of each.
 *
 * @param names distributions and modules, normalised
 * @param paths the files to look at, each with what it is
 */
export function findNamed(
  names: ReadonlySet<string>,
  inventory: Inventory,
  paths: Iterable<{ path: string; isCode: boolean }>,
): Map<string, NamedPlace> {
  const found = new Map<string, NamedPlace>();
  for (const { path, isCode } of paths) {
    const text = inventory.read(path)?.text;
    // Hooks have environments of their own.
    if (text === undefined || /(?:^|\/)\.pre-commit-config\.ya?ml$/.test(path)) continue;
    const add = (word: string, line: () => number) => {
      const name = normaliseName(word);
      if (names.has(name) && !found.has(name)) found.set(name, { path, line: line() });
    };
    if (isCode) readCode(text, names, add);
    else readSettings(text, add);
  }
  return found;
}

type Add = (word: string, line: () => number) => void;

/** Strings of a program that are whole names, but for docstrings, keys, and words that are only compared. */
function readCode(text: string, names: ReadonlySet<string>, add: Add): void {
  if (![...text.matchAll(QUOTED)].some((match) => names.has(normaliseName(match[1]!)))) return;
  for (const { start, end, text: value, isStatement } of pythonStrings(text)) {
    const word = isStatement || value.length > 1000 ? undefined : START.exec(value)?.[1];
    if (word === undefined || /^\s*(?::(?!=)|==|!=|in\b)/.test(text.slice(end, end + 20))) continue;
    if (IS_KEY.test(text.slice(Math.max(0, start - 40), start))) continue;
    add(word, () => text.slice(0, start).split("\n").length);
  }
}

/** First words of commands, and values that name something; not in what lists other things by name. */
function readSettings(text: string, add: Add): void {
  let other: number | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    if (/^\s*(?:#|\/\/|$)/.test(line) || line.length > 1000) continue;
    const indent = line.length - line.trimStart().length;
    const isItem = /^\s*-\s/.test(line);
    // A list may stand as deep as the key that it belongs to.
    if (other !== undefined && (indent > other || (indent === other && isItem))) continue;
    other = OTHER_KEY.test(line) ? indent : undefined;
    if (other !== undefined) {
      // What follows a step's name is not part of it: only a key without a value heads a list.
      if (!/[:=]\s*$/.test(line)) other = undefined;
      continue;
    }
    for (const match of line.matchAll(COMMAND)) add(match[1]!, () => index + 1);
  }
}
