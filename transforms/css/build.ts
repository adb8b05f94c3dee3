import type { Occurrence, Range, Target } from "../../src/engine/model.js";
import type { Region, RegionKind, Slot } from "../../src/engine/region.js";
import type { StyleOptions } from "./sheet.js";

/** What is read of one style sheet: regions in text order, parents first, and what they say of symbols. */
export class Reading {
  readonly regions: Region[] = [];
  readonly occurrences: Occurrence[] = [];
  /** Files that a region leads to, as they are spelt there. */
  readonly files: FileReference[] = [];

  /** The whole text, with what is no CSS masked. */
  readonly text: string;
  /** The whole text as it stands in the file. */
  readonly original: string;
  readonly target: Target;
  private readonly holes: readonly Range[];
  private readonly firstId: number;

  constructor(text: string, options: Pick<StyleOptions, "original" | "target" | "holes" | "firstId">) {
    this.text = text;
    this.original = options.original;
    this.target = options.target;
    this.holes = options.holes;
    this.firstId = options.firstId;
  }

  /** Adds a region below `parent` and gives its id. */
  add(kind: RegionKind, slot: Slot, range: Range, parent: number, more: Partial<Region> = {}): number {
    const id = this.firstId + this.regions.length;
    this.regions.push({ id, parent, kind, slot, start: range.start, end: range.end, ...more });
    return id;
  }

  refer(region: number, symbol: string, weak = false): void {
    this.occurrences.push({ symbol, defines: false, region, ...(weak ? { weak } : {}) });
  }

  define(region: number, symbol: string): void {
    this.occurrences.push({ symbol, defines: true, region, private: true });
  }

  slice(range: Range): string {
    return this.text.slice(range.start, range.end);
  }

  /** True if a part that is filled in later touches the range. */
  isFilled(range: Range): boolean {
    return this.holes.some((hole) => hole.start < range.end && range.start < hole.end);
  }
}

/** A file that a style sheet names, for `resolve` to find. */
export interface FileReference {
  region: number;
  path: string;
  /** `@import` and its like leave out folders' marks and extensions. */
  kind: "sheet" | "asset";
}
