import type { FileView, Place } from "./graph.js";
import { statementKinds } from "./judge/context.js";
import type { Reason } from "./model.js";
import type { Region } from "./region.js";
import type { Holds, Marks } from "./spread.js";

/** A place that stays, and why. */
export interface Hold {
  path: string;
  region: number;
  reason: Reason;
  /** True for a definition that is kept for a reference elsewhere. */
  definition: boolean;
  /** True for a place that could not leave by itself. */
  root?: boolean;
  /** Of a place that others are held for: it could not leave, or code that stays asked for it. */
  first?: "blocked" | "asked";
  /** True if that place is all a route could answer. */
  answer?: boolean;
}

/** The statement, entry or condition that a blocked expression belongs to. */
export function unitOf(view: FileView, region: Region): Region {
  let at = region;
  for (;;) {
    if (
      statementKinds.has(at.kind) ||
      at.kind === "entry" ||
      at.kind === "setting" ||
      at.kind === "element" ||
      at.kind === "importName" ||
      at.kind === "parameter" ||
      at.kind === "decorator" ||
      at.kind === "suite" ||
      at.kind === "file"
    )
      return at;
    if (at.slot === "element" || at.slot === "test" || at.slot === "iterable" || at.slot === "subject") return at;
    const parent = view.parent(at);
    if (!parent || parent.kind === "suite") return at;
    at = parent;
  }
}

/** Reason of the hold on a region, old or of this round. */
export const reasonAt = (holds: Holds, found: readonly Hold[], path: string, region: number): Reason | undefined =>
  holds.get(path)?.get(region) ?? found.find((one) => one.path === path && one.region === region)?.reason;

/** Reason of the hold that a region lies in. */
export function coveringReason(
  view: FileView,
  reasonOf: (region: number) => Reason | undefined,
  region: Region,
): Reason | undefined {
  for (let at: Region | undefined = region; at; at = view.parent(at)) {
    const reason = reasonOf(at.id);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

const blockKinds: ReadonlySet<Region["kind"]> = new Set(["arm", "case", "loop", "with"]);

/** What must stay for a definition: itself, or the outermost arm or loop that goes with it inside. */
export function containerOf(view: FileView, marks: Marks, place: Place): Region {
  const dead = marks.judged.get(place.path)!.dead;
  let found = view.region(place.region);
  for (
    let at = view.parent(found);
    at && dead.has(at.id) && !["function", "class", "file"].includes(at.kind);
    at = view.parent(at)
  )
    if (blockKinds.has(at.kind)) found = at;
  return found;
}

/** True if a region around `region`, the file aside, goes by itself. */
export function ownsAround(view: FileView, own: ReadonlyMap<number, unknown>, region: Region): boolean {
  for (let at = view.parent(region); at && at.kind !== "file"; at = view.parent(at)) if (own.has(at.id)) return true;
  return false;
}
