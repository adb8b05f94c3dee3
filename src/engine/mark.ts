import { Judging, type World } from "./judge/context.js";
import { judgeFile } from "./judge/judge.js";
import { lostCause, namedCause } from "./lost.js";
import type { Blocked, Cause, SymbolName } from "./model.js";
import { idleSelectors } from "./selectors.js";
import { addSwept, type Ground, type Holds, isDead, type Marks, type Spread, type Sweep } from "./spread.js";
import { sweepable } from "./sweep.js";

/** More rounds than any chain of links seen in practice; a guard against a rule that never settles. */
const roundLimit = 60;

/**
 * Spreads removal from what names the target until nothing changes: files are judged, symbols whose last
 * definition left by itself are gone, what only removed code used is swept.
 * @throws Error if the marks do not settle
 */
export function mark(ground: Ground, holds: Holds, sweeps: readonly Sweep[] = []): Marks {
  const spread: Spread = {
    ground,
    holds,
    judged: new Map(),
    judging: new Map(),
    gone: new Map(),
    swept: new Map(),
    unused: new Set(),
  };
  for (const place of sweeps)
    addSwept(spread, place, { by: "sweep", reason: "only removed code used it", symbol: place.symbol });
  const world = worldOf(spread);
  let dirty = firstFiles(spread, world);
  for (let round = 0; dirty.size > 0; round++) {
    if (round > roundLimit)
      throw new Error(`marks did not settle; still changing: ${[...dirty].slice(0, 5).join(", ")}`);
    for (const path of dirty) {
      const one = new Judging(ground.graph.files.get(path)!, world, ground.text(path), ground.mentions(path));
      spread.judging.set(path, one);
      spread.judged.set(path, judgeFile(one));
    }
    dirty = loseSymbols(spread, dirty);
    if (dirty.size === 0) dirty = sweepPlaces(spread);
  }
  const { judged, judging, gone } = spread;
  const blocked: Blocked[] = [];
  for (const [path, one] of judging)
    for (const place of one.blocked) if (!judged.get(path)!.dead.has(place.region)) blocked.push(place);
  return { judged, judging, gone, blocked };
}

/** What judgements may ask of all files together, as marks stand. */
function worldOf({ ground, holds, gone, swept, unused }: Spread): World {
  const { graph } = ground;
  const names = new Map<SymbolName, Cause | undefined>();
  const named = (symbol: SymbolName) => {
    if (!names.has(symbol)) names.set(symbol, namedCause(ground, symbol));
    return names.get(symbol);
  };
  return {
    target: ground.target,
    siblings: ground.siblings,
    force: ground.force,
    gone: (symbol) => gone.get(symbol) ?? ground.tombstones.get(symbol) ?? named(symbol),
    definitions: (symbol) => graph.definitions.get(symbol) ?? [],
    references: (symbol) => graph.references.get(symbol) ?? [],
    inColumn: (path, region) => {
      const view = graph.files.get(path);
      for (let at = view?.region(region); at; at = view!.parent(at)) if (at.traits?.includes("column")) return true;
      return false;
    },
    isRoute: (path, region) => graph.isRoute(path, region),
    held: (path, region) => holds.get(path)?.get(region),
    holdsBelow: (folder) => [...holds.keys()].some((path) => `/${path}`.includes(`/${folder}`)),
    swept: (path, region) => swept.get(path)?.get(region),
    unused: (symbol) => unused.has(symbol),
    frozen: ground.frozen,
    seed: ground.seed,
    listed: ground.rules.listed,
  };
}

/** Files to judge first. One that neither names the target nor holds or sweeps anything waits for a mark. */
function firstFiles({ ground, holds, judged, judging, swept }: Spread, world: World): Set<string> {
  const first = new Set<string>();
  const gone = [...ground.tombstones.keys(), ...ground.loose];
  const users = new Set(gone.flatMap((symbol) => (ground.graph.references.get(symbol) ?? []).map(({ path }) => path)));
  for (const [path, view] of ground.graph.files) {
    if (ground.mentions(path).length > 0 || ground.seed(path) || holds.has(path) || swept.has(path) || users.has(path))
      first.add(path);
    else {
      judging.set(path, new Judging(view, world, ground.text(path), []));
      judged.set(path, { verdicts: [], dead: new Map(), own: new Map() });
    }
  }
  return first;
}

/** Notes symbols that the judged files no longer define; gives the files that knew them. */
function loseSymbols(spread: Spread, paths: ReadonlySet<string>): Set<string> {
  const { graph } = spread.ground;
  const dirty = new Set<string>();
  for (const symbol of deadSymbols(spread, paths, (occurrence) => occurrence.defines)) {
    const cause = spread.gone.has(symbol) ? undefined : lostCause(spread, symbol);
    if (!cause) continue;
    spread.gone.set(symbol, cause);
    for (const place of graph.references.get(symbol) ?? []) dirty.add(place.path);
    for (const place of graph.definitions.get(symbol) ?? []) dirty.add(place.path);
  }
  return dirty;
}

/** Notes what only removed code used; gives the files it stands in. */
function sweepPlaces(spread: Spread): Set<string> {
  const { ground, holds, judged, swept, unused } = spread;
  const { graph } = ground;
  const dirty = new Set<string>();
  const dead = deadSymbols(spread, judged.keys(), () => true);
  const idle = idleSelectors(graph, dead, (place) => isDead(spread, place)).filter(
    (place) => ground.frozen(place.path) === undefined && !holds.get(place.path)?.has(place.region),
  );
  const used = deadSymbols(spread, judged.keys(), (occurrence) => !occurrence.defines);
  for (const place of [...sweepable(spread, used), ...idle]) {
    if (swept.get(place.path)?.has(place.region) && unused.has(place.symbol)) continue;
    addSwept(spread, place, { by: "sweep", reason: "only removed code used it", symbol: place.symbol });
    dirty.add(place.path);
  }
  return dirty;
}

/** Symbols that regions of the files which are no longer there spoke of. */
function deadSymbols(
  { ground, judged }: Spread,
  paths: Iterable<string>,
  wanted: (occurrence: { defines: boolean }) => boolean,
): Set<SymbolName> {
  const found = new Set<SymbolName>();
  for (const path of paths) {
    const view = ground.graph.files.get(path)!;
    for (const id of judged.get(path)!.dead.keys())
      for (const occurrence of view.occurrences(view.region(id))) if (wanted(occurrence)) found.add(occurrence.symbol);
  }
  return found;
}
