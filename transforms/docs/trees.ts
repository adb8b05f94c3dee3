import type { Range } from "../../src/engine/model.js";
import type { Builder, TreeLine } from "./builder.js";
import { type Line, linesOf } from "./lines.js";
import { joined, refer } from "./references.js";

/** A line of a file tree: what leads to the name, the branch sign, the name, words about it. */
const branch = /^([\s│|]*)([├└]─+|[|`+]--+)\s*(.*)$/s;

/** True if a block of code draws a tree of files. */
export function isTree(source: string): boolean {
  return (source.match(/^[ \t>│|]*(?:[├└]─+|[|`]--+)[ \t]*\S/gm) ?? []).length > 1;
}

interface Entry {
  line: Line;
  sign: number;
  column: number;
  name: Range;
  children: Entry[];
  /** End of the last line that belongs to it. */
  end: number;
}

/** Adds the lines of a file tree: a line goes with its file, a folder with all below it. */
export function addTree(builder: Builder, parent: number, content: Range): void {
  const body = builder.add(parent, "suite", "body", content);
  const roots: Entry[] = [];
  const open: Entry[] = [];
  let top = "";
  const others: Line[] = [];
  for (const line of linesOf(builder.text, content, false)) {
    const column = line.start - builder.text.lastIndexOf("\n", line.start - 1) - 1;
    const match = branch.exec(line.words);
    if (!match) {
      // A stroke below a folder parts it from the next one, words below a file speak of it; neither is deeper's.
      const at = column + line.words.search(/[^\s│|]|$/);
      const around = line.blank ? [] : open.filter((entry) => entry.column < at && (at > column || column > 0));
      for (const entry of around) entry.end = line.end;
      if (around.length === 0 && !line.blank) {
        others.push(line);
        open.length = 0;
        if (/^[\w.@-]+\/?(?:\s|$)/.test(line.words)) top = line.words.split(/[\s/]/)[0]!;
      }
      continue;
    }
    const sign = line.start + match[1]!.length;
    const at = column + match[1]!.length;
    const start = line.end - match[3]!.length;
    const words = /^(?:\S+?(?=\s{2,}|\s+[#(←]|\s+[-–—]+\s|$)|\S+)/.exec(match[3]!)?.[0] ?? match[3]!;
    const entry = {
      line,
      sign,
      column: at,
      name: { start, end: start + words.length },
      children: [],
      end: line.end,
    };
    while (open.length > 0 && open.at(-1)!.column >= at) open.pop();
    (open.at(-1)?.children ?? roots).push(entry);
    for (const one of open) one.end = line.end;
    open.push(entry);
  }
  for (const line of others) builder.add(body, "text", "content", line);
  addEntries(builder, body, roots, top, []);
}

function addEntries(builder: Builder, parent: number, entries: Entry[], top: string, folders: string[]): void {
  const lines: TreeLine[] = [];
  for (const entry of entries) {
    const region = builder.add(parent, "passage", "content", { start: entry.line.start, end: entry.end });
    lines.push({ region, sign: entry.sign, column: entry.column });
    const name = builder.slice(entry.name).replace(/\/$/, "");
    const subject = builder.add(region, "name", "subject", entry.name, { name });
    const path = [...folders, name].join("/");
    const slash = builder.slice(entry.name).endsWith("/") || entry.children.length > 0 ? "/" : "";
    const written = [`${path}${slash}`, `${top}/${path}${slash}`];
    builder.extra.paths.push({
      region: subject,
      candidates: [...new Set(written.flatMap((one) => [joined(builder.path, one), one]))],
    });
    const rest = { start: entry.name.end, end: entry.line.end };
    if (builder.names(rest)) {
      const words = builder.add(region, "text", "content", rest);
      refer(builder, words, rest);
    }
    addEntries(builder, region, entry.children, top, [...folders, name]);
  }
  builder.extra.trees.push(lines);
}
