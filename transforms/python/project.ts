import type { Facts, Inventory } from "../../src/engine/model.js";
import type { Chain, PythonExtra } from "./extra.js";
import { type Module, Modules } from "./modules.js";

/** What a name or chain of names stands for. */
export type Entity =
  | { kind: "module"; module: Module }
  | { kind: "class"; symbol: string }
  | { kind: "instance"; of: string }
  | { kind: "function"; symbol: string }
  | { kind: "other" };

/** A resolved name: the symbols that stand for it, the defining one first, and what it is. */
export interface Resolved {
  symbols: string[];
  entity: Entity;
}

const other: Entity = { kind: "other" };
const deepest = 24;

/** All Python files together: follows imports, re-exports, instances and base classes. */
export class Project {
  readonly modules: Modules;
  readonly extras = new Map<string, PythonExtra>();
  private readonly entities = new Map<string, Entity>();
  private readonly names = new Map<string, Resolved | undefined>();

  constructor(facts: ReadonlyMap<string, Facts>, inventory: Inventory) {
    this.modules = new Modules(inventory.files.keys());
    for (const [path, one] of facts)
      if (one.transform === "python" && one.extra) this.extras.set(path, one.extra as PythonExtra);
  }

  /** What a symbol of a file stands for. */
  entity(symbol: string, depth = 0): Entity {
    const known = this.entities.get(symbol);
    if (known) return known;
    if (depth > deepest) return other;
    this.entities.set(symbol, other);
    const found = this.findEntity(symbol, depth + 1);
    this.entities.set(symbol, found);
    return found;
  }

  /** A chain of attributes from a symbol; undefined where nothing is known of it. */
  follow(chain: Chain, depth = 0): Resolved | undefined {
    let at: Resolved | undefined = { symbols: [chain.root], entity: this.entity(chain.root, depth) };
    for (const name of chain.path) at = at && this.step(at.entity, name, depth + 1);
    return at;
  }

  /** A name that a module offers: its own, one that it imports, or a module below it. */
  nameIn(module: Module, name: string, depth = 0): Resolved | undefined {
    const { path } = module;
    const inside = this.modules.inside(module, name);
    // Of a package that was not read, nothing is known but the modules in it: large repositories have many empty ones.
    if (path !== undefined && (!inside || this.extras.has(path))) {
      const key = `${path}#${name}`;
      if (!this.names.has(key)) {
        this.names.set(key, undefined);
        this.names.set(key, this.findName(path, name, depth));
      }
      const found = this.names.get(key);
      if (found) return found;
    }
    return inside && { symbols: moduleSymbols(inside), entity: { kind: "module", module: inside } };
  }

  /** What names lead to, one after the other, from a module on. */
  through(module: Module, names: readonly string[]): Resolved | undefined {
    const [first = "", ...others] = names;
    let at = this.nameIn(module, first);
    for (const name of others) at = at && this.step(at.entity, name, 0);
    return at;
  }

  /** The module that an import means. */
  module(from: string, name: string): Module | undefined {
    return this.modules.find(from, name);
  }

  /** Symbols that an imported name stands for, as its import says; none for a name of the file's own. */
  imported(symbol: string): string[] {
    const path = pathOf(symbol);
    const source = this.extras.get(path)?.sources[symbol];
    if (source?.kind !== "import") return [];
    return this.importedName(path, source.module, source.name, 0)?.symbols ?? [];
  }

  /** A member of a class, looked for in its bases as well. */
  member(symbol: string, name: string, depth = 0): string | undefined {
    if (depth > deepest) return undefined;
    const fact = this.extras.get(pathOf(symbol))?.classes[symbol];
    if (!fact) return undefined;
    if (fact.members.includes(name)) return `${symbol}.${name}`;
    for (const base of fact.bases) {
      const entity = this.follow(base, depth + 1)?.entity;
      const found = entity?.kind === "class" ? this.member(entity.symbol, name, depth + 1) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private step(entity: Entity, name: string, depth: number): Resolved | undefined {
    if (depth > deepest) return undefined;
    if (entity.kind === "module") return this.nameIn(entity.module, name, depth);
    if (entity.kind !== "class" && entity.kind !== "instance") return undefined;
    const symbol = this.member(entity.kind === "class" ? entity.symbol : entity.of, name, depth);
    return symbol === undefined ? undefined : { symbols: [symbol], entity: this.entity(symbol, depth) };
  }

  private findEntity(symbol: string, depth: number): Entity {
    const path = pathOf(symbol);
    const source = this.extras.get(path)?.sources[symbol];
    if (!source) return other;
    if (source.kind === "class" || source.kind === "function") return { kind: source.kind, symbol };
    if (source.kind === "import") return this.importedName(path, source.module, source.name, depth)?.entity ?? other;
    const of = this.follow(source.of, depth);
    if (source.kind === "alias") return of?.entity ?? other;
    return of?.entity.kind === "class" ? { kind: "instance", of: of.entity.symbol } : other;
  }

  private importedName(from: string, name: string, member: string | undefined, depth: number): Resolved | undefined {
    const module = this.module(from, name);
    if (!module) return undefined;
    if (member === undefined) return { symbols: moduleSymbols(module), entity: { kind: "module", module } };
    return this.nameIn(module, member, depth + 1);
  }

  private findName(path: string, name: string, depth: number): Resolved | undefined {
    const extra = this.extras.get(path);
    const symbol = `py:${path}#${name}`;
    // A file that was not read yet: the name is taken to be its own.
    if (!extra) return { symbols: [symbol], entity: other };
    if (extra.exports.includes(name)) {
      const source = extra.sources[symbol];
      const further =
        source?.kind === "import" && depth < deepest
          ? this.importedName(path, source.module, source.name, depth + 1)
          : undefined;
      const symbols = further ? [...further.symbols, symbol] : [symbol];
      return { symbols, entity: further?.entity ?? this.entity(symbol, depth + 1) };
    }
    if (name.startsWith("_")) return undefined;
    for (const star of extra.imports) {
      const from = star.name === "*" ? this.module(path, star.module) : undefined;
      const found = from && depth < deepest ? this.nameIn(from, name, depth + 1) : undefined;
      if (found) return found;
    }
    return undefined;
  }
}

/** Symbols of a module: its dotted name, and its file. */
export function moduleSymbols(module: Module): string[] {
  const dotted = module.folder.replace(/^src\//, "").replaceAll("/", ".");
  return dotted === "" ? [] : [`module:${dotted}`];
}

/** The file that a symbol's name begins with. */
export function pathOf(symbol: string): string {
  return symbol.slice("py:".length, symbol.indexOf("#"));
}
