import type { Range } from "../../src/engine/model.js";
import type { Builder } from "./builder.js";
import { readCommand } from "./commands.js";
import type { Code } from "./document.js";
import { type Line, linesOf } from "./lines.js";
import { addPath, refer } from "./references.js";
import { addTree, isTree } from "./trees.js";

/** Languages in which each line stands for itself: terminals, settings, words. */
const byLine =
  /^(?:|sh|bash|shell|zsh|fish|console|terminal|shell-?session|powershell|pwsh|ps1?|cmd|bat|batch|text|txt|plain|plaintext|none|dotenv|env|ini|properties|conf|cfg|config|dockerfile|docker|log|output)$/;

const settings = /^(?:dotenv|env|ini|properties|conf|cfg|config)$/;

/** `KEY=value`, exported, set or commented out. */
const assignment =
  /^(?:#\s?)?(?:export\s+|set\s+|setx\s+|ENV\s+|\$env:)?([A-Za-z_][\w.-]*)(\s*=\s*)("[^"]*"|'[^']*'|[^\s#;&|]*)/;

/** Adds a block of code: it goes when all its lines do. */
export function addCode(builder: Builder, parent: number, code: Code): void {
  const block = builder.add(parent, "passage", "body", code);
  if (!builder.names(code) && !byLine.test(code.language)) return;
  if (isTree(builder.slice(code.content))) {
    addTree(builder, block, code.content);
    return;
  }
  if (!byLine.test(code.language)) {
    for (const line of linesOf(builder.text, code.content, false))
      if (builder.names(line)) builder.add(block, "text", "content", line);
    return;
  }
  const body = builder.add(block, "suite", "body", code.content);
  addLines(builder, body, withOutput(linesOf(builder.text, code.content)), code.language);
}

/** In a transcript of a terminal, what a command printed belongs to its line. */
function withOutput(lines: Line[]): Line[] {
  if (!lines.some((line) => /^[$%]\s/.test(line.words))) return lines;
  const result: Line[] = [];
  for (const line of lines) {
    const last = result.at(-1);
    if (last && /^[$%]\s/.test(last.words) && !/^[$%#]\s?/.test(line.words) && !line.blank) last.end = line.end;
    else result.push({ ...line });
  }
  return result;
}

/** Adds lines; a comment and the lines below it, up to a blank line or the next comment, form a group. */
function addLines(builder: Builder, parent: number, lines: Line[], language: string): void {
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!;
    if (line.blank) continue;
    if (!isComment(line)) {
      addLine(builder, parent, line, language);
      continue;
    }
    let first = index;
    while (lines[first + 1] && isComment(lines[first + 1]!)) first++;
    let last = first;
    while (lines[last + 1] && !lines[last + 1]!.blank && !isComment(lines[last + 1]!)) last++;
    const words = { start: line.start, end: lines[first]!.end };
    if (last === first) builder.add(parent, "comment", "content", words);
    else {
      const body = { start: lines[first + 1]!.start, end: lines[last]!.end };
      const group = builder.add(parent, "passage", "content", { start: words.start, end: body.end });
      builder.add(group, "text", "content", words);
      const suite = builder.add(group, "suite", "body", body);
      for (const one of lines.slice(first + 1, last + 1)) addLine(builder, suite, one, language);
    }
    index = last;
  }
}

const isComment = (line: Line) =>
  /^(?:#|\/\/|;|REM\b|::)/.test(line.words) && !/^#\s?[A-Z][A-Z0-9_]*=/.test(line.words);

function addLine(builder: Builder, parent: number, line: Line, language: string): void {
  const region = builder.add(parent, "passage", "content", line);
  const given = assignment.exec(line.words);
  if (given && (given[2] === "=" || settings.test(language))) {
    addAssignment(builder, region, line, given);
    return;
  }
  if (addListed(builder, region, line)) return;
  if (settings.test(language)) {
    builder.add(region, "text", "content", line);
    return;
  }
  const command = readCommand(line, (word) => builder.target.matches(word));
  if (command.subject) {
    const subject = builder.add(region, "name", "subject", command.subject, { name: command.subject.name });
    for (const symbol of command.symbols) builder.refer(symbol, subject);
    refer(builder, subject, command.subject);
  }
  for (const word of command.words) {
    const part = builder.add(region, "passage", "element", word);
    builder.add(part, "name", "subject", word, { name: builder.slice(word) });
  }
  const values = command.values.filter((value) => isPlain(builder, value) && !inside(value, command.subject));
  for (const value of values) addValue(builder, region, value);
  if (command.words.length + values.length === 0 && !command.subject) builder.add(region, "text", "content", line);
}

const inside = (range: Range, outer: Range | undefined) =>
  outer !== undefined && range.start >= outer.start && range.end <= outer.end;

/** True if a value is one word, the target's name or another's. */
function isPlain(builder: Builder, range: Range): boolean {
  const word = builder.slice(range).replace(/^(["'])(.*)\1$/, "$2");
  const mention = builder.target.find(word)[0];
  return mention !== undefined && mention.text.length === word.length;
}

function addAssignment(builder: Builder, region: number, line: Line, given: RegExpExecArray): void {
  const key = given[1]!;
  const from = line.start + given[0].length - given[3]!.length - given[2]!.length - key.length;
  const subject = builder.add(region, "name", "subject", { start: from, end: from + key.length }, { name: key });
  builder.refer(`env:${key}`, subject);
  const start = from + key.length + given[2]!.length;
  const value = { start, end: start + given[3]!.length };
  if (builder.names(value) && !/[|,]/.test(given[3]!)) addValue(builder, region, value);
  else if (builder.names({ start, end: line.end })) builder.add(region, "text", "content", { start, end: line.end });
}

/** Adds a value that may be the target's name: it takes the successor's. */
export function addValue(builder: Builder, parent: number, range: Range): void {
  const source = builder.slice(range);
  const quoted = /^(["'`]).*\1$/.test(source) ? 1 : 0;
  const inner = { start: range.start + quoted, end: range.end - quoted };
  builder.add(parent, "literal", "default", inner, { value: builder.slice(inner) });
}

/** `services/   models and search`: a line that says what a file is for. */
function addListed(builder: Builder, region: number, line: Line): boolean {
  const match = /^((?:[\w.@-]+\/)+[\w.@-]*|[\w.@-]+\.[A-Za-z][\w]{0,5})(?:\s{2,}(.*)|\s+#\s(.*)|)$/s.exec(line.words);
  if (!match || /^\.{1,2}\//.test(match[1]!)) return false;
  const range = { start: line.start, end: line.start + match[1]!.length };
  const subject = builder.add(region, "name", "subject", range, { name: match[1]! });
  addPath(builder, subject, match[1]!);
  const rest = { start: range.end, end: line.end };
  if (builder.names(rest)) builder.add(region, "text", "content", rest);
  return true;
}
