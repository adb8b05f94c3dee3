import type { Graph, Place } from "./graph.js";
import { Judging, type World } from "./judge/context.js";
import { type Judged, judgeFile } from "./judge/judge.js";
import type { Blocked, Cause, Mention, Region, SymbolName, Target } from "./model.js";
import { idleSelectors } from "./selectors.js";

/** What marking starts from; it never changes while marks spread. */
export interface Ground {
  graph: Graph;
  target: Target;
  siblings: ReadonlySet<string>;
  force: boolean;
  text(path: string): string;
  mentions(path: string): readonly Mention[];
  frozen(path: string): string | undefined;
  seed(path: string): boolean;
}

/** Regions that must stay, with the reason, by path and region. */
export type Holds = ReadonlyMap<string, ReadonlyMap<number, string>>;

/** A region that goes because only removed code used it, as an independent check found. */
export interface Sweep {
  path: string;
  region: number;
}

/** The state once marks no longer spread. */
export interface Marks {
  judged: Map<string, Judged>;
  judging: Map<string, Judging>;
  gone: Map<SymbolName, Cause>;
  /** Places that cannot leave cleanly, of regions that stay. */
  blocked: Blocked[];
}

/** More rounds than any chain of links seen in practice; a guard against a rule that never settles. */
const roundLimit = 60;

/**
 * Spreads removal from what names the target until nothing changes: files are judged, symbols whose last
 * definition left by itself are gone, what only removed code used is swept.
 * @throws Error if the marks do not settle
 */
export function mark(ground: Ground, holds: Holds, sweeps: readonly Sweep[] = []): Marks {
  const { graph } = ground;
  const gone = new Map<SymbolName, Cause>();
  const swept = new Map<string, Map<number, Cause>>();
  for (const { path, region } of sweeps) {
    const list = swept.get(path) ?? new Map<number, Cause>();
    swept.set(path, list.set(region, { by: "sweep", reason: "only removed code used it" }));
  }
  const names = new Map<SymbolName, Cause | undefined>();
  const named = (symbol: SymbolName) => {
    if (!names.has(symbol)) names.set(symbol, namedCause(ground, symbol));
    return names.get(symbol);
  };
  const world: World = {
    target: ground.target,
    siblings: ground.siblings,
    force: ground.force,
    gone: (symbol) => gone.get(symbol) ?? named(symbol),
    definitions: (symbol) => graph.definitions.get(symbol) ?? [],
    references: (symbol) => graph.references.get(symbol) ?? [],
    inColumn: (path, region) => {
      const view = graph.files.get(path);
      for (let at = view?.region(region); at; at = view!.parent(at)) if (at.traits?.includes("column")) return true;
      return false;
    },
    held: (path, region) => holds.get(path)?.get(region),
    swept: (path, region) => swept.get(path)?.get(region),
    frozen: ground.frozen,
    seed: ground.seed,
  };
  const judged = new Map<string, Judged>();
  const judging = new Map<string, Judging>();
  // A file that neither names the target nor holds or sweeps anything changes only once a mark reaches it.
  let dirty = new Set<string>();
  for (const [path, view] of graph.files) {
    if (ground.mentions(path).length > 0 || ground.seed(path) || holds.has(path) || swept.has(path)) dirty.add(path);
    else {
      judging.set(path, new Judging(view, world, ground.text(path), []));
      judged.set(path, { verdicts: [], dead: new Map(), own: new Map() });
    }
  }
  for (let round = 0; dirty.size > 0; round++) {
    if (round > roundLimit)
      throw new Error(`marks did not settle; still changing: ${[...dirty].slice(0, 5).join(", ")}`);
    for (const path of dirty) {
      const view = graph.files.get(path)!;
      const one = new Judging(view, world, ground.text(path), ground.mentions(path));
      judging.set(path, one);
      judged.set(path, judgeFile(one));
    }
    const touched = dirty;
    dirty = new Set();
    const spread = (symbol: SymbolName) => {
      for (const place of graph.references.get(symbol) ?? []) dirty.add(place.path);
      for (const place of graph.definitions.get(symbol) ?? []) dirty.add(place.path);
    };
    for (const symbol of symbolsOf(ground, judged, touched)) {
      const cause = gone.has(symbol) ? undefined : lostCause(ground, judged, judging, gone, swept, symbol);
      if (!cause) continue;
      gone.set(symbol, cause);
      spread(symbol);
    }
    if (dirty.size > 0) continue;
    const isDead = (place: { path: string; region: number }) => judged.get(place.path)?.dead.has(place.region) ?? false;
    const idle = idleSelectors(graph, deadSymbols(ground, judged), isDead).filter(
      (place) => ground.frozen(place.path) === undefined && !holds.get(place.path)?.has(place.region),
    );
    for (const place of [...sweepable(ground, judged, judging, gone, holds), ...idle]) {
      const list = swept.get(place.path) ?? new Map<number, Cause>();
      if (list.has(place.region)) continue;
      list.set(place.region, { by: "sweep", reason: "only removed code used it", symbol: place.symbol });
      swept.set(place.path, list);
      dirty.add(place.path);
    }
  }
  const blocked: Blocked[] = [];
  for (const [path, one] of judging)
    for (const place of one.blocked) if (!judged.get(path)!.dead.has(place.region)) blocked.push(place);
  return { judged, judging, gone, blocked };
}

/** A symbol that nothing in the repository defines is gone if its own name is the target's. */
export function namedCause(ground: Ground, symbol: SymbolName): Cause | undefined {
  if (ground.graph.definitions.has(symbol)) return undefined;
  const { target } = ground;
  const colon = symbol.indexOf(":");
  const kind = symbol.slice(0, colon);
  const rest = symbol.slice(colon + 1);
  const name =
    kind === "json" ||
    kind === "ctx" ||
    kind === "js" ||
    kind === "macro" ||
    kind === "tpl" ||
    kind === "py" ||
    kind === "service" ||
    kind === "volume" ||
    kind === "network"
      ? rest.slice(rest.indexOf("#") + 1)
      : rest;
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

/** Symbols that a region which is no longer there defined or referred to. */
function deadSymbols(ground: Ground, judged: Map<string, Judged>): Set<SymbolName> {
  const found = new Set<SymbolName>();
  for (const [path, { dead }] of judged) {
    const view = ground.graph.files.get(path)!;
    for (const id of dead.keys())
      for (const occurrence of view.occurrences(view.region(id))) found.add(occurrence.symbol);
  }
  return found;
}

/** Symbols that one of the files defines in a region that is no longer there. */
function symbolsOf(ground: Ground, judged: Map<string, Judged>, paths: ReadonlySet<string>): Set<SymbolName> {
  const found = new Set<SymbolName>();
  for (const path of paths) {
    const view = ground.graph.files.get(path)!;
    const { dead, own } = judged.get(path)!;
    if (dead.size === 0 && own.size === 0) continue;
    for (const id of dead.keys())
      for (const occurrence of view.occurrences(view.region(id))) if (occurrence.defines) found.add(occurrence.symbol);
  }
  return found;
}

/** Why a symbol is gone: every definition left by itself, by its owner's end, or only constants are left. */
function lostCause(
  ground: Ground,
  judged: Map<string, Judged>,
  judging: Map<string, Judging>,
  gone: Map<SymbolName, Cause>,
  swept: Map<string, Map<number, Cause>>,
  symbol: SymbolName,
): Cause | undefined {
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
    const own = file.own.get(place.region) ?? (place.owner !== undefined ? gone.get(place.owner) : undefined);
    // What is swept has no references left; it takes nothing along.
    if (own?.by === "sweep") return undefined;
    if (own) {
      ownLosses++;
      cause ??= own.from ? own : { ...own, from: { path: place.path, region: place.region } };
    } else if (
      place.region === 0 ||
      (!isWholeFile(file) && (isConstantBinding(at, region) || isStandIn(at, file, places, region)))
    ) {
      cause ??= { ...death, by: "need", from: { path: place.path, region: place.region } };
      if (place.region === 0) ownLosses++;
    } else return undefined;
  }
  if (staying.length === 0) return cause;
  if (ownLosses === 0 || (!symbol.startsWith("py:") && !symbol.startsWith("js:"))) return undefined;
  const constants = staying.every((place) => {
    const at = judging.get(place.path)!;
    return isNothing(at, at.view.region(place.region)) && ground.frozen(place.path) === undefined;
  });
  if (!constants) return undefined;
  for (const place of staying) {
    const list = swept.get(place.path) ?? new Map<number, Cause>();
    list.set(place.region, { by: "need", reason: "nothing else is assigned to it any more", symbol });
    swept.set(place.path, list);
  }
  return cause;
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

/** Private definitions that had references, have none now, and are still there. */
function sweepable(
  ground: Ground,
  judged: Map<string, Judged>,
  judging: Map<string, Judging>,
  gone: Map<SymbolName, Cause>,
  holds: Holds,
): Place[] {
  const found: Place[] = [];
  const changed = new Set<SymbolName>();
  for (const [path, file] of judged) {
    if (file.dead.size === 0) continue;
    const view = ground.graph.files.get(path)!;
    for (const id of file.dead.keys())
      for (const occurrence of view.occurrences(view.region(id)))
        if (!occurrence.defines) changed.add(occurrence.symbol);
  }
  const isDead = (place: Place) => judged.get(place.path)?.dead.has(place.region) ?? false;
  for (const symbol of changed) {
    if (gone.has(symbol)) continue;
    const places = (ground.graph.definitions.get(symbol) ?? []).filter((place) => !isDead(place));
    if (
      places.length === 0 ||
      places.some(
        (place) =>
          !place.private &&
          !/^(template|static):/.test(place.symbol) &&
          !isEmptyElement(judging.get(place.path)!, place),
      )
    )
      continue;
    const references = (ground.graph.references.get(symbol) ?? []).filter(
      (place) => !place.weak && !isInside(judging, place, places),
    );
    if (references.length === 0 || references.some((place) => !isDead(place))) continue;
    const mayReach = ({ place, matches }: Graph["patterns"][number]) =>
      !place.defines && !place.weak && !isDead(place) && matches.test(symbol);
    if (ground.graph.patterns.some(mayReach)) continue;
    if (places.some((place) => ground.frozen(place.path) !== undefined || holds.get(place.path)?.has(place.region)))
      continue;
    if (places.every((place) => canSweep(judging.get(place.path)!, place))) found.push(...places);
  }
  return found;
}

/** A reference inside the definition itself (recursion) does not keep it. */
function isInside(judging: Map<string, Judging>, reference: Place, definitions: Place[]): boolean {
  return definitions.some((definition) => {
    if (definition.path !== reference.path || definition.region === 0) return false;
    const view = judging.get(definition.path)!.view;
    const outer = view.region(definition.region);
    const inner = view.region(reference.region);
    return (
      (outer.kind === "function" || outer.kind === "class" || outer.kind === "setting") &&
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
  "assignment",
  "passage",
  "property",
  "selector",
  "setting",
]);

function canSweep(judging: Judging, place: Place): boolean {
  const region = judging.view.region(place.region);
  if (!sweepableKinds.has(region.kind)) return false;
  if (
    region.traits?.some(
      (trait) => trait === "framework" || trait === "abstract" || trait === "route" || trait === "test",
    )
  )
    return false;
  if (region.kind !== "assignment") return true;
  const targets = judging.view.slot(region, "target");
  if (targets.length !== 1 || targets[0]!.kind !== "name") return false;
  const value = judging.view.one(region, "value");
  return value !== undefined && isQuiet(judging, value);
}

/** True if dropping the evaluation loses nothing. */
function isQuiet(judging: Judging, value: Region): boolean {
  for (const part of judging.view.subtree(value)) {
    if (part.kind === "lambda") return true;
    if (
      part.kind === "call" &&
      !part.traits?.some((trait) => trait === "pure" || trait === "lookup" || trait === "input")
    )
      return false;
  }
  return !/\b(await|yield)\b/.test(judging.text.slice(value.start, value.end));
}
