import type { Range } from "../engine/model.js";
import { type MagicPart, maskMagic, pythonPrefix } from "./magic-mask.js";

/** A line of IPython that is no Python, with all lines that it goes on in. */
export interface Magic extends Range {
  /** Of a statement: where its command begins, behind the sign and the word of a magic that only passes it on. */
  command?: number;
  /** What stands there for Python, of the same length. */
  masked: string;
}

/** Magics of a cell that hand its other lines to Python. */
const pythonCells = /^%%(?:time|timeit|capture|prun|memit|mprun)\b/;

/**
 * The first line of a cell that begins with a cell magic (`%%time`, `%%bash`).
 *
 * @param source of a code cell
 * @returns its range and name, and whether the other lines of the cell are Python; undefined if there is none
 */
export function cellMagic(source: string): (Range & { name: string; python: boolean }) | undefined {
  const match = /^(?:[ \t]*\r?\n)*(%%([A-Za-z_][\w.-]*|!)[^\r\n]*)/.exec(source);
  if (!match) return undefined;
  const start = match[0].length - match[1]!.length;
  return { start, end: match[0].length, name: match[2]!, python: pythonCells.test(match[1]!) };
}

/**
 * Finds what in a cell of Python only IPython understands: `%` and `!` at the start of a statement or behind its `=`,
 * and `?` at either end of a line. What stands in strings, comments and brackets is Python's.
 */
export function findMagics(source: string): Magic[] {
  const found: Magic[] = [];
  const first = cellMagic(source);
  let at = 0;
  if (first) {
    found.push({ start: first.start, end: first.end, masked: maskMagic(source.slice(first.start, first.end), "help") });
    at = first.end;
  }
  while (at < source.length) {
    const start = at + /^[ \t]*/.exec(source.slice(at, at + 400))![0].length;
    const sign = source[start];
    if (sign === "%" || sign === "!") {
      const end = commandEnd(source, start);
      found.push(made(source, { start, end }, "command"));
      at = lineBreak(source, end);
      continue;
    }
    const statement = readStatement(source, start);
    if (statement.help || sign === "?") {
      const end = start + source.slice(start, lineBreak(source, start)).trimEnd().length;
      found.push(made(source, { start, end }, "help"));
    } else if (statement.value !== undefined) {
      const end = commandEnd(source, statement.value);
      found.push(made(source, { start: statement.value, end }, "value"));
      at = lineBreak(source, end);
      continue;
    }
    at = statement.end;
  }
  return found;
}

function made(source: string, range: Range, part: MagicPart): Magic {
  const written = source.slice(range.start, range.end);
  const magic = { ...range, masked: maskMagic(written, part) };
  if (part !== "command" || pythonPrefix(written) !== undefined) return magic;
  const passing = /^(?:%(?:(?:set_)?env|sx|system)\s+|%%?|!!?)(?:\{sys\.executable\}\s+)?/.exec(written)![0];
  return { ...magic, command: range.start + passing.length };
}

/** Index behind the line break of the line of `at`, or the end. */
function lineBreak(source: string, at: number): number {
  const feed = source.indexOf("\n", at);
  return feed < 0 ? source.length : feed + 1;
}

/** End of a command's last word; a backslash at the end of a line carries it on. */
function commandEnd(source: string, start: number): number {
  let end = start;
  do end = lineBreak(source, end);
  while (end < source.length && /\\\r?\n$/.test(source.slice(Math.max(0, end - 3), end)));
  return start + source.slice(start, end).trimEnd().length;
}

/** Reads on to the end of a statement's last line, over strings, comments, brackets and continued lines. */
function readStatement(source: string, start: number): { end: number; help: boolean; value?: number } {
  let depth = 0;
  let help = false;
  let at = start;
  while (at < source.length) {
    const sign = source[at]!;
    if (sign === "#") at = endOfLine(source, at);
    else if (sign === '"' || sign === "'") at = stringEnd(source, at);
    else if (sign === "\n" && depth === 0) return { end: at + 1, help };
    else if (sign === "\\") at += source.startsWith("\\\r\n", at) ? 3 : 2;
    else {
      if ("([{".includes(sign)) depth++;
      else if (")]}".includes(sign)) depth = Math.max(0, depth - 1);
      else if (sign === "?" && depth === 0) help = true;
      else if (sign === "=" && depth === 0 && isAssignment(source, at)) {
        const value = at + 1 + /^[ \t]*/.exec(source.slice(at + 1, at + 200))![0].length;
        if (source[value] === "%" || (source[value] === "!" && source[value + 1] !== "="))
          return { end: value, help, value };
      }
      at++;
    }
  }
  return { end: source.length, help };
}

const isAssignment = (source: string, at: number) =>
  source[at + 1] !== "=" && !/[=!<>+\-*/%&|^@:~]/.test(source[at - 1] ?? "");

function endOfLine(source: string, at: number): number {
  const feed = source.indexOf("\n", at);
  return feed < 0 ? source.length : feed;
}

function stringEnd(source: string, start: number): number {
  const quote = source[start]!.repeat(3);
  const long = source.startsWith(quote, start);
  const close = long ? quote : source[start]!;
  for (let at = start + close.length; at < source.length; at++) {
    if (source[at] === "\\") at++;
    else if (source.startsWith(close, at)) return at + close.length;
    else if (!long && source[at] === "\n") return at;
  }
  return source.length;
}
