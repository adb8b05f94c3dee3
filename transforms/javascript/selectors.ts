import type { SymbolName } from "../../src/engine/model.js";

/** Ids and classes that a selector names. */
export interface SelectorNames {
  symbols: SymbolName[];
  /** A list of selectors: it still finds something when one of them is gone. */
  isList: boolean;
}

/**
 * Ids, classes and data attributes of a selector. Each of them must exist for one compound chain to match; what
 * stands in `:not(…)` need not. `#a .b` names `dom:#a` and `class:.b`.
 */
export function selectorNames(selector: string): SelectorNames {
  const positive = selector.replace(/:not\([^)]*\)/g, "");
  const outside = positive.replace(/\[[^\]]*\]/g, "[]").replace(/\([^)]*\)/g, "()");
  const symbols: SymbolName[] = [];
  const attributes = /\[(data-[\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*\]/g;
  for (const [, name, double, single, bare] of positive.matchAll(attributes)) {
    const value = double ?? single ?? bare ?? "";
    if (value !== "" && !value.includes("{}")) symbols.push(`attr:${name}=${value}`);
  }
  for (const [, sign, name] of outside.matchAll(/([#.])((?:[\w-]|\{\}|\p{L})+)/gu)) {
    if (!name || /^[\d{}]+$/.test(name)) continue;
    symbols.push(sign === "#" ? `dom:#${patterned(name)}` : `class:.${patterned(name)}`);
  }
  return { symbols, isList: outside.includes(",") };
}

/** `global{}Tab` as a pattern: `global*Tab`. A symbol with `*` may reach any name that fits, and is never gone. */
export function patterned(name: string): string {
  return name.replace(/(?:\{\})+/g, "*");
}

/** True if a string can be a selector that names an id or class. */
export function looksLikeSelector(value: string): boolean {
  return /[#.[][\w-]/.test(value) && !/[<;]|\/\//.test(value);
}
