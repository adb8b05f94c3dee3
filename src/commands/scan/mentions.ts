import { classifyPath } from "../../repo/classify.js";
import type { CommitInventory } from "../../repo/inventory.js";
import type { ScanDocument } from "../../report/scan-document.js";
import type { DescribedTarget } from "../../target/target.js";

/** Counts the mentions of a target in all tracked texts, archives and history among them, as a plan does. */
export function countMentions(
  inventory: CommitInventory,
  target: DescribedTarget,
): NonNullable<ScanDocument["target"]> {
  const byKind = new Map<string, number>();
  const byPath: NonNullable<ScanDocument["target"]>["byPath"] = [];
  for (const path of inventory.files.keys()) {
    const text = inventory.read(path)?.text;
    const mentions = text === undefined ? [] : target.find(text);
    if (mentions.length === 0) continue;
    const kind = kindOf(path);
    byKind.set(kind, (byKind.get(kind) ?? 0) + mentions.length);
    byPath.push({ path, mentions: mentions.length, lines: countLines(text!, mentions) });
  }
  byPath.sort((a, b) => b.mentions - a.mentions || (a.path < b.path ? -1 : 1));
  return {
    name: target.name,
    mentions: byPath.reduce((sum, { mentions }) => sum + mentions, 0),
    lines: byPath.reduce((sum, { lines }) => sum + lines, 0),
    byKind: Object.fromEntries([...byKind].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))),
    byPath,
  };
}

/** Lines in which a mention starts. */
function countLines(text: string, mentions: readonly { start: number }[]): number {
  let lines = 0;
  let end = -1;
  for (const { start } of mentions) {
    if (start <= end) continue;
    lines++;
    const feed = text.indexOf("\n", start);
    end = feed < 0 ? text.length : feed;
  }
  return lines;
}

/** A short word for what a file is written in: the extension of code, one word for the rest. */
function kindOf(path: string): string {
  const { role } = classifyPath(path);
  const extension = /\.([A-Za-z0-9]+)$/.exec(path)?.[1]?.toLowerCase();
  if (role === "template") return "html";
  if (role === "style") return "css";
  if (role === "document") return "docs";
  if (role === "configuration") return "config";
  if ((role === "code" || role === "test") && extension !== undefined) return extension;
  return extension === "log" ? "log" : "other";
}
