import type { Range } from "../../src/engine/model.js";
import { type Block, type Document, type Item, nestSections, type Section } from "./document.js";
import { codeLanguages, isTableBorder, readGridTable, readListTable, readSimpleTable } from "./tables.js";

/** A line of a text: its whole range without the line break, its indentation, its words. */
export interface TextLine extends Range {
  indent: number;
  words: string;
}

const underline = /^([!-/:-@[-`{-~])\1{2,}$/;
const bullet = /^([-*+•])(\s+)\S/;
const number = /^(?:(\d+)|#|[a-z])([.)])(\s+)\S/;
const directive = /^\.\.\s+([\w:-]+)::\s*(.*)$/;
const label = /^\.\.\s+_([^:`]+|`[^`]+`):\s*(\S.*)?$/;
const notes =
  /^(?:note|warning|tip|hint|important|caution|danger|attention|admonition|seealso|topic|container|sidebar)$/;

/** Directives that describe one thing by its name. */
const objects =
  /^(?:envvar|confval|setting|describe|object|option|cmdoption|program|(?:(?:py|js|http|rst):)?(?:auto)?(?:function|method|class|module|data|attribute|exception|get|post|put|patch|delete|directive|role))$/;

/** Reads reStructuredText, or words that are laid out like it: titles by underlines, lists, tables, blocks by indent. */
export function readRestructured(text: string): Document {
  const reader = new Reader(text);
  return { blocks: nestSections(reader.read(0, reader.lines.length)) };
}

class Reader {
  readonly text: string;
  readonly lines: TextLine[] = [];
  private readonly levels: string[] = [];

  constructor(text: string) {
    this.text = text;
    for (let at = text.startsWith("\ufeff") ? 1 : 0; at < text.length; ) {
      const feed = text.indexOf("\n", at);
      const next = feed < 0 ? text.length : feed + 1;
      const line = text.slice(at, next).trimEnd();
      this.lines.push({
        start: at,
        end: at + line.length,
        indent: line.length - line.trimStart().length,
        words: line.trim(),
      });
      at = next;
    }
  }

  /** Blocks of the lines from one index up to another. */
  read(from: number, to: number): Block[] {
    const blocks: Block[] = [];
    let labels: { names: string[]; start: number } | undefined;
    for (let at = from; at < to; ) {
      const line = this.lines[at]!;
      if (line.words === "") {
        at++;
        continue;
      }
      const named = label.exec(line.words);
      if (named && !named[2]) {
        labels ??= { names: [], start: line.start };
        labels.names.push(named[1]!.replaceAll("`", ""));
        at++;
        continue;
      }
      const title = this.title(at, to);
      if (title) {
        if (labels) {
          title.section.start = labels.start;
          title.section.anchors.push(...labels.names);
        }
        blocks.push(title.section);
        at = title.next;
      } else {
        const next = this.block(at, to, blocks);
        at = Math.max(next, at + 1);
      }
      labels = undefined;
    }
    return blocks;
  }

  /** A title with a line below it, perhaps one above. */
  private title(at: number, to: number): { section: Section; next: number } | undefined {
    const over = underline.test(this.lines[at]!.words) && this.lines[at]!.indent === 0;
    const words = this.lines[over ? at + 1 : at];
    const under = this.lines[over ? at + 2 : at + 1];
    const last = over ? at + 2 : at + 1;
    if (!words || !under || last >= to || words.words === "" || under.indent > 0) return undefined;
    if (!underline.test(under.words) || under.words.length < words.words.length - 1) return undefined;
    if (underline.test(words.words) || (over ? this.lines[at]!.words !== under.words : words.indent > 0))
      return undefined;
    const style = `${over ? "over" : ""}${under.words[0]}`;
    if (!this.levels.includes(style)) this.levels.push(style);
    return {
      section: {
        type: "section",
        start: this.lines[at]!.start,
        end: under.end,
        heading: this.wordsOf(words),
        title: words.words,
        level: this.levels.indexOf(style) + 1,
        blocks: [],
        anchors: [],
      },
      next: last + 1,
    };
  }

  /** Reads one block into the list. @returns index of the line after it */
  private block(at: number, to: number, blocks: Block[]): number {
    const line = this.lines[at]!;
    const start = line.start + line.indent;
    if (line.words.startsWith("..")) return this.explicit(at, to, blocks);
    if (line.words.startsWith("+--") || line.words.startsWith("+==")) {
      const end = this.endOf(at, to, (one) => one.words === "");
      blocks.push(readGridTable(this.lines.slice(at, end)));
      return end;
    }
    if (isTableBorder(line.words)) {
      const table = readSimpleTable(this.text, this.lines.slice(at, to));
      if (table) {
        blocks.push(table.block);
        return at + table.lines;
      }
    }
    if (underline.test(line.words)) {
      blocks.push({ type: "other", start, end: line.end, rule: true });
      return at + 1;
    }
    if (bullet.test(line.words) || number.test(line.words)) return this.list(at, to, blocks);
    const end = this.endOf(at, to, (one) => one.words === "" || one.indent !== line.indent);
    const next = this.lines[end];
    const last = this.lines[end - 1]!;
    // A term with its definition below it.
    if (end < to && end === at + 1 && next!.words !== "" && next!.indent > line.indent) {
      const below = this.indented(end, to, line.indent);
      const item: Item = {
        type: "item",
        start,
        end: this.lines[below - 1]!.end,
        blocks: [{ type: "paragraph", start, end: line.end }, ...this.read(end, below)],
      };
      blocks.push({ type: "list", start, end: item.end, items: [item] });
      return below;
    }
    blocks.push({ type: "paragraph", start, end: last.end });
    if (!last.words.endsWith("::")) return end;
    // What is indented below `::` is code.
    const first = this.endOf(end, to, (one) => one.words !== "");
    if (first >= to || this.lines[first]!.indent <= line.indent) return end;
    const below = this.indented(first, to, line.indent);
    blocks.push(this.code("", first, below));
    return below;
  }

  private code(language: string, first: number, end: number, from = first): Block {
    const content = { start: this.lines[first]!.start, end: this.lines[end - 1]!.end };
    return { type: "code", start: this.lines[from]!.start, end: content.end, language, content };
  }

  /** A directive, a link's address or a comment. */
  private explicit(at: number, to: number, blocks: Block[]): number {
    const line = this.lines[at]!;
    const end = this.indented(at + 1, to, line.indent);
    const range = { start: line.start + line.indent, end: this.lines[end - 1]!.end };
    const named = label.exec(line.words);
    const [, name = "", argument = ""] = directive.exec(line.words) ?? [];
    // Options (`:linenos:`) come first.
    let first = at + 1;
    while (first < end && (this.lines[first]!.words === "" || /^:[\w-]+:/.test(this.lines[first]!.words))) first++;
    if (named) blocks.push({ type: "definition", ...range, label: named[1]!.replaceAll("`", "") });
    else if (codeLanguages.test(name) && first < end) blocks.push(this.code(argument.toLowerCase(), first, end, at));
    else if (name === "list-table" && first < end) blocks.push(readListTable(range, this.lines.slice(first, end)));
    else if (name === "toctree" && first < end) {
      const items = this.lines.slice(first, end).filter((one) => one.words !== "");
      blocks.push({
        type: "list",
        ...range,
        items: items.map((one) => ({
          type: "item",
          ...this.wordsOf(one),
          document: documentOf(one.words),
          blocks: [],
        })),
      });
    } else if (objects.test(name) && argument !== "") {
      const at = line.start + line.indent + line.words.length - argument.length;
      const title = { start: at, end: at + argument.length };
      blocks.push({ type: "box", ...range, title, blocks: first < end ? this.read(first, end) : [] });
    } else if (notes.test(name) && first < end) blocks.push({ type: "group", ...range, blocks: this.read(first, end) });
    else blocks.push({ type: "other", ...range });
    return end;
  }

  private list(at: number, to: number, blocks: Block[]): number {
    const line = this.lines[at]!;
    const pattern = bullet.test(line.words) ? bullet : number;
    const items: Item[] = [];
    let next = at;
    while (next < to) {
      const one = this.lines[next]!;
      const match = one.indent === line.indent ? pattern.exec(one.words) : null;
      if (!match) break;
      const end = this.indented(next + 1, to, line.indent);
      const width = match[0].length - 1;
      // The words after the mark stand where its other lines are indented to.
      const kept = { ...one };
      one.start = one.start + one.indent + width;
      one.words = one.words.slice(width);
      one.indent = 0;
      const below = this.lines.slice(next + 1, end).find((other) => other.words !== "");
      if (below) one.indent = below.indent;
      if (below) one.start -= one.indent;
      const inner = this.read(next, end);
      Object.assign(one, kept);
      items.push({
        type: "item",
        start: kept.start + kept.indent,
        end: this.lines[end - 1]!.end,
        ...(match[1] && /\d/.test(match[1]) ? { number: Number(match[1]) } : {}),
        blocks: inner,
      });
      next = this.endOf(end, to, (other) => other.words !== "");
    }
    blocks.push({ type: "list", start: items[0]!.start, end: items.at(-1)!.end, items });
    return this.lines.findIndex((other) => other.end >= items.at(-1)!.end) + 1;
  }

  /** Index after the lines that are indented deeper than `indent`; blank lines at the end are not among them. */
  private indented(from: number, to: number, indent: number): number {
    let end = from;
    for (let at = from; at < to; at++) {
      const line = this.lines[at]!;
      if (line.words === "") continue;
      if (line.indent <= indent) break;
      end = at + 1;
    }
    return end;
  }

  private endOf(from: number, to: number, stops: (line: TextLine) => boolean): number {
    let at = from;
    while (at < to && !stops(this.lines[at]!)) at++;
    return at;
  }

  private wordsOf(line: TextLine): Range {
    return { start: line.start + line.indent, end: line.end };
  }
}

/** `Title <path>` or `path`. */
const documentOf = (words: string) => /<([^<>]+)>$/.exec(words)?.[1] ?? words;
