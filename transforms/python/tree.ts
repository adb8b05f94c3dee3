import type { Region, Slot } from "../../src/engine/region.js";

/** The regions of one file with the way down from a region to its children. */
export class RegionTree {
  /** Regions of Python in order. */
  readonly regions: readonly Region[];
  private readonly all: readonly Region[];
  private readonly embedded: ReadonlySet<number>;
  private readonly below: number[][];

  /**
   * @param all regions of a file, each at the index of its number
   * @param embedded those of another language inside strings. What of Python stands in them stands in the string
   */
  constructor(all: readonly Region[], embedded: ReadonlySet<number> = new Set()) {
    this.all = all;
    this.embedded = embedded;
    this.regions = embedded.size === 0 ? all : all.filter((region) => !embedded.has(region.id));
    this.below = all.map(() => []);
    for (const region of all) {
      if (embedded.has(region.parent)) this.below[region.parent]!.push(region.id);
      const parent = embedded.has(region.id) ? undefined : this.parent(region);
      if (parent) this.below[parent.id]!.push(region.id);
    }
  }

  /** The region with a number. */
  at(id: number): Region {
    return this.all[id]!;
  }

  /** Numbers of a region's children, in text order. */
  children(id: number): readonly number[] {
    return this.below[id] ?? [];
  }

  /** Children in a slot. */
  inSlot(id: number, slot: Slot): Region[] {
    return this.children(id)
      .map((child) => this.at(child))
      .filter((child) => child.slot === slot);
  }

  /** First child in a slot. */
  first(id: number, slot: Slot): Region | undefined {
    for (const child of this.children(id)) if (this.at(child).slot === slot) return this.at(child);
    return undefined;
  }

  /** The region around, undefined for the root. */
  parent(region: Region): Region | undefined {
    let at = region.parent;
    while (this.embedded.has(at)) at = this.at(at).parent;
    return at < 0 ? undefined : this.at(at);
  }

  /** The region itself, then what is around it, outwards. */
  *outwards(region: Region): Generator<Region> {
    for (let at: Region | undefined = region; at; at = this.parent(at)) yield at;
  }

  /** The region and all below it, in text order. */
  *inwards(id: number): Generator<Region> {
    const open = [id];
    while (open.length > 0) {
      const at = open.pop()!;
      yield this.at(at);
      const children = this.children(at);
      for (let index = children.length - 1; index >= 0; index--) open.push(children[index]!);
    }
  }

  /** What parentheses and await hold, else the region itself. */
  bare(region: Region): Region {
    let at = region;
    while (at.kind === "group") {
      const inner = this.first(at.id, "value");
      if (!inner) return at;
      at = inner;
    }
    return at;
  }

  /** `a.b.c` of a chain of names and members, undefined for anything else. */
  dotted(region: Region | undefined): string | undefined {
    const parts: string[] = [];
    for (let at = region; at; at = this.first(at.id, "object")) {
      if (at.kind === "name") return [at.name ?? "", ...parts].join(".");
      if (at.kind !== "member") return undefined;
      parts.unshift(at.name ?? "");
    }
    return undefined;
  }

  /** Values of a call's arguments without keywords; a spread ends them. */
  positional(call: number): Region[] {
    const values: Region[] = [];
    for (const argument of this.inSlot(call, "argument")) {
      const value = this.first(argument.id, "value");
      if (!value || value.kind === "spread") break;
      if (argument.name === undefined) values.push(value);
    }
    return values;
  }

  /** Value of a call's keyword argument. */
  keyword(call: number, name: string): Region | undefined {
    const argument = this.inSlot(call, "argument").find((one) => one.name === name);
    return argument && this.first(argument.id, "value");
  }
}
