import type { Range, Verdict } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { endsLine, lineStart, startsLine } from "../../src/syntax/edits.js";

/** Regions and verdicts of a file with the look-ups that rewriting needs. */
export class View {
  readonly text: string;
  readonly regions: readonly Region[];
  private readonly verdicts: ReadonlyMap<number, Verdict>;
  private readonly below = new Map<number, Region[]>();
  private readonly named: ReadonlySet<number>;

  /** @param named ids of the comments that name the target */
  constructor(text: string, regions: readonly Region[], verdicts: readonly Verdict[], named: readonly number[]) {
    this.text = text;
    this.regions = regions;
    this.verdicts = new Map(verdicts.map((verdict) => [verdict.region, verdict]));
    this.named = new Set(named);
    for (const region of regions) {
      const known = this.below.get(region.parent);
      if (known) known.push(region);
      else this.below.set(region.parent, [region]);
    }
  }

  verdict(region: Region): Verdict | undefined {
    return this.verdicts.get(region.id);
  }

  isGone(region: Region): boolean {
    return this.verdicts.get(region.id)?.action === "remove";
  }

  namesTarget(comment: Region): boolean {
    return this.named.has(comment.id) && !this.verdicts.has(comment.id);
  }

  /** Children in text order. */
  children(region: Region): readonly Region[] {
    return this.below.get(region.id) ?? [];
  }

  slice(range: Range): string {
    return this.text.slice(range.start, range.end);
  }

  /** True if nothing else stands on the lines of a range. */
  standsAlone(range: Range): boolean {
    return startsLine(this.text, range.start) && endsLine(this.text, range.end);
  }

  /** Line breaks between two offsets: two or more make a blank line. */
  lineBreaks(from: number, to: number): number {
    return this.text.slice(from, to).split("\n").length - 1;
  }

  lineStart(index: number): number {
    return lineStart(this.text, index);
  }
}
