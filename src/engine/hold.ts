import { lineOf } from "../syntax/lines.js";
import { type FileView, has, type Place } from "./graph.js";
import { containerOf, coveringReason, type Hold, ownsAround, reasonAt, unitOf } from "./hold-places.js";
import { reachedHolds } from "./looked-up.js";
import type { Reason } from "./model.js";
import type { Region } from "./region.js";
import { isStanding } from "./rules.js";
import { shownHolds } from "./shown.js";
import { type Ground, type Holds, isDead, type Marks } from "./spread.js";
import { standingHolds } from "./standing.js";

/** True for an argument whose call stays, of a function that stays: it is no use of the parameter, but meets it. */
function meetsParameter({ graph }: Ground, marks: Marks, { path, region, symbol }: Place): boolean {
  if (graph.files.get(path)!.region(region).kind !== "argument") return false;
  return (graph.definitions.get(symbol) ?? []).some((place) => {
    const view = graph.files.get(place.path)!;
    const parameter = view.region(place.region);
    return parameter.kind === "parameter" && !isDead(marks, { path: place.path, region: parameter.parent });
  });
}

/**
 * Everything that must stay after a round of marking: blocked places, and definitions that are gone or lie in a
 * region that goes while something that stays refers to them. Empty when the marks are consistent.
 */
export function findHolds(ground: Ground, marks: Marks, holds: Holds): Hold[] {
  const found: Hold[] = [];
  const seen = new Set<string>();
  const add = (hold: Hold) => {
    const key = `${hold.path}\n${hold.region}`;
    if (seen.has(key) || holds.get(hold.path)?.has(hold.region)) return;
    seen.add(key);
    found.push(hold);
  };
  for (const hold of standingHolds(ground, marks, holds)) add(hold);
  const isKept = (view: FileView, region: Region) =>
    isStanding(coveringReason(view, (id) => reasonAt(holds, found, view.path, id), region));
  for (const place of marks.blocked) {
    const view = ground.graph.files.get(place.path)!;
    if (isKept(view, view.region(place.region))) continue;
    const unit = unitOf(view, view.region(place.region));
    const reason = /^(still needed|guards access|result of a route)$/.test(place.reason)
      ? `${place.reason === "guards access" ? place.reason : "still needed"} at ${place.path}:${lineOf(ground.text(place.path), view.region(place.region).start)}`
      : place.reason;
    add({
      path: place.path,
      region: unit.id,
      reason,
      definition: false,
      root: true,
      // Inside a place that is held already it only says what that one needs.
      first:
        coveringReason(view, (region) => holds.get(place.path)?.get(region), unit) === undefined
          ? "blocked"
          : undefined,
      answer: place.reason === "result of a route",
    });
  }
  for (const [symbol, places] of ground.graph.definitions) {
    if (!places.every((place) => isDead(marks, place))) continue;
    const asking = (ground.graph.references.get(symbol) ?? []).find(
      (place) =>
        (!place.weak || meetsParameter(ground, marks, place)) &&
        !isDead(marks, place) &&
        counts(ground, place) &&
        !isMoot(ground, marks, place),
    );
    if (!asking) continue;
    const view = ground.graph.files.get(asking.path)!;
    const at = view.region(asking.region);
    // Both ends carry the same reason: that of the place which asked first, if it is held itself.
    const around = coveringReason(view, (region) => reasonAt(holds, found, view.path, region), at);
    // What was asked to stay asks for what it needs itself.
    const covering = isStanding(around) ? undefined : around;
    const reason = covering ?? stillNeeded(ground, asking.path, at);
    for (const place of places) {
      const region = containerOf(ground.graph.files.get(place.path)!, marks, place);
      add({
        path: place.path,
        region: region.id,
        reason,
        definition: true,
        first: covering === undefined ? "asked" : undefined,
      });
    }
    if (around !== undefined) continue;
    const unit = unitOf(view, at);
    const whole = unit.kind === "function" || unit.kind === "class" || unit.kind === "file";
    add({ path: asking.path, region: whole ? asking.region : unit.id, reason, definition: false });
  }
  for (const hold of shownHolds(ground, marks, holds)) add(hold);
  for (const hold of reachedHolds(ground, marks)) add(hold);
  for (const [path, judged] of marks.judged) {
    if (!ground.seed(path) || ground.rules.listed(path) || !judged.dead.has(0)) continue;
    const view = ground.graph.files.get(path)!;
    for (const region of view.facts.regions) {
      if (!has(region, "route") || judged.own.has(region.id) || ownsAround(view, judged.own, region)) continue;
      add({ path, region: region.id, reason: "name only", definition: true });
    }
  }
  return found;
}

/**
 * What a page reads for pages that extend it or are pulled in, nobody reads once those are gone; and what is passed to
 * it elsewhere as well needs no other place. What a page binds only shows where that page does.
 */
function isMoot(ground: Ground, marks: Marks, place: Place): boolean {
  if (place.symbol.startsWith("tpl:")) {
    const binding = ground.graph.definitions.get(place.symbol) ?? [];
    return binding.every(({ path }) => path !== place.path && isDead(marks, { path, region: 0 }));
  }
  if (!place.symbol.startsWith("ctx:")) return false;
  const page = /^ctx:([^#*]+)#/.exec(place.symbol)?.[1];
  const pages = page === undefined ? [] : (ground.graph.definitions.get(`template:${page}`) ?? []);
  if (pages.length > 0 && pages.every((one) => isDead(marks, one))) return true;
  const view = ground.graph.files.get(place.path)!;
  return view
    .occurrences(view.region(place.region))
    .some((one) => !one.defines && (ground.graph.definitions.get(one.symbol) ?? []).some((one) => !isDead(marks, one)));
}

/**
 * A module that is only named on the way to one of its names does not hold the whole file; a render call is not
 * held for what it may pass.
 */
function counts(ground: Ground, place: Place): boolean {
  if (place.symbol.endsWith("#*")) return false;
  if (!/^(module|path|package):/.test(place.symbol)) return true;
  if (place.symbol.startsWith("package:")) return false;
  const view = ground.graph.files.get(place.path)!;
  const others = view
    .occurrences(view.region(place.region))
    .filter((one) => !one.defines && one.symbol !== place.symbol && !/^(module|path|package):/.test(one.symbol));
  return !others.some((one) => ground.graph.definitions.has(one.symbol));
}

function stillNeeded(ground: Ground, path: string, region: Region): Reason {
  return `still needed at ${path}:${lineOf(ground.text(path), region.start)}`;
}

/** Holds as the look-up that marking wants. */
export function holdTable(holds: readonly Hold[]): Map<string, Map<number, string>> {
  const table = new Map<string, Map<number, string>>();
  for (const hold of holds) {
    const list = table.get(hold.path) ?? new Map<number, string>();
    if (!list.has(hold.region)) list.set(hold.region, hold.reason);
    table.set(hold.path, list);
  }
  return table;
}
