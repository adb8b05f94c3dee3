import type { Edit, Facts, Range, SourceFile, Verdict } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { endsLine, lineStart, startsLine } from "../../src/syntax/edits.js";
import type { TemplateExtra } from "./analyze.js";
import type { Shape } from "./draft.js";

/** One file's regions and verdicts with the look-ups that rewriting needs. */
export class View {
  readonly text: string;
  readonly path: string;
  readonly regions: readonly Region[];
  readonly verdicts: ReadonlyMap<number, Verdict>;
  private readonly extra: TemplateExtra;
  private readonly below: Region[][];

  constructor(file: SourceFile, facts: Facts, verdicts: readonly Verdict[]) {
    this.text = file.text;
    this.path = file.path;
    this.regions = facts.regions;
    this.extra = facts.extra as TemplateExtra;
    this.verdicts = new Map(verdicts.map((verdict) => [verdict.region, verdict]));
    this.below = facts.regions.map(() => []);
    for (const region of facts.regions) if (region.parent >= 0) this.below[region.parent]!.push(region);
  }

  children(region: Region): readonly Region[] {
    return this.below[region.id]!;
  }

  one(region: Region, slot: Region["slot"]): Region | undefined {
    return this.children(region).find((child) => child.slot === slot);
  }

  parent(region: Region): Region | undefined {
    return this.regions[region.parent];
  }

  isRemoved(region: Region): boolean {
    return this.verdicts.get(region.id)?.action === "remove";
  }

  /** True if a region around this one goes. */
  isCovered(region: Region): boolean {
    for (let around = this.parent(region); around; around = this.parent(around)) {
      if (this.isRemoved(around) && around.kind !== "suite") return true;
    }
    return false;
  }

  shape(region: Region): Shape | undefined {
    return this.extra.shapes[region.id];
  }

  namesTarget(comment: Region): boolean {
    return this.extra.named.includes(comment.id);
  }

  slice(range: Range): string {
    return this.text.slice(range.start, range.end);
  }

  /** True if nothing else stands on the lines of a range. */
  standsAlone(range: Range): boolean {
    return startsLine(this.text, range.start) && endsLine(this.text, range.end);
  }

  /** Width of the white space before the first character of a line. */
  indent(offset: number): number {
    const start = lineStart(this.text, offset);
    return /^[ \t]*/.exec(this.text.slice(start))![0].length;
  }
}

/** A deletion. */
export function cut(start: number, end: number): Edit {
  return { start, end, text: "" };
}
