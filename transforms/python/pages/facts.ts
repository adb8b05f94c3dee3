import type { Blocked, Edit, Facts, Occurrence, SourceFile, Target, Verdict } from "../../../src/engine/model.js";
import type { Region } from "../../../src/engine/region.js";
import type { TemplateExtra } from "../../jinja/analyze.js";
import { checkScripts } from "../../jinja/check.js";
import type { Draft as PageDraft, Shape } from "../../jinja/draft.js";
import { rewriteTemplate } from "../../jinja/rewrite.js";
import type { PythonExtra } from "../extra.js";

/** What the pages in strings of a file say, gathered while its regions get their numbers. */
export class Pages {
  readonly regions: number[] = [];
  readonly occurrences: Occurrence[] = [];
  private readonly shapes: Record<number, Shape> = {};
  private readonly scripts: number[] = [];
  private readonly styles: number[] = [];

  add(id: number, { marks, shape, script, style }: PageDraft): void {
    this.regions.push(id);
    for (const mark of marks) this.occurrences.push({ ...mark, region: id });
    if (shape) this.shapes[id] = shape;
    if (style) this.styles.push(id);
    else if (script !== undefined) this.scripts.push(id);
  }

  /** What a rewrite of the pages needs; undefined where there are none. */
  extra(text: string, regions: readonly Region[], target: Target): TemplateExtra | undefined {
    if (this.regions.length === 0) return undefined;
    const isNamed = ({ kind, start, end }: Region) =>
      kind === "comment" && target.find(text.slice(start, end)).length > 0;
    return {
      names: [],
      extends: [],
      includes: [],
      exports: { inner: {}, top: {} },
      shapes: this.shapes,
      scripts: { 0: this.scripts },
      styles: this.styles,
      named: this.regions.filter((id) => isNamed(regions[id]!)),
      ...(target.successor === undefined ? {} : { successor: target.successor }),
    };
  }
}

/** Numbers of the regions of pages in strings. */
export function embeddedIn(facts: Facts): ReadonlySet<number> {
  return new Set((facts.extra as Partial<PythonExtra> | undefined)?.embedded);
}

/** Places in scripts of such pages that the verdicts would break. */
export function checkPages(file: SourceFile, facts: Facts, verdicts: readonly Verdict[]): Blocked[] {
  const ofPages = pageFacts(facts, verdicts);
  return ofPages ? checkScripts(file, ofPages.facts, ofPages.verdicts) : [];
}

/** How the verdicts on pages in strings look in text; verdicts on regions of Python are left out. */
export function rewritePages(file: SourceFile, facts: Facts, verdicts: readonly Verdict[]): Edit[] {
  const ofPages = pageFacts(facts, verdicts);
  // The white space of a page is a browser's to fold, whatever file it stands in.
  const edits = ofPages ? rewriteTemplate({ ...file, path: `${file.path}.html` }, ofPages.facts, ofPages.verdicts) : [];
  return edits.map((edit) => withLineEnd(file.text, edit));
}

/** What stood between two ends of lines that are written as escapes goes with one of them. */
function withLineEnd(text: string, edit: Edit): Edit {
  const before = /(?<!\\)(?:\\\\)*\\n[ \t]*$/.exec(text.slice(Math.max(0, edit.start - 200), edit.start));
  if (edit.text !== "" || !before || !text.startsWith("\\n", edit.end)) return edit;
  const indent = before[0].length - before[0].trimEnd().length;
  return { start: edit.start - indent, end: edit.end + 2, text: "" };
}

/** The file as its pages see it: the same regions, and the verdicts on theirs. */
function pageFacts(facts: Facts, verdicts: readonly Verdict[]): { facts: Facts; verdicts: Verdict[] } | undefined {
  const { embedded = [], pages } = (facts.extra ?? {}) as Partial<PythonExtra>;
  if (!pages) return undefined;
  const inPages = new Set(embedded);
  return {
    facts: { ...facts, extra: pages },
    verdicts: verdicts.filter((verdict) => inPages.has(verdict.region)),
  };
}
