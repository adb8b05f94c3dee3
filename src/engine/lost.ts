import { has, type Place } from "./graph.js";
import type { Judging } from "./judge/context.js";
import type { Judged } from "./judge/judge.js";
import type { Cause, SymbolName } from "./model.js";
import type { Region } from "./region.js";
import { addSwept, type Ground, isDead, type Spread } from "./spread.js";

/** Kinds of symbols whose name begins with the place that defines them: `py:app.py#create_app`. */
const placed: ReadonlySet<string> = new Set([
  "json",
  "ctx",
  "js",
  "macro",
  "tpl",
  "py",
  "service",
  "volume",
  "network",
]);

/** A symbol that nothing in the repository defines is gone if its own name is the target's. */
export function namedCause(ground: Ground, symbol: SymbolName): Cause | undefined {
  if (ground.graph.definitions.has(symbol)) return undefined;
  const { target } = ground;
  if (ground.loose.has(symbol)) return { by: "name", reason: `listed as ${target.name}'s`, symbol };
  const colon = symbol.indexOf(":");
  const kind = symbol.slice(0, colon);
  // A text that a catalogue could have: only what shows it decides.
  if (kind === "message") return undefined;
  const rest = symbol.slice(colon + 1);
  const name = placed.has(kind) ? rest.slice(rest.indexOf("#") + 1) : rest;
  const listed =
    (kind === "module" && target.modules.some((module) => name === module || name.startsWith(`${module}.`))) ||
    (kind === "package" &&
      target.packages.some((one) => one.replace(/[-_.]+/g, "-") === name.replace(/[-_.]+/g, "-"))) ||
    (kind === "env" &&
      target.environment.some((pattern) =>
        pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name,
      ));
  const words = name.toLowerCase();
  const sibling = [...ground.siblings].some((one) => words.split(/[^\p{L}\p{N}]+/u).includes(one));
  if (!listed && (sibling || !target.matches(name))) return undefined;
  return { by: "name", reason: `\`${name}\` names ${target.name}`, symbol };
}

/** Why a symbol is gone: every definition left by itself, by its owner's end, or only constants are left. */
export function lostCause(spread: Spread, symbol: SymbolName): Cause | undefined {
  const { ground, judged, judging, gone } = spread;
  const places = ground.graph.definitions.get(symbol) ?? [];
  let cause: Cause | undefined;
  let ownLosses = 0;
  const staying: Place[] = [];
  for (const place of places) {
    const file = judged.get(place.path);
    const at = judging.get(place.path);
    if (!file || !at) return undefined;
    const death = file.dead.get(place.region);
    if (!death) {
      staying.push(place);
      continue;
    }
    const region = at.view.region(place.region);
    const whole = isWholeFile(file) || at.shrunk.has(0);
    const own = file.own.get(place.region) ?? (place.owner !== undefined ? gone.get(place.owner) : undefined);
    // What is swept has no references left; it takes nothing along, but for the arguments that met a parameter.
    if (own?.by === "sweep" && region.kind !== "parameter") return undefined;
    if (own) {
      ownLosses++;
      cause ??= own.from ? own : { ...own, from: { path: place.path, region: place.region } };
    } else if (
      place.region === 0 ||
      (!whole && (isConstantBinding(at, region) || isStandIn(at, file, places, region)))
    ) {
      cause ??= { ...death, by: "need", from: { path: place.path, region: place.region } };
      if (place.region === 0) ownLosses++;
    } else if (whole && place.named === "as file") {
      cause ??= { by: "name", reason: `\`${place.path}\` names ${ground.target.name}`, symbol };
      ownLosses++;
    } else {
      const reason = whyUnborrowed(spread, { place, region, whole, isGone: isWholeFile(file) });
      if (reason !== undefined) {
        cause ??= { ...death, by: "need", reason, from: { path: place.path, region: place.region } };
        ownLosses++;
      } else if (symbol.startsWith("ctx:")) {
        // A page reads what nothing passes as false; other languages would stop there.
        cause ??= { ...death, by: "need", reason: "nothing passes it any more" };
      } else return undefined;
    }
  }
  if (staying.length === 0) return isUsedBesides(spread, symbol) ? undefined : cause;
  if (ownLosses === 0 || (!symbol.startsWith("py:") && !symbol.startsWith("js:"))) return undefined;
  const constants = staying.every((place) => {
    const at = judging.get(place.path)!;
    return isNothing(at, at.view.region(place.region)) && ground.frozen(place.path) === undefined;
  });
  if (!constants) return undefined;
  for (const place of staying)
    addSwept(spread, place, { by: "need", reason: "nothing else is assigned to it any more", symbol });
  return cause;
}

/**
 * Why nobody can be said to borrow a definition of the target's file, although it has another name than the target;
 * undefined if somebody may.
 */
function whyUnborrowed(
  spread: Spread,
  { place, region, whole, isGone }: { place: Place; region: Region; whole: boolean; isGone: boolean },
): string | undefined {
  const { symbol } = place;
  if (whole && needsGone(spread, spread.judging.get(place.path)!, region)) return "it needs what is gone";
  if (whole && isOnlyRun(spread, symbol, place)) return "nobody takes what it gives";
  if (whole && isOnlyServed(spread, symbol)) return "all that it serves goes";
  if (isGone && isOptional(spread, symbol)) return "all that use it cope without";
  return undefined;
}

/** True for a function or class of the target's file that uses what is gone by itself, or what names the target. */
function needsGone({ gone, ground }: Spread, judging: Judging, region: Region): boolean {
  const { view } = judging;
  if (region.kind !== "function" && region.kind !== "class") return false;
  for (const part of view.subtree(region)) {
    // What it uses may be held itself, for the data that is stored; nobody borrows what works on it.
    if ((part.kind === "name" || part.kind === "member") && judging.isTarget(part.name)) return true;
    for (const { symbol, defines, weak } of view.occurrences(part)) {
      const cause = defines || weak ? undefined : (gone.get(symbol) ?? namedCause(ground, symbol));
      if (cause?.by === "name") return true;
    }
  }
  return false;
}

/**
 * True for a function of the target's file that others only run, with nothing of their own: it is done for the target's
 * sake. One that they give something, or whose value they take, may be a helper that they found there.
 */
function isOnlyRun({ ground: { graph }, judging }: Spread, symbol: SymbolName, definition: Place): boolean {
  if (judging.get(definition.path)?.view.region(definition.region).kind !== "function") return false;
  const uses = (graph.references.get(symbol) ?? []).filter((use) => !use.weak && use.path !== definition.path);
  const isRun = (use: Place): boolean => {
    const view = graph.files.get(use.path)!;
    const called = view.parent(view.region(use.region));
    const isAlone = called?.kind === "call" && view.parent(called)?.kind === "expressionStatement";
    return isAlone && view.slot(called, "argument").length === 0;
  };
  const isImport = (use: Place) => graph.files.get(use.path)!.region(use.region).kind === "importName";
  // A file that brings the name in refers to it by a name of its own.
  const locals = uses.filter(isImport).flatMap((use) => localNames(graph, use));
  const all = [...uses.filter((use) => !isImport(use)), ...locals];
  return all.length > 0 && all.every(isRun);
}

/** Places that use the name which an import binds. */
function localNames(graph: Ground["graph"], { path, region }: Place): Place[] {
  const view = graph.files.get(path)!;
  return view
    .occurrences(view.region(region))
    .filter((one) => one.defines)
    .flatMap((one) => graph.references.get(one.symbol) ?? [])
    .filter((use) => !use.weak && (use.path !== path || use.region !== region));
}

/** True if all that still refers to a symbol asks first whether it is there. */
function isOptional(spread: Spread, symbol: SymbolName): boolean {
  const uses = (spread.ground.graph.references.get(symbol) ?? []).filter(
    (place) => !place.weak && !isDead(spread, place),
  );
  return uses.length > 0 && uses.every((place) => place.optional);
}

/** True for a router that nothing but the application asks for: all it is there for are its routes. */
function isOnlyServed(spread: Spread, symbol: SymbolName): boolean {
  const parts = `parts:${symbol}`;
  return spread.ground.graph.definitions.has(parts) && !isUsedBesides(spread, parts);
}

/** Of the parts of a router: true if something is done with the router but serving it (a hook, a helper that fills it). */
function isUsedBesides(spread: Spread, symbol: SymbolName): boolean {
  if (!symbol.startsWith("parts:")) return false;
  return (spread.ground.graph.references.get(symbol.slice("parts:".length)) ?? []).some((place) => {
    if (isDead(spread, place)) return false;
    const view = spread.ground.graph.files.get(place.path)!;
    const around = view.parent(view.region(place.region));
    if (around?.kind === "member") return true;
    return around?.kind === "argument" && !has(view.parent(around)!, "mounts");
  });
}

/** `FLAG = False` inside a block that goes: the flag was the block's result. */
function isConstantBinding(judging: Judging, region: Region): boolean {
  if (region.kind !== "assignment") return false;
  const value = judging.view.one(region, "value");
  return value?.kind === "literal" || isEmptyCollection(judging, value);
}

function isEmptyCollection(judging: Judging, value: Region | undefined): boolean {
  return (
    value !== undefined &&
    (value.kind === "sequence" || value.kind === "mapping") &&
    judging.view.children[value.id]!.length === 0
  );
}

const isWholeFile = (file: Judged) => file.verdicts[0]?.region === 0;

/** A name bound in the handler of a `try` that goes, after its body lost it: the handler only stood in for it. */
function isStandIn(judging: Judging, file: Judged, places: readonly Place[], region: Region): boolean {
  const handler = judging.view.around(region, new Set(["handler"]));
  const attempt = handler && judging.view.parent(handler);
  if (!attempt || !file.dead.has(attempt.id)) return false;
  return places.some((place) => {
    if (place.path !== judging.path || !file.own.has(place.region)) return false;
    const other = judging.view.region(place.region);
    return other.start >= attempt.start && other.end <= attempt.end && other.start < handler.start;
  });
}

/** `x = None` or `x = False`, and nothing more. */
function isNothing(judging: Judging, region: Region): boolean {
  if (region.kind !== "assignment" || judging.view.slot(region, "target").length !== 1) return false;
  const value = judging.view.one(region, "value");
  return value?.kind === "literal" && (value.value === null || value.value === false);
}
