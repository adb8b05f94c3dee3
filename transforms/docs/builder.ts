import type { Facts, Occurrence, Range, SymbolName, Target } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";

/** What `resolve` and `rewrite` need of a document beyond its regions. */
export interface DocumentExtra {
  /** Places that name a path, each with the paths it can mean, the likeliest first. */
  paths: { region: number; candidates: string[] }[];
  /** Places that are about something that code defines, by its name there: `plan_route`, `Planner.plan`. */
  names: { region: number; name: string }[];
  /** Lines of file trees: the offset of the sign before the name, for `└──` to move when the last one goes. */
  trees: TreeLine[][];
}

/** A line of a file tree. */
export interface TreeLine {
  region: number;
  /** Offset of the branch sign. */
  sign: number;
  /** Column of the sign: deeper lines are further right. */
  column: number;
}

/** Collects the regions and occurrences of one document. */
export class Builder {
  readonly regions: Region[] = [];
  readonly occurrences: Occurrence[] = [];
  readonly extra: DocumentExtra = { paths: [], names: [], trees: [] };
  readonly path: string;
  readonly text: string;
  readonly target: Target;

  constructor(path: string, text: string, target: Target) {
    this.path = path;
    this.text = text;
    this.target = target;
    this.add(-1, "file", "root", { start: 0, end: text.length });
    this.add(0, "suite", "body", { start: 0, end: text.length });
  }

  /** Adds a region. @returns its id */
  add(parent: number, kind: Region["kind"], slot: Region["slot"], range: Range, more: Partial<Region> = {}): number {
    const id = this.regions.length;
    this.regions.push({ id, parent, kind, slot, start: range.start, end: range.end, ...more });
    return id;
  }

  /** Records that a region speaks of a symbol. Documents keep nothing alive, so the reference is weak. */
  refer(symbol: SymbolName, region: number): void {
    this.occurrences.push({ symbol, defines: false, region, weak: true });
  }

  /** Records that a region defines a symbol. */
  define(symbol: SymbolName, region: number, isPrivate = false): void {
    this.occurrences.push({ symbol, defines: true, region, ...(isPrivate ? { private: true } : {}) });
  }

  /** True if a range names the target. */
  names(range: Range): boolean {
    return this.target.find(this.slice(range)).length > 0;
  }

  slice(range: Range): string {
    return this.text.slice(range.start, range.end);
  }

  /** The facts, regions in the order that the engine wants: parents first, siblings in text order. */
  facts(transform: string): Facts {
    const { path, regions, occurrences, extra } = this;
    return { path, transform, regions, occurrences, faults: [], extra };
  }
}
