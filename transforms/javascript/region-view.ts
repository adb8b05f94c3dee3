import type { Edit, Range, Verdict } from "../../src/engine/model.js";
import type { Region, Slot } from "../../src/engine/region.js";
import { endsLine, startsLine } from "../../src/syntax/edits.js";

/** Regions of a file with their verdicts, as the renderers look at them. Edits gather here. */
export class RegionView {
  readonly text: string;
  readonly edits: Edit[] = [];
  private readonly regions: readonly Region[];
  private readonly verdicts: ReadonlyMap<number, Verdict>;
  private readonly below = new Map<number, Region[]>();

  constructor(text: string, regions: readonly Region[], verdicts: readonly Verdict[]) {
    this.text = text;
    this.regions = regions;
    this.verdicts = new Map(verdicts.map((verdict) => [verdict.region, verdict]));
    for (const region of regions) {
      const list = this.below.get(region.parent);
      if (list) list.push(region);
      else this.below.set(region.parent, [region]);
    }
  }

  region(id: number): Region | undefined {
    return this.regions[id];
  }

  children(region: Region): readonly Region[] {
    return this.below.get(region.id) ?? [];
  }

  parent(region: Region): Region | undefined {
    return this.regions[region.parent];
  }

  slot(region: Region, slot: Slot): Region[] {
    return this.children(region).filter((child) => child.slot === slot && child.kind !== "comment");
  }

  one(region: Region, slot: Slot): Region | undefined {
    return this.children(region).find((child) => child.slot === slot && child.kind !== "comment");
  }

  action(region: Region): Verdict["action"] | undefined {
    return this.verdicts.get(region.id)?.action;
  }

  verdict(region: Region): Verdict | undefined {
    return this.verdicts.get(region.id);
  }

  isGone(region: Region): boolean {
    return this.action(region) === "remove";
  }

  /** All regions below one, in text order. */
  subtree(region: Region): Region[] {
    return [region, ...this.children(region).flatMap((child) => this.subtree(child))];
  }

  source(range: Range): string {
    return this.text.slice(range.start, range.end);
  }

  delete(start: number, end: number): void {
    if (end > start) this.edits.push({ start, end, text: "" });
  }

  replace(range: Range, text: string): void {
    this.edits.push({ start: range.start, end: range.end, text });
  }

  insert(at: number, text: string): void {
    this.edits.push({ start: at, end: at, text });
  }

  /** True if nothing else stands on the lines of a range. */
  isAlone(range: Range): boolean {
    return startsLine(this.text, range.start) && endsLine(this.text, range.end);
  }

  /** Index of the first `needle` from `from` on that is not in a comment; -1 if there is none before `to`. */
  find(needle: string, from: number, to = this.text.length): number {
    for (let at = from; at < to; at++) {
      if (this.text.startsWith(needle, at)) return at;
      if (this.text.startsWith("//", at)) {
        const end = this.text.indexOf("\n", at);
        if (end < 0) return -1;
        at = end;
      } else if (this.text.startsWith("/*", at)) {
        const end = this.text.indexOf("*/", at + 2);
        if (end < 0) return -1;
        at = end + 1;
      }
    }
    return -1;
  }

  /** True for a suite in braces; the suite of a file or of a script in a page has none. */
  hasBraces(suite: Region): boolean {
    const owner = this.parent(suite);
    if (!owner || suite.end - suite.start < 2 || this.text[suite.start] !== "{" || this.text[suite.end - 1] !== "}")
      return false;
    if (owner.kind === "case" || ["file", "element", "attribute"].includes(owner.kind)) return false;
    const [first] = this.children(suite);
    // A single statement that is itself a block: the braces are that statement's.
    return first === undefined || first.start > suite.start;
  }
}
