import type { Occurrence, SymbolName } from "../../../src/engine/model.js";
import type { Region, Trait } from "../../../src/engine/region.js";
import { chainOf, scopeLookup } from "../collect.js";
import type { Chain, FrameworkNote } from "../extra.js";
import { symbolOf } from "../occurrences.js";
import { type Binding, lookUp, type Scope, type Scopes } from "../scopes.js";
import type { RegionTree } from "../tree.js";

/** What a framework's table does: it looks at one file and adds traits, occurrences and notes. */
export interface Framework {
  name: string;
  inspect(view: View): void;
}

/** One file as the tables of frameworks see it. */
export class View {
  readonly path: string;
  readonly tree: RegionTree;
  readonly scopes: Scopes;
  readonly occurrences: Occurrence[] = [];
  readonly notes: FrameworkNote[] = [];
  readonly calls: Region[];
  readonly functions: Region[];
  private readonly scopeOf: (region: Region) => Scope;
  private readonly origins = new Map<number, string | undefined>();

  constructor(path: string, tree: RegionTree, scopes: Scopes) {
    this.path = path;
    this.tree = tree;
    this.scopes = scopes;
    this.scopeOf = scopeLookup(tree, scopes);
    this.calls = tree.regions.filter((region) => region.kind === "call");
    this.functions = tree.regions.filter((region) => region.kind === "function");
  }

  trait(region: Region | undefined, ...traits: Trait[]): void {
    if (!region) return;
    region.traits = [...new Set([...(region.traits ?? []), ...traits])];
  }

  refer(symbol: SymbolName | undefined, region: Region | undefined, weak = false): void {
    if (region && symbol !== undefined)
      this.occurrences.push({ symbol, defines: false, region: region.id, ...(weak ? { weak } : {}) });
  }

  define(symbol: SymbolName, region: Region, rest: Pick<Occurrence, "private" | "owner" | "asked"> = {}): void {
    this.occurrences.push({ symbol, defines: true, region: region.id, ...rest });
  }

  note(note: FrameworkNote): void {
    this.notes.push(note);
  }

  /** The text of a string literal, parentheses aside. */
  string(region: Region | undefined): string | undefined {
    const value = region && this.tree.bare(region).value;
    return typeof value === "string" ? value : undefined;
  }

  binding(name: Region): Binding | undefined {
    return name.kind === "name" ? lookUp(name.name ?? "", this.scopeOf(name)) : undefined;
  }

  /** The symbol that a name means where a region stands. */
  symbolOf(name: string, at: Region): SymbolName | undefined {
    const binding = lookUp(name, this.scopeOf(at));
    return binding && symbolOf(this.path, binding);
  }

  chain(region: Region | undefined): Chain | undefined {
    return chainOf(this.path, this.tree, this.scopeOf, region);
  }

  /**
   * Where a dotted name comes from: `getenv` of `from os import getenv` is `os.getenv`, a name made by a call
   * stands for what it was made by (`app.route` of `app = Flask(…)` is `flask.Flask.route`). Names that the file
   * defines itself begin with `local:`; names nobody defines are as written.
   */
  origin(region: Region | undefined): string | undefined {
    if (!region) return undefined;
    if (this.origins.has(region.id)) return this.origins.get(region.id);
    this.origins.set(region.id, undefined);
    const found = this.findOrigin(region);
    this.origins.set(region.id, found);
    return found;
  }

  /** Where a call's callee comes from. */
  callee(call: Region): string | undefined {
    return this.origin(this.tree.first(call.id, "callee"));
  }

  /** The function that a region stands in. */
  functionAround(region: Region): Region | undefined {
    for (const outer of this.tree.outwards(region)) if (outer.kind === "function" && outer !== region) return outer;
    return undefined;
  }

  /** All below a function that runs with it: nothing inside functions, lambdas and classes of its own. */
  *ownRegions(region: Region): Generator<Region> {
    const open = [...this.tree.inSlot(region.id, "body")].map((body) => body.id);
    while (open.length > 0) {
      const at = this.tree.at(open.pop()!);
      yield at;
      if (at.kind === "function" || at.kind === "class" || at.kind === "lambda") continue;
      open.push(...[...this.tree.children(at.id)].reverse());
    }
  }

  private findOrigin(region: Region): string | undefined {
    const { tree } = this;
    if (region.kind === "member") {
      const object = this.origin(tree.first(region.id, "object"));
      return object === undefined ? undefined : `${object}.${region.name ?? ""}`;
    }
    if (region.kind === "call") return this.callee(region);
    if (region.kind === "index") return this.origin(tree.first(region.id, "object"));
    if (region.kind === "literal") return typeof region.value === "string" ? "str" : undefined;
    if (region.kind === "group") return this.origin(tree.first(region.id, "value"));
    if (region.kind !== "name") return undefined;
    const name = region.name ?? "";
    const binding = this.binding(region);
    if (!binding) return name;
    for (const definition of binding.definitions) {
      const place = tree.at(definition.region);
      if (definition.by === "import") {
        const module = tree.parent(place)?.name;
        if (module !== undefined) return module === "." ? `.${place.name}` : `${module}.${place.name ?? ""}`;
        return tree.first(place.id, "target") ? place.name : (place.name ?? "").split(".")[0];
      }
      if (definition.by === "assignment" || definition.by === "with") {
        const value = tree.first(place.id, "value");
        const bare = value && tree.bare(value);
        const made = bare && place.form !== "tuple" && bare !== region ? this.origin(bare) : undefined;
        if (made !== undefined && !made.startsWith("local:")) return made;
      }
      if (definition.by === "parameter") return name;
    }
    return `local:${name}`;
  }
}
