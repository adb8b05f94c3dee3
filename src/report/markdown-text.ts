import { escapeBlock, escapeName } from "./escape.js";

/** Text between other text: nothing of it is read as markup. */
export function inline(text: string): string {
  return escapeBlock(text.replaceAll("\n", " ")).replace(/[\\`*_[\]<>|#~]/g, "\\$&");
}

/** A span of code; its fence is longer than any run of backticks inside. */
export function code(text: string): string {
  const safe = escapeName(text).replaceAll("|", "\\|");
  const longest = Math.max(0, ...[...safe.matchAll(/`+/g)].map((match) => match[0].length));
  const fence = "`".repeat(longest + 1);
  const pad = safe.startsWith("`") || safe.endsWith("`") ? " " : "";
  return `${fence}${pad}${safe}${pad}${fence}`;
}
