import type { Facts, SourceFile, Target } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { namesOf } from "./files.js";
import { maskDialect } from "./mask.js";
import type { StyleExtra } from "./resolve.js";
import { analyzeStyles } from "./sheet.js";

/** Regions and occurrences of a style sheet file. Never throws for bad input. */
export function analyzeFile(file: SourceFile, target: Target): Facts {
  const { path, text } = file;
  const range = { start: 0, end: text.length };
  const root: Region = { id: 0, parent: -1, kind: "file", slot: "root", ...range };
  const isPartial = /(?:^|\/)_[^/]*$/.test(path);
  const occurrences: Facts["occurrences"] = namesOf(path).map((symbol) => ({
    symbol,
    defines: true,
    region: 0,
    ...(isPartial || symbol.startsWith("static:") ? { private: true } : {}),
  }));
  const facts: Facts = { path, transform: "css", regions: [root], occurrences, faults: [] };
  if (isMinified(path, text)) return { ...facts, faults: [{ line: 1, message: "minified" }] };
  const isDialect = /\.(?:scss|less)$/.test(path);
  const masked = isDialect ? maskDialect(text) : { text, comments: [], holes: [] };
  const sheet = analyzeStyles(masked.text, range, {
    firstId: 1,
    parent: 0,
    target,
    original: text,
    holes: masked.holes,
    comments: masked.comments,
    ...(isDialect ? { module: path } : {}),
  });
  const named = sheet.regions.filter((one) => one.kind === "comment" && target.matches(text.slice(one.start, one.end)));
  const extra: StyleExtra = { files: sheet.files, named: named.map((one) => one.id) };
  return {
    ...facts,
    regions: [root, ...sheet.regions],
    occurrences: [...occurrences, ...sheet.occurrences],
    faults: sheet.faults,
    extra,
  };
}

/** Written by a tool: in such a file every change is a change of everything. */
function isMinified(path: string, text: string): boolean {
  return /[.-]min\.css$/.test(path) || (text.length > 2000 && text.length / text.split("\n").length > 500);
}
