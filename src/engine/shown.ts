import type { Place } from "./graph.js";
import type { Hold } from "./hold-places.js";
import { type Ground, type Holds, isDead, type Marks } from "./spread.js";

/**
 * Files that would go, were not one place in them held, and that something which stays shows as a whole: around that one
 * place nothing would be left to show, so all of the file stays.
 */
export function shownHolds(ground: Ground, marks: Marks, holds: Holds): Hold[] {
  const found: Hold[] = [];
  for (const [path, judging] of marks.judging) {
    const held = holds.get(path);
    if (!held || held.has(0) || !judging.shrunk.has(0)) continue;
    const { view } = judging;
    const shown = view
      .occurrences(view.region(0))
      .filter((one) => one.defines && one.whole)
      .flatMap((one) => ground.graph.references.get(one.symbol) ?? [])
      .some((place) => !place.weak && !isDead(marks, place) && !takesParts(ground, place));
    const [reason] = held.values();
    if (shown) found.push({ path, region: 0, reason: reason!, definition: true });
  }
  return found;
}

/** An import of names shows nothing of the rest. */
const takesParts = ({ graph }: Ground, { path, region }: Place): boolean => {
  const view = graph.files.get(path)!;
  return view.around(view.region(region), new Set(["import"])) !== undefined;
};
