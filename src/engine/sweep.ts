import type { Graph, Place } from "./graph.js";
import type { Judging } from "./judge/context.js";
import { isQuiet, targetNamed } from "./judge/unused.js";
import type { SymbolName } from "./model.js";
import type { Region } from "./region.js";
import { isDead, type Spread } from "./spread.js";

/**
 * Private definitions that had references, have none now, and are still there.
 * @param used symbols that a region which goes referred to
 */
export function sweepable(spread: Spread, used: ReadonlySet<SymbolName>): Place[] {
  const { ground, holds, judging, gone } = spread;
  const found: Place[] = [];
  const judgingOf = (place: Place) => judging.get(place.path)!;
  const isPrivate = (place: Place) =>
    place.private ||
    place.shared ||
    /^(template|static):/.test(place.symbol) ||
    isEmptyElement(judgingOf(place), place);
  const mustStay = (place: Place) =>
    ground.rules.entrypoint(place.symbol, place.path) ||
    ground.frozen(place.path) !== undefined ||
    holds.get(place.path)?.has(place.region) === true;
  for (const symbol of used) {
    if (gone.has(symbol)) continue;
    const places = (ground.graph.definitions.get(symbol) ?? []).filter((place) => !isDead(spread, place));
    if (places.length === 0 || !places.every(isPrivate)) continue;
    const references = (ground.graph.references.get(symbol) ?? []).filter(
      (place) => !place.weak && !isInside(judging, place, places),
    );
    if (references.length === 0 || references.some((place) => !isDead(spread, place))) continue;
    // What only tests used had no use before either, as far as can be seen.
    if (references.every(({ path }) => ground.test(path)) && !places.every(({ path }) => ground.test(path))) continue;
    const mayReach = ({ place, matches }: Graph["patterns"][number]) =>
      !place.defines && !place.weak && !isDead(spread, place) && matches.test(symbol);
    if (ground.graph.patterns.some(mayReach) || places.some(mustStay)) continue;
    if (places.every((place) => canSweep(judgingOf(place), place))) found.push(...places);
  }
  return found;
}

/** A reference inside the definition itself (recursion, a module that imports itself) does not keep it. */
function isInside(judging: Map<string, Judging>, reference: Place, definitions: Place[]): boolean {
  return definitions.some((definition) => {
    if (definition.path !== reference.path || definition.region === 0) return false;
    const view = judging.get(definition.path)!.view;
    const outer = view.region(definition.region);
    const inner = view.region(reference.region);
    return (
      ["function", "class", "setting", "importName"].includes(outer.kind) &&
      inner.start >= outer.start &&
      inner.end <= outer.end
    );
  });
}

/** `<pre id="log"></pre>`: an element without content that only scripts fill. */
function isEmptyElement(judging: Judging, place: Place): boolean {
  const region = judging.view.region(place.region);
  if (region.kind !== "element" || region.traits?.some((trait) => trait === "empty" || trait === "submit"))
    return false;
  const content = judging.view.children[region.id]!.filter((child) => child.slot !== "attribute");
  return (
    !/^(script|style|iframe|canvas|svg|textarea|select|video|audio|template)$/i.test(region.name ?? "") &&
    content.every((child) => judging.text.slice(child.start, child.end).trim() === "")
  );
}

const sweepableKinds: ReadonlySet<Region["kind"]> = new Set([
  "importName",
  "function",
  "class",
  "element",
  "file",
  "argument",
  "parameter",
  "assignment",
  "withItem",
  "handler",
  "passage",
  "property",
  "selector",
  "setting",
  "entry",
]);

function canSweep(judging: Judging, place: Place): boolean {
  const region = judging.view.region(place.region);
  if (!sweepableKinds.has(region.kind)) return false;
  const owner = region.kind === "parameter" ? judging.view.parent(region)! : region;
  if (
    owner.traits?.some(
      (trait) =>
        (trait === "framework" && !place.asked) || trait === "abstract" || trait === "route" || trait === "test",
    )
  )
    return false;
  if (region.kind === "entry") return !feedsRest(judging, region) && !isOneOfMany(judging, region);
  const targets = judging.view.slot(region, "target");
  if (region.kind === "withItem" || region.kind === "handler")
    return targets.length === 1 && targets[0]!.kind === "name" && targets[0]!.form !== "tuple";
  if (region.kind !== "assignment") return true;
  const value = judging.view.one(region, "value");
  if (!value || !targetNamed(judging, region, place.symbol)) return false;
  // A local's value may be left to stand alone; what a module or class binds is looked at by more than its text.
  return isLocal(place.symbol) || (targets.length === 1 && isQuiet(judging, value));
}

/** True for `a` of `const { a, ...rest } = value`: without it the rest is another. */
function feedsRest({ view }: Judging, entry: Region): boolean {
  const around = view.parent(entry);
  return (
    view.one(entry, "target") !== undefined &&
    around !== undefined &&
    view.slot(around, "entry").some((one) => one.kind === "spread")
  );
}

/** True for a name taken out of a value that cannot stand alone: `let a = f(), { b } = g()`. */
function isOneOfMany({ view }: Judging, entry: Region): boolean {
  const owner = view.one(entry, "target") && view.around(entry, assignments);
  return owner?.slot === "item";
}

const assignments: ReadonlySet<Region["kind"]> = new Set(["assignment"]);

/** True for a name of a Python function: its assignment can become its value. */
const isLocal = (symbol: SymbolName) => symbol.startsWith("py:") && symbol.includes("<locals>");
