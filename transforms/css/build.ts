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
  /** Path of the file, if it may have functions and take names from modules. */
  readonly module: string | undefined;
  private readonly holes: readonly Range[];
  private readonly firstId: number;

  constructor(text: string, options: Pick<StyleOptions, "original" | "target" | "holes" | "firstId" | "module">) {
    this.text = text;
    this.original = options.original;
    this.target = options.target;
    this.holes = options.holes;
    this.module = options.module;
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

  /** Defines what others may use without a name, so that it stays when nothing names it any more. */
  offer(region: number, symbol: string): void {
    this.occurrences.push({ symbol, defines: true, region });
  }

  slice(range: Range): string {
    return this.text.slice(range.start, range.end);
  }

  /** Adds the use of a name that other places define: below a member of the module that it is taken from, if any. */
  use(symbol: string, slot: Slot, range: Range, parent: number, name: string, taken?: Range): void {
    const kind = taken ? "member" : "name";
    const whole = { start: taken?.start ?? range.start, end: range.end };
    const region = this.add(kind, slot, whole, parent, { name });
    this.refer(region, symbol);
    if (!taken || this.module === undefined) return;
    const word = this.original.slice(taken.start, taken.end);
    this.refer(this.add("name", "object", taken, region, { name: word }), namespaceOf(this.module, word));
  }

  /** Parts that are filled in later, as far as they lie in a range. */
  filled(range: Range): Range[] {
    return this.holes.filter((hole) => hole.start < range.end && range.start < hole.end);
  }

  /** True if a part that is filled in later touches the range. */
  isFilled(range: Range): boolean {
    return this.holes.some((hole) => hole.start < range.end && range.start < hole.end);
  }
}

/** The symbol of what a file calls a module that it uses. */
export const namespaceOf = (path: string, name: string) => `style:@use ${path}#${name}`;

/** A file that a style sheet names, for `resolve` to find. */
export interface FileReference {
  region: number;
  path: string;
  /** `@import` and its like leave out folders' marks and extensions. */
  kind: "sheet" | "asset";
}
