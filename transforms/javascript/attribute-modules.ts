import type { Facts, Link, SymbolName } from "../../src/engine/model.js";

/** Attributes that name what a script attaches to their element. */
const attribute = /^data-(?:[\w-]+-)?(?:module|component|controller|behaviou?r|widget|plugin)s?$/i;

/** True for an attribute whose words name what scripts attach. */
export const isModuleAttribute = (name: string): boolean => attribute.test(name);

/** Objects that scripts register such things in. */
const registry = /(?:^|\.)\w*(?:Modules|Components|Controllers|Behaviou?rs|Widgets|Plugins)\.([\w$]+)$/i;

/**
 * Links of attributes to the modules that they attach: `data-module="map-layer"` is `App.Modules.MapLayer`. */
export function resolveModules(facts: ReadonlyMap<string, Facts>): Link[] {
  const modules = new Map<string, SymbolName[]>();
  for (const { occurrences } of facts.values())
    for (const { symbol, defines } of occurrences) {
      const name = defines && symbol.startsWith("js:window#") ? registry.exec(symbol)?.[1] : undefined;
      if (name !== undefined) modules.set(dashed(name), [...(modules.get(dashed(name)) ?? []), symbol]);
    }
  if (modules.size === 0) return [];
  return [...facts].flatMap(([path, { regions }]) =>
    regions.flatMap((region): Link[] => {
      const parent = regions[region.parent];
      const around = parent?.kind === "sequence" ? regions[parent.parent] : parent;
      const isValue = around?.kind === "attribute" || (around?.kind === "entry" && region.slot === "value");
      if (!isValue || typeof region.value !== "string" || !attribute.test(around.name ?? "")) return [];
      const symbols = modules.get(dashed(region.value.trim())) ?? [];
      return symbols.map((symbol) => ({ path, symbol, defines: false, region: region.id }));
    }),
  );
}

/** `MapLayer`, `mapLayer`, `map_layer` and `map-layer` alike. */
const dashed = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, "$1$3-$2")
    .replaceAll("_", "-")
    .toLowerCase();
