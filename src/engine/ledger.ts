import { applyEdits } from "../syntax/edits.js";
import { lineOf } from "../syntax/lines.js";
import { readIn } from "../syntax/reading.js";
import { chainOf, firstLine, type Links, reasonAt } from "./chain.js";
import type { Corpus } from "./corpus.js";
import type { FileView, Graph } from "./graph.js";
import type { Hold } from "./hold-places.js";
import { idleRows } from "./idle-rows.js";
import { statementKinds } from "./judge/context.js";
import type { Cause, Edit, Range } from "./model.js";
import type { Fate, LedgerRow, Totals } from "./plan-model.js";
import { holdsInside } from "./reasons.js";
import type { Region } from "./region.js";
import type { Change } from "./rewrite.js";
import { isStanding } from "./rules.js";
import type { Marks } from "./spread.js";
import { weakRows } from "./weak-rows.js";

/** What the ledger is drawn from. */
export interface Settled {
  corpus: Corpus;
  graph: Graph;
  marks: Marks;
  holds: readonly Hold[];
  changes: readonly Change[];
  /** Step of a change. */
  stepOf(change: Change): string;
}

/** Every mention and every linked place with its fate, in the order of paths and positions. */
export function drawLedger(settled: Settled): LedgerRow[] {
  const rows: LedgerRow[] = [];
  const changes = new Map(settled.changes.map((change) => [change.path, change]));
  for (const [path, mentions] of settled.corpus.mentions) {
    const text = settled.corpus.sources.get(path)!.text;
    const change = changes.get(path);
    for (const mention of mentions) rows.push(mentionRow(settled, path, text, mention, change));
  }
  for (const [path, source] of settled.corpus.sources) {
    for (const inside of insideOtherWords(settled.corpus, source.text)) {
      const change = changes.get(path);
      const fate = fateOf(change, inside);
      rows.push(
        row(settled, path, source.text, inside, {
          mention: true,
          fate: fate ?? "kept",
          role: "word",
          step: fate && change ? settled.stepOf(change) : undefined,
          reason: fate ? "inside a place that goes" : "inside another word",
          because: [],
        }),
      );
    }
  }
  rows.push(
    ...linkedRows(settled, changes),
    ...weakRows(settled.corpus, settled.changes, settled.stepOf),
    ...idleRows(settled.corpus, settled.graph, settled.marks),
  );
  return rows.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line || a.column - b.column));
}

function insideOtherWords(corpus: Corpus, text: string): Range[] {
  const target = corpus.target as { insideOtherWords?(text: string): Range[] };
  return target.insideOtherWords?.(text) ?? [];
}

/** Lines at base that go with a range: those of the edit around it. */
function linesAround(text: string, change: Change, range: Range): LedgerRow["lines"] {
  if (change.edits === null) return { first: 1, last: lineOf(text, Math.max(text.trimEnd().length - 1, 0)) };
  const edit = change.edits.find((one) => one.start <= range.start && range.end <= one.end);
  if (!edit) return undefined;
  const taken = text.slice(edit.start, edit.end);
  const start = edit.end - taken.trimStart().length;
  const end = edit.start + taken.trimEnd().length;
  return { first: lineOf(text, Math.min(start, range.start)), last: lineOf(text, Math.max(end - 1, range.start)) };
}

/** What an edit does to a range: nothing, takes it away, or writes something else there. */
function fateOf(change: Change | undefined, range: Range): Fate | undefined {
  if (!change) return undefined;
  if (change.edits === null) return "removed";
  const edit = change.edits.find((one) => one.start <= range.start && range.end <= one.end);
  return edit && (edit.text === "" ? "removed" : "rewritten");
}

type Fields = Pick<LedgerRow, "mention" | "fate" | "role" | "reason" | "because"> & Partial<LedgerRow>;

function row(settled: Settled, path: string, text: string, range: Range, fields: Fields): LedgerRow {
  void settled;
  const start = text.lastIndexOf("\n", range.start - 1) + 1;
  return {
    path,
    line: lineOf(text, range.start),
    column: range.start - start + 1,
    text: text.slice(range.start, range.end).split("\n")[0]!,
    ...fields,
  };
}

function mentionRow(
  settled: Settled,
  path: string,
  text: string,
  mention: Range,
  change: Change | undefined,
): LedgerRow {
  const view = settled.marks.judging.get(path)?.view;
  const region = view && innermost(view, mention);
  const fate = fateOf(change, mention);
  if (fate) {
    const cause = view && region ? causeOf(settled, view, region) : undefined;
    const at = { path, region: region?.id ?? 0 };
    const links = linksOf(settled);
    return row(settled, path, text, mention, {
      mention: true,
      fate,
      role: region?.kind ?? "file",
      step: settled.stepOf(change!),
      reason: cause ? reasonAt(links, at, cause) : "lies in a place that goes",
      because: cause ? chainOf(links, at, cause) : [],
      symbol: cause?.symbol,
      lines: linesAround(text, change!, mention),
    });
  }
  const { reason, fate: stays } = stayingReason(settled, path, view, region, mention);
  return row(settled, path, text, mention, {
    mention: true,
    fate: stays,
    role: region?.kind ?? "text",
    reason,
    because: [],
  });
}

/** Why a mention stays. The list of reasons is closed: `docs/architecture.md`. */
function stayingReason(
  settled: Settled,
  path: string,
  view: FileView | undefined,
  region: Region | undefined,
  mention: Range,
): { reason: string; fate: Fate } {
  const { corpus } = settled;
  const frozen = corpus.frozen.get(path);
  if (frozen === "history" || frozen === "keep" || frozen === "other meaning") return { reason: frozen, fate: "kept" };
  if (frozen) return { reason: frozen, fate: "review" };
  if (!view || !region) {
    const role = corpus.classes.get(path)?.role;
    return {
      reason: role === "document" ? "prose" : corpus.transformOf(path) ? "name only" : "not parsed",
      fate: "review",
    };
  }
  const { reading } = view.facts;
  if (reading && !readIn(reading, mention)) return { reason: "history", fate: "kept" };
  const judging = settled.marks.judging.get(path)!;
  for (let at: Region | undefined = region; at; at = view.parent(at)) {
    const held = settled.holds.find((hold) => hold.path === path && hold.region === at!.id);
    if (held) return { reason: held.reason, fate: fateOfStaying(held.reason) };
    const pending = judging.pending.get(at.id);
    if (pending && at.kind === "comment" && pending === "prose") break;
    if (pending) return { reason: pending, fate: "review" };
    const needed = neededReason(settled, view, at);
    if (needed) return { reason: needed, fate: fateOfStaying(needed) };
    // A function or class stays around what is held in it.
    const inside = view.occurrences(at).some((one) => one.defines)
      ? holdsInside(view, settled.holds, at)[0]
      : undefined;
    if (inside && at.kind !== "file") return { reason: inside.reason, fate: fateOfStaying(inside.reason) };
    if (statementKinds.has(at.kind)) break;
  }
  const text = corpus.sources.get(path)!.text;
  if (region.kind === "comment")
    return { reason: isCode(text.slice(region.start, region.end)) ? "commented-out code" : "prose", fate: "review" };
  if (region.kind === "docstring" || region.kind === "text" || region.kind === "template")
    return { reason: "prose", fate: "review" };
  if (region.kind === "literal" && /\s/.test(text.slice(mention.start - 1, mention.end + 1)))
    return { reason: "prose", fate: "review" };
  return { reason: "name only", fate: "review" };
}

/** What was asked to stay is nobody's work; what could not leave is. */
const fateOfStaying = (reason: string): Fate => (isStanding(reason) ? "kept" : "review");

/** The reason of a held definition that a region, or a name imported by it, refers to. */
function neededReason(settled: Settled, view: FileView, region: Region): string | undefined {
  const regions = region.kind === "import" ? [region, ...view.slot(region, "item")] : [region];
  for (const one of regions) {
    for (const occurrence of view.occurrences(one)) {
      if (occurrence.defines) continue;
      for (const place of settled.graph.definitions.get(occurrence.symbol) ?? []) {
        const other = settled.graph.files.get(place.path)!;
        const defined = other.region(place.region);
        if (defined.kind === "file") continue;
        const held = holdsInside(other, settled.holds, defined)[0];
        if (held) return held.reason;
      }
    }
  }
  return undefined;
}

/** A comment that reads as a statement, a call or a tag. */
function isCode(comment: string): boolean {
  const inner = comment
    .replace(/^\s*(#+|\/\/+|\/\*+|<!--|\{#)/, "")
    .replace(/(\*\/|-->|#\})\s*$/, "")
    .trim();
  return (
    /^(from\s+\S+\s+import|import\s+\S+|def\s|class\s+\w+[:(]|return\b|if\s.*:$|(const|let|var)\s|@\w|<\/?[a-z])/.test(
      inner,
    ) ||
    /^[\w.[\]'"]+\s*(=|\+=)\s*\S/.test(inner) ||
    /^[\w.]+\([^)]*\);?$/.test(inner)
  );
}

function innermost(view: FileView, range: Range): Region | undefined {
  let found: Region | undefined;
  let next: Region | undefined = view.facts.regions[0];
  while (next) {
    found = next;
    // The test of an element lies among the attributes of the element that it is an arm with.
    next = view.children[found.id]!.filter((child) => child.start <= range.start && range.end <= child.end).sort(
      (one, other) => one.end - one.start - (other.end - other.start),
    )[0];
  }
  return found;
}

const linksOf = ({ corpus, graph, marks }: Settled): Links => ({
  graph,
  marks,
  text: (path) => corpus.sources.get(path)!.text,
});

/** The cause of the outermost region around that goes. */
function causeOf(settled: Settled, view: FileView, region: Region): Cause | undefined {
  const judged = settled.marks.judged.get(view.path)!;
  for (let at: Region | undefined = region; at; at = view.parent(at)) {
    const verdict = judged.verdicts.find((one) => one.region === at!.id);
    if (verdict) return verdict.cause;
  }
  return judged.dead.get(region.id) ?? nextVerdict(view, judged.verdicts, region);
}

/** A comment in front of a region that goes shares its cause. */
function nextVerdict(
  view: FileView,
  verdicts: readonly { region: number; cause: Cause }[],
  region: Region,
): Cause | undefined {
  return verdicts.find((verdict) => view.region(verdict.region).start >= region.end)?.cause;
}

/** Places that do not name the target but go, or stay, because of one that does. */
function linkedRows(settled: Settled, changes: ReadonlyMap<string, Change>): LedgerRow[] {
  const rows: LedgerRow[] = [];
  const links = linksOf(settled);
  for (const [path, judged] of settled.marks.judged) {
    const change = changes.get(path);
    if (!change) continue;
    const view = settled.marks.judging.get(path)!.view;
    const source = settled.corpus.sources.get(path)!;
    const mentions = settled.corpus.mentions.get(path) ?? [];
    for (const verdict of judged.verdicts) {
      const region = view.region(verdict.region);
      if (mentions.some((mention) => mention.start >= region.start && mention.end <= region.end)) continue;
      const fate: Fate = verdict.action === "remove" ? "removed" : "rewritten";
      rows.push(
        row(
          settled,
          path,
          source.text,
          { start: region.start, end: region.end },
          {
            text: firstLine(source.text, region),
            mention: false,
            fate,
            role: region.kind,
            step: settled.stepOf(change),
            reason: reasonAt(links, { path, region: region.id }, verdict.cause),
            because: chainOf(links, { path, region: region.id }, verdict.cause),
            symbol: verdict.cause.symbol,
            lines: linesAround(source.text, change, region),
          },
        ),
      );
    }
  }
  for (const hold of settled.holds) {
    const source = settled.corpus.sources.get(hold.path)!;
    const view = settled.marks.judging.get(hold.path)!.view;
    const region = view.region(hold.region);
    const mentions = settled.corpus.mentions.get(hold.path) ?? [];
    if (mentions.some((mention) => mention.start >= region.start && mention.end <= region.end)) continue;
    if (settled.corpus.frozen.has(hold.path)) continue;
    rows.push(
      row(
        settled,
        hold.path,
        source.text,
        { start: region.start, end: region.end },
        {
          text: firstLine(source.text, region),
          mention: false,
          fate: fateOfStaying(hold.reason),
          role: region.kind,
          reason: hold.reason,
          because: [],
        },
      ),
    );
  }
  return rows;
}

/** Totals of the rows; mentions and linked places apart. */
export function totalsOf(rows: readonly LedgerRow[], mention: boolean): Totals {
  const totals: Totals = { all: 0, removed: 0, rewritten: 0, kept: 0, review: 0 };
  for (const one of rows) {
    if (one.mention !== mention) continue;
    totals.all++;
    totals[one.fate]++;
  }
  return totals;
}

/** Lines of a text that an edit list takes away or adds, counted like `git diff --numstat`. */
export function textOf(text: string, edits: Edit[] | null): string {
  return edits === null ? "" : applyEdits(text, edits);
}
