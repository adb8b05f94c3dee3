import type { Facts, Link, Occurrence, SymbolName } from "./model.js";
import type { Region, RegionKind, Trait } from "./region.js";

/** An occurrence with its file. */
export interface Place extends Occurrence {
  path: string;
}

/** One file's facts with the look-ups that judging needs. */
export class FileView {
  readonly facts: Facts;
  readonly path: string;
  readonly children: Region[][];
  private readonly at = new Map<number, Occurrence[]>();

  constructor(facts: Facts, links: readonly Occurrence[]) {
    this.facts = facts;
    this.path = facts.path;
    this.children = facts.regions.map(() => []);
    for (const region of facts.regions) if (region.parent >= 0) this.children[region.parent]!.push(region);
    for (const list of this.children) list.sort((a, b) => a.start - b.start || a.end - b.end);
    for (const occurrence of [...facts.occurrences, ...links]) {
      const known = this.at.get(occurrence.region);
      if (known) known.push(occurrence);
      else this.at.set(occurrence.region, [occurrence]);
    }
  }

  region(id: number): Region {
    const region = this.facts.regions[id];
    if (!region) throw new Error(`${this.path} has no region ${id}`);
    return region;
  }

  parent(region: Region): Region | undefined {
    return region.parent < 0 ? undefined : this.facts.regions[region.parent];
  }

  /** Children in a slot, in text order. */
  slot(region: Region, slot: Region["slot"]): Region[] {
    return this.children[region.id]!.filter((child) => child.slot === slot);
  }

  /** The first child in a slot. */
  one(region: Region, slot: Region["slot"]): Region | undefined {
    return this.children[region.id]!.find((child) => child.slot === slot);
  }

  occurrences(region: Region): readonly Occurrence[] {
    return this.at.get(region.id) ?? [];
  }

  /** The region and all below it, parents first. */
  *subtree(region: Region): Generator<Region> {
    const open = [region];
    while (open.length > 0) {
      const next = open.pop()!;
      yield next;
      const below = this.children[next.id]!;
      for (let index = below.length - 1; index >= 0; index--) open.push(below[index]!);
    }
  }

  /** What of a region runs where it stands: a page that a string holds is drawn elsewhere. */
  *evaluated(region: Region): Generator<Region> {
    const open = [region];
    while (open.length > 0) {
      const next = open.pop()!;
      if (next.kind === "suite" && next.slot === "content" && next !== region) continue;
      yield next;
      const below = this.children[next.id]!;
      for (let index = below.length - 1; index >= 0; index--) open.push(below[index]!);
    }
  }

  /** The nearest region around `region`, itself included, of one of the kinds. */
  around(region: Region, kinds: ReadonlySet<RegionKind>): Region | undefined {
    for (let at: Region | undefined = region; at; at = this.parent(at)) if (kinds.has(at.kind)) return at;
    return undefined;
  }
}

export const has = (region: Region, trait: Trait): boolean => region.traits?.includes(trait) ?? false;

/** Definitions and references of every symbol in the analysed files. */
export class Graph {
  readonly files = new Map<string, FileView>();
  readonly definitions = new Map<SymbolName, Place[]>();
  readonly references = new Map<SymbolName, Place[]>();
  /** Names built at run time: `dom:#global*Tab` reaches every `dom:#global…Tab`, `py:a.py#send_*` every `send_…` there. */
  readonly patterns: { symbol: SymbolName; matches: RegExp; place: Place }[] = [];

  /** Definitions that lists of addresses lead to, by path. */
  private readonly served = new Map<string, Set<number>>();

  constructor(facts: ReadonlyMap<string, Facts>, links: readonly Link[]) {
    const byPath = new Map<string, Link[]>();
    for (const link of links) {
      const known = byPath.get(link.path);
      if (known) known.push(link);
      else byPath.set(link.path, [link]);
    }
    for (const [path, one] of facts) {
      const further = byPath.get(path) ?? [];
      this.files.set(path, new FileView(one, further));
      for (const occurrence of [...one.occurrences, ...further]) this.add(path, occurrence);
    }
    this.findServed();
  }

  /** True for a definition that an address leads to: marked as a route itself, or named where addresses are listed. */
  isRoute(path: string, region: Region): boolean {
    return has(region, "route") || (this.served.get(path)?.has(region.id) ?? false);
  }

  /** A call that defines a route and refers to a definition serves it there. */
  private findServed(): void {
    for (const [symbol, places] of this.definitions) {
      if (!symbol.startsWith("route:")) continue;
      for (const { path, region } of places) {
        const view = this.files.get(path)!;
        if (view.region(region).kind !== "call") continue;
        for (const one of view.occurrences(view.region(region)))
          for (const place of one.defines ? [] : (this.definitions.get(one.symbol) ?? [])) {
            const known = this.served.get(place.path);
            if (known) known.add(place.region);
            else this.served.set(place.path, new Set([place.region]));
          }
      }
    }
  }

  private add(path: string, occurrence: Occurrence): void {
    const place: Place = { ...occurrence, path };
    if (isPattern(occurrence.symbol)) {
      this.patterns.push({ symbol: occurrence.symbol, matches: patternOf(occurrence.symbol), place });
      return;
    }
    const table = occurrence.defines ? this.definitions : this.references;
    const known = table.get(occurrence.symbol);
    if (known) known.push(place);
    else table.set(occurrence.symbol, [place]);
  }
}

/** Symbols whose name has a hole that is filled at run time. Routes use `*` for an unknown method. */
function isPattern(symbol: SymbolName): boolean {
  return (
    /^((dom|class|template|static|path|endpoint|attr|module):.*\*|py:[^*#]+#.*\*|js:window#.*\.\*$)/.test(symbol) ||
    // A key of a message has dots; other messages are sentences, in which a star is a star.
    /^message:(?:[\w-]+\.[\w.:-]*\*|\*[.:])[\w.:*-]*$/.test(symbol)
  );
}

function patternOf(symbol: SymbolName): RegExp {
  const escaped = symbol.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  // What is inside a function or class of Python is not reached by a name beside it.
  return new RegExp(`^${escaped.join(symbol.startsWith("py:") ? "[^.#]*" : ".*")}$`);
}
