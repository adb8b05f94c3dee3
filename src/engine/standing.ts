import type { Place } from "./graph.js";
import { containerOf, coveringReason, type Hold, reasonAt } from "./hold-places.js";
import type { Cause } from "./model.js";
import type { Region } from "./region.js";
import { type Ground, type Holds, isDead, type Marks } from "./spread.js";

/**
 * Definitions that people asked to stay and that would go, or change inside. What only stored data needs is noted: its
 * uses go as if it were gone.
 */
export function standingHolds(ground: Ground, marks: Marks, holds: Holds): Hold[] {
  const found: Hold[] = [];
  for (const [symbol, places] of ground.graph.definitions) {
    const reason = ground.rules.standing(symbol);
    if (reason === undefined) continue;
    for (const place of places) {
      const view = ground.graph.files.get(place.path)!;
      const region = view.region(place.region);
      if (coveringReason(view, (id) => reasonAt(holds, found, place.path, id), region) !== undefined) continue;
      if (!isTouched(marks, place.path, region)) continue;
      if (reason === "tombstone" && !ground.tombstones.has(symbol)) {
        const cause = marks.gone.get(symbol) ?? ownCause(ground, symbol, place);
        if (cause) ground.tombstones.set(symbol, cause);
      }
      const stays = isDead(marks, place) ? containerOf(view, marks, place) : region;
      found.push({ path: place.path, region: stays.id, reason, definition: true, root: true, first: "blocked" });
    }
  }
  return found;
}

/** True if a definition goes, changes inside, or could not leave. */
function isTouched(marks: Marks, path: string, region: Region): boolean {
  const judged = marks.judged.get(path);
  const view = marks.judging.get(path)?.view;
  if (!judged || !view) return false;
  const isInside = (id: number) => view.region(id).start >= region.start && view.region(id).end <= region.end;
  return (
    judged.dead.has(region.id) ||
    judged.verdicts.some((verdict) => isInside(verdict.region)) ||
    marks.blocked.some((place) => place.path === path && isInside(place.region))
  );
}

/** Of a definition that could not leave: its own name is the target's. */
function ownCause(ground: Ground, symbol: string, place: Place): Cause | undefined {
  const name = symbol
    .slice(symbol.search(/[#:][^#]*$/) + 1)
    .split(".")
    .at(-1)!;
  if (!ground.target.matches(name)) return undefined;
  const from = { path: place.path, region: place.region };
  return { by: "name", reason: `\`${name}\` names ${ground.target.name}`, symbol, from };
}
