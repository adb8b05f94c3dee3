import { resolve } from "node:path";
import { dirname } from "node:path/posix";
import { completedBy } from "../../../dependencies/completed.js";
import { type InstalledEnvironment, readEnvironment } from "../../../dependencies/environment/installed.js";
import { isAsked } from "../../../dependencies/lines/intent.js";
import type { Declared } from "../../../dependencies/lists/model.js";
import { lockFolder } from "../../../dependencies/locks/belonging.js";
import type { Lock } from "../../../dependencies/locks/lock.js";
import { lockRank, readLock } from "../../../dependencies/locks/read.js";
import type { DependencyGraph } from "../../../dependencies/model.js";
import { admits } from "../../../dependencies/versions.js";
import type { Platform } from "../../../dependencies/wheels/platform.js";
import type { Inventory } from "../../../engine/model.js";
import { UserError } from "../../../errors.js";
import { findEnvironments } from "../../../repo/environments.js";
import { folderReader } from "../../../repo/folder-reader.js";
import type { ScanSource } from "../../../report/dependencies-document.js";
import { lockTarget, type Machine, withVersion } from "./target.js";
import { environmentSentences, listed, lockSentences } from "./words.js";

/** The graph of what is installed, and where it comes from. */
export interface ChosenGraph {
  /** Undefined if there is no source. */
  graph: DependencyGraph | undefined;
  platform: Platform;
  /** Environment that tells the Python. */
  pythonFrom?: string;
  /** The first gives the graph, the others what it does not tell. */
  sources: ScanSource[];
  /** The lock that joins, for what it says the project asks for. */
  lock?: Lock;
  notes: string[];
}

/** Where to look for a graph. */
export interface GraphPlaces {
  /** Top of the working tree; null in a bare repository. */
  root: string | null;
  /** Folder of the command, that an environment's path is relative to. */
  cwd: string;
  inventory: Inventory;
  /** Files to look at. */
  paths: readonly string[];
  /** What lists ask for. */
  lines: readonly Declared[];
  machine: Machine;
  /** An environment that was asked for by its path. */
  environment: string | undefined;
  /** What a resolver said, where one was asked for. */
  resolved: DependencyGraph | undefined;
}

/**
 * Finds out what is installed: from what a resolver said, if one was asked; from an environment on disk; or from a lock
 * file. What the first does not tell of a version is taken from the others.
 *
 * @throws UserError (exit 2) if nothing is installed in the environment that was asked for
 */
export function chooseGraph(places: GraphPlaces): ChosenGraph {
  const { machine, resolved } = places;
  const installed = environmentOf(places);
  const platform = withVersion(machine.platform, installed?.environment?.python);
  const lock = lockOf(places, platform);
  const found: [kind: ScanSource["kind"], graph: DependencyGraph | undefined][] = [
    ["resolver", resolved],
    ["environment", installed?.environment?.graph],
    ["lock", lock.lock?.graph],
  ];
  const graphs = found.filter((one): one is [ScanSource["kind"], DependencyGraph] => one[1] !== undefined);
  const notes = [...(installed?.notes ?? []), ...lock.notes];
  const [first, ...others] = graphs;
  return {
    graph: first && others.reduce((graph, [, other]) => completedBy(graph, other), first[1]),
    platform,
    ...(installed?.environment?.python === undefined ? {} : { pythonFrom: installed.environment.graph.source }),
    sources: graphs.map(([kind, one]) => sourceOf(kind, one)),
    ...(lock.lock === undefined ? {} : { lock: lock.lock }),
    notes,
  };
}

function sourceOf(kind: ScanSource["kind"], graph: DependencyGraph): ScanSource {
  const all = [...graph.distributions.values()];
  return {
    kind,
    path: graph.source,
    packages: all.length,
    requirementsKnown: graph.requirementsUnknown !== true,
    unknown: {
      download: all.filter(({ download }) => download === null).length,
      installed: all.filter(({ installed }) => installed === null).length,
    },
  };
}

/** The environment asked for, or the first in the tree that holds at least half of what the lists ask for. */
function environmentOf(
  places: GraphPlaces,
): { environment: InstalledEnvironment | undefined; notes: string[] } | undefined {
  const { root, cwd, lines, machine, environment: asked } = places;
  const read = (folder: string, name: string) =>
    readEnvironment(folderReader(folder), name, lockTarget(machine.platform).environment);
  if (asked !== undefined) {
    const environment = read(resolve(cwd, asked), asked);
    if (environment === undefined)
      throw new UserError(
        `Nothing is installed in ${asked}.`,
        "Give the folder of a virtual environment, the one with pyvenv.cfg in it.",
      );
    return {
      environment,
      notes: environmentSentences(asked, environment.notes).concat(mismatches(environment, lines)),
    };
  }
  if (root === null) return undefined;
  const folders = lines.map(({ path }) => path.slice(0, Math.max(0, path.lastIndexOf("/"))));
  const notes: string[] = [];
  for (const path of findEnvironments(root, ["", ...folders], process.env.VIRTUAL_ENV)) {
    const environment = read(resolve(root, path), path);
    if (environment === undefined) continue;
    const { graph } = environment;
    const names = new Set(lines.filter((line) => isAsked(line, graph.environment)).map(({ name }) => name));
    const there = [...names].filter((name) => graph.distributions.has(name)).length;
    if (there * 2 >= names.size)
      return {
        environment,
        notes: [...notes, ...environmentSentences(path, environment.notes), ...mismatches(environment, lines)],
      };
    notes.push(`${path}: holds only ${there} of the ${names.size} packages that are asked for, so it is left aside`);
  }
  return { environment: undefined, notes };
}

/** What the environment holds in versions that the lists do not admit, and what it lacks. */
function mismatches({ graph }: InstalledEnvironment, lines: readonly Declared[]): string[] {
  const asked = lines.filter((line) => isAsked(line, graph.environment) && !line.audience.isDevelopment);
  const others = asked.filter(({ name, specification }) => {
    const found = graph.distributions.get(name);
    return found !== undefined && !admits(specification.specifier, found.version);
  });
  const absent = asked.filter(({ name }) => !graph.distributions.has(name));
  return [
    ...(others.length === 0
      ? []
      : [
          `${graph.source}: holds other versions than the lists ask for: ` +
            listed(others.map(({ name }) => `${name} ${graph.distributions.get(name)!.version}`)),
        ]),
    ...(absent.length === 0
      ? []
      : [`${graph.source}: asked for and not installed: ${listed(absent.map(({ name }) => name))}`]),
  ];
}

/**
 * The lock file that most lines belong to, by {@link lockFolder}; of several in one folder the one that tells most, and the
 * nearest to the top if all are alike.
 */
function lockOf({ inventory, paths, lines }: GraphPlaces, platform: Platform): { lock?: Lock; notes: string[] } {
  const read = (path: string) => readLock(path, inventory.read(path)?.text ?? "", lockTarget(platform));
  const ranked = paths
    .map((path) => ({ path, folder: dirname(path), rank: lockRank(path), depth: path.split("/").length }))
    .filter((one): one is typeof one & { rank: number } => one.rank !== undefined)
    // Any list may say why its lines are there, and few do.
    .filter(({ path }) => !path.endsWith(".txt") || read(path) !== undefined);
  const folders = new Set(ranked.map(({ folder }) => folder));
  const belonging = new Map<string, number>();
  for (const { path } of lines) {
    const folder = lockFolder(path, folders);
    if (folder !== undefined) belonging.set(folder, (belonging.get(folder) ?? 0) + 1);
  }
  const of = ({ folder }: (typeof ranked)[number]) => belonging.get(folder) ?? 0;
  ranked.sort((a, b) => of(b) - of(a) || a.depth - b.depth || a.rank - b.rank || (a.path < b.path ? -1 : 1));
  const notes: string[] = [];
  for (const { path, folder } of ranked) {
    try {
      const lock = read(path);
      if (lock === undefined || lock.graph.distributions.size === 0) continue;
      const others = ranked.filter((one) => one.folder !== folder && of(one) > 0).map((one) => one.path);
      const aside = others.length === 0 ? [] : [`${listed(others)}: of other lists, not part of these numbers`];
      return { lock, notes: [...notes, ...lockSentences(path, lock.notes), ...aside] };
    } catch (error) {
      notes.push(`${path}: cannot be read: ${String((error as Error).message).split("\n")[0]}`);
    }
  }
  return { notes };
}
