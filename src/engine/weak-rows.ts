import { lineOf } from "../syntax/lines.js";
import type { Corpus } from "./corpus.js";
import type { Mention, Target } from "./model.js";
import type { LedgerRow } from "./plan-model.js";
import type { Change } from "./rewrite.js";

/**
 * Rows for ports, hosts and models of the target that go with the place they stand in. They do not name the target,
 * so they are linked places.
 */
export function weakRows(corpus: Corpus, changes: readonly Change[], stepOf: (change: Change) => string): LedgerRow[] {
  const { findWeak } = corpus.target as Target & { findWeak?(text: string): Mention[] };
  if (!findWeak) return [];
  const rows: LedgerRow[] = [];
  for (const change of changes) {
    const { text } = corpus.sources.get(change.path)!;
    for (const weak of findWeak(text)) {
      if (overlaps(weak, corpus.mentions.get(change.path) ?? [])) continue;
      const edit = change.edits?.find((one) => one.start <= weak.start && weak.end <= one.end);
      if (change.edits !== null && (!edit || edit.text.includes(weak.text))) continue;
      rows.push({
        path: change.path,
        line: lineOf(text, weak.start),
        column: weak.start - text.lastIndexOf("\n", weak.start - 1),
        text: weak.text,
        mention: false,
        role: "word",
        fate: "removed",
        step: stepOf(change),
        reason: "goes with what it stands in",
        because: [],
      });
    }
  }
  return rows;
}

/** A model may hold the name: then it is a mention, and has its row. */
const overlaps = (weak: Mention, mentions: readonly Mention[]) =>
  mentions.some((mention) => mention.start < weak.end && weak.start < mention.end);
