import { lineOf } from "../syntax/lines.js";
import type { Corpus } from "./corpus.js";
import { type FileView, type Graph, has } from "./graph.js";
import type { Reason } from "./model.js";
import type { LedgerRow } from "./plan-model.js";
import type { Region } from "./region.js";
import { isDead, type Marks } from "./spread.js";

/**
 * Rows for what stays although its use is gone: a value that is still computed for what computing it does, an option of
 * a command that nothing reads, a test of what happens when the target answers so or so, a font with a picture that
 * nothing shows, a call that keeps in browsers what may have been the target's name.
 */
export function idleRows(corpus: Corpus, graph: Graph, marks: Marks): LedgerRow[] {
  const rows: LedgerRow[] = [];
  const add = (path: string, id: number, reason: Reason) => {
    const { start, end, kind } = graph.files.get(path)!.region(id);
    const { text } = corpus.sources.get(path)!;
    rows.push({
      path,
      line: lineOf(text, start),
      column: start - text.lastIndexOf("\n", start - 1),
      text: text.slice(start, end).split(/\r?\n/)[0]!,
      mention: false,
      role: kind,
      fate: "review",
      reason,
      because: [],
    });
  };
  for (const [path, { verdicts }] of marks.judged) {
    const view = graph.files.get(path)!;
    for (const { region, action } of verdicts)
      if (action === "unwrap" && view.region(region).kind === "assignment") add(path, region, "result no longer used");
    for (const region of view.facts.regions) {
      if (!has(region, "test") || region.kind !== "function" || isDead(marks, { path, region: region.id })) continue;
      const isStaged = [...view.subtree(region)].some(
        (part) => part.kind === "assignment" && has(part, "patches") && isDead(marks, { path, region: part.id }),
      );
      if (isStaged) add(path, region.id, "test expects the target");
    }
    if (losesValue(corpus, view, marks))
      for (const region of view.facts.regions)
        if (has(region, "stores") && !isDead(marks, { path, region: region.id }))
          add(path, region.id, "stored data may hold this value");
    const lost = view.facts.regions.some(
      (region) => has(region, "glyph") && isDead(marks, { path, region: region.id }),
    );
    if (lost)
      for (const region of view.facts.regions) if (isFont(view, region, marks)) add(path, region.id, "binary; rebuild");
  }
  for (const [symbol, places] of graph.definitions) {
    if (!symbol.startsWith("option:")) continue;
    const reads = graph.references.get(symbol) ?? [];
    if (reads.length === 0 || !reads.every((read) => isDead(marks, read))) continue;
    for (const place of places) if (!isDead(marks, place)) add(place.path, place.region, "option no longer read");
  }
  return rows;
}

/** True if a value that is the target's name goes: what a program stored may still be that. */
const losesValue = ({ target }: Corpus, view: FileView, marks: Marks): boolean =>
  view.facts.regions.some(
    (region) =>
      region.kind === "literal" &&
      typeof region.value === "string" &&
      target.names.includes(region.value.toLowerCase()) &&
      isDead(marks, { path: view.path, region: region.id }),
  );

/** True for the declaration of a font that stays. */
const isFont = (view: FileView, region: Region, marks: Marks): boolean =>
  region.kind === "class" &&
  view.occurrences(region).some(({ defines, symbol }) => defines && symbol.startsWith("style:@font-face ")) &&
  !isDead(marks, { path: view.path, region: region.id });
