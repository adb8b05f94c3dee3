import type { Graph, Place } from "./graph.js";
import type { SymbolName } from "./model.js";

/**
 * Selectors that can no longer match: of something they must find, everything that made or named it is no longer
 * there. What nothing but selectors ever named stays, and so does what a name built at run time may reach.
 * @param symbols that a region which is no longer there made or named
 */
export function idleSelectors(graph: Graph, symbols: Iterable<SymbolName>, isDead: (place: Place) => boolean): Place[] {
  const found: Place[] = [];
  for (const symbol of symbols) {
    const references = graph.references.get(symbol) ?? [];
    const selectors = references.filter((place) => isSelector(graph, place) && !isDead(place));
    if (selectors.length === 0) continue;
    const users = [
      ...(graph.definitions.get(symbol) ?? []),
      ...references.filter((place) => !isSelector(graph, place)),
    ];
    if (users.length === 0 || users.some((place) => !isDead(place))) continue;
    if (graph.patterns.some(({ place, matches }) => !isDead(place) && matches.test(symbol))) continue;
    found.push(...selectors);
  }
  return found;
}

const isSelector = (graph: Graph, place: Place) =>
  graph.files.get(place.path)!.region(place.region).kind === "selector";
