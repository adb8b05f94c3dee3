import type { Range } from "../../src/engine/model.js";
import type { Builder } from "./builder.js";

/** A path with a folder or an extension, no address and no version. */
const pathPattern =
  /(?<![\w/:.@#?&=~+-])(?:\.{1,2}\/|\/)?(?:[\w.@-]+\/)*[\w@-][\w.@-]*\.[A-Za-z][A-Za-z0-9]{0,5}(?![\w/:@(-])/g;
const folderPattern = /(?<![\w/:.@#?&=~+-])(?:\.{1,2}\/)?(?:[\w.@-]+\/)+(?![\w{<*])/g;
const variablePattern = /(?<![\w.$/-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\w/])/g;
const anchorPattern = /\]\((?:<)?([^)\s#>]*)#([^)\s>]+)|href=["']([^"'#]*)#([^"']+)["']/g;
const rolePattern = /:(ref|numref|doc):`(?:[^`<]*<)?([^`<>]+)>?`/g;
const labelPattern = /\]\[([^\]\n]+)\]|(?<!!)\[([^[\]\n]+)\](?![[(:])/g;
const routePattern = /(?<![\w.~/])(\/[\w{}<>:.-]+(?:\/[\w{}<>:.-]*)*)/g;

/**
 * Records what a place of a document speaks of: files, variables, headings, labels.
 * @param region that stands for the place
 */
export function refer(builder: Builder, region: number, range: Range): void {
  const source = builder.slice(range);
  for (const match of source.matchAll(pathPattern)) addPath(builder, region, match[0]);
  for (const match of source.matchAll(folderPattern)) addPath(builder, region, match[0]);
  for (const match of source.matchAll(variablePattern)) builder.refer(`env:${match[0]}`, region);
  for (const match of source.matchAll(rolePattern)) {
    if (match[1] === "doc")
      for (const extension of [".rst", ".md"]) addPath(builder, region, `${match[2]}${extension}`);
    else builder.refer(`anchor:${match[2]!.trim()}`, region);
  }
  for (const match of source.matchAll(anchorPattern)) {
    const file = match[1] ?? match[3] ?? "";
    const slug = safeDecode(match[2] ?? match[4]!);
    builder.refer(`anchor:${file === "" ? builder.path : joined(builder.path, file)}#${slug}`, region);
  }
}

/** Records the link labels (`[words][label]`) that a place uses: these do keep their definitions. */
export function referLabels(builder: Builder, region: number, range: Range): void {
  for (const match of builder.slice(range).matchAll(labelPattern)) {
    const label = normalLabel(match[1] ?? match[2]!);
    builder.occurrences.push({ symbol: `label:${builder.path}#${label}`, defines: false, region });
  }
}

/** A link label as Markdown compares it. */
export function normalLabel(label: string): string {
  return label.trim().replace(/\s+/g, " ").toLowerCase();
}

/** Records a route that a row describes: its method in one cell, its path in the next. */
export function referRoute(builder: Builder, region: number, method: string, cell: Range): void {
  const path = builder.slice(cell).match(routePattern)?.[0];
  if (path) builder.refer(`route:${method.toUpperCase()} ${path}`, region);
}

/** A name as code spells it: with back-ticks, an underscore, a dot, a hump or brackets behind it it is no other word. */
const codePattern =
  /^[*_]*(`?)(?:(?:async |await |def |class |function |await )*)([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*)(\(.*\))?\1[*_:]*$/s;

/** Records that a heading, label or cell is about what code defines under the name that is all it says. */
export function referName(builder: Builder, region: number, range: Range): void {
  const words = builder
    .slice(range)
    .replace(/^#+\s*|\s*#+$/g, "")
    .split("\n")[0]!
    .trim();
  const [, quoted, name, called] = codePattern.exec(words) ?? [];
  if (name === undefined) return;
  const isCode = quoted !== "" || called !== undefined || /[_.]|[a-z][A-Z]/.test(name);
  if (isCode) builder.extra.names.push({ region, name });
}

/** Records one path as it is written. */
export function addPath(builder: Builder, region: number, written: string): void {
  const clean = written.replace(/^\//, "");
  const candidates = [joined(builder.path, clean), joined("", clean)];
  builder.extra.paths.push({ region, candidates: [...new Set(candidates)] });
}

/** A path relative to a file's folder, with `.` and `..` resolved. */
export function joined(from: string, path: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
