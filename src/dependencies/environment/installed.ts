import type { DependencyGraph, Distribution, DistributionName, MarkerEnvironment, Specification } from "../model.js";
import { normaliseName } from "../names.js";
import { parseSpecification } from "../specification.js";
import { withPython } from "../target.js";
import { newestFirst } from "../versions.js";
import { eggRequirements } from "./egg-info.js";
import { commandsOf, groupsOf } from "./entry-points.js";
import { measure, type Recorded } from "./measure.js";
import { readMetadata } from "./metadata.js";
import { modulesOf } from "./modules.js";
import type { EnvironmentNote } from "./notes.js";
import { below, type FolderReader } from "./reader.js";
import { recordedPaths } from "./record.js";
import { findSites } from "./virtual-environment.js";

/** What is installed in an environment. */
export interface InstalledEnvironment {
  graph: DependencyGraph;
  /** Version of Python as the environment tells it. */
  python?: string;
  /** Programs that installed each distribution: `pip`, `uv`. */
  installers: ReadonlyMap<DistributionName, string>;
  notes: EnvironmentNote[];
}

/** One distribution and the files that it records, where it does. */
interface Found {
  distribution: Distribution;
  recorded: Recorded | undefined;
  installer: string | undefined;
  path: string;
}

/**
 * Reads what is installed below a folder: a virtual environment, or a folder of packages itself.
 *
 * @param source what to call the environment, such as its path
 * @param target markers of the machine that the application will run on; its Python is replaced by the environment's
 * @returns undefined if nothing is installed there
 */
export function readEnvironment(
  reader: FolderReader,
  source: string,
  target: MarkerEnvironment,
): InstalledEnvironment | undefined {
  const { sites, python } = findSites(reader);
  if (sites.length === 0) return undefined;
  const notes: EnvironmentNote[] = [];
  const found = choose(
    sites.flatMap((site) => readSite(reader, site, notes)),
    notes,
  );
  const sizes = measure(
    reader,
    found.flatMap(({ recorded }) => recorded ?? []),
  );
  const distributions = new Map<DistributionName, Distribution>();
  for (const { distribution } of found) {
    const { name } = distribution;
    distributions.set(name, { ...distribution, installed: sizes.bytes.get(name) ?? null });
  }
  return {
    graph: { source, environment: withPython(target, python), distributions },
    ...(python === undefined ? {} : { python }),
    installers: new Map(
      found.flatMap(({ distribution, installer }) => (installer ? [[distribution.name, installer]] : [])),
    ),
    notes: [...notes, ...sizes.notes],
  };
}

/** All distributions of one folder of packages. */
function readSite(reader: FolderReader, site: string, notes: EnvironmentNote[]): Found[] {
  const found: Found[] = [];
  for (const { name, kind } of reader.list(site) ?? []) {
    const path = below(site, name);
    if (name.startsWith("~")) notes.push({ kind: "stale folder", path });
    else if (kind === "folder" && name.endsWith(".dist-info")) {
      const one = readDistInfo(reader, site, path, notes);
      if (one !== undefined) found.push(one);
    } else if (name.endsWith(".egg-info")) {
      const one = readEggInfo(reader, path, kind === "folder", notes);
      if (one !== undefined) found.push(one);
    } else if (name.endsWith(".egg-link")) {
      const location = reader.read(path)?.split(/\r?\n/)[0]?.trim();
      notes.push({
        kind: "editable",
        name: normaliseName(name.slice(0, -".egg-link".length)),
        location: location || null,
      });
    }
  }
  return found;
}

function readDistInfo(reader: FolderReader, site: string, path: string, notes: EnvironmentNote[]): Found | undefined {
  const basic = readBasics(reader, below(path, "METADATA"), path, [], notes);
  if (basic === undefined) return undefined;
  const { name } = basic;
  const record = reader.read(below(path, "RECORD"));
  const editable = editableLocation(reader.read(below(path, "direct_url.json")));
  if (editable !== undefined) notes.push({ kind: "editable", name, location: editable });
  const paths = record === undefined ? undefined : recordedPaths(record);
  const modules = modulesOf(editable === undefined ? (paths ?? []) : []);
  const declared = lines(reader.read(below(path, "top_level.txt")));
  const distribution: Distribution = {
    ...basic,
    // pip marks what was asked for by name with an empty file.
    requested: reader.facts(below(path, "REQUESTED")) !== undefined,
    // What is written in top_level.txt may be outdated, and a namespace stands there as its first name.
    modules: modules.length > 0 ? modules : declared,
    ...entryPointsOf(reader.read(below(path, "entry_points.txt")) ?? ""),
  };
  const installer = reader.read(below(path, "INSTALLER"))?.trim();
  return { distribution, recorded: paths && { name, site, paths }, installer, path };
}

function readEggInfo(
  reader: FolderReader,
  path: string,
  isFolder: boolean,
  notes: EnvironmentNote[],
): Found | undefined {
  const part = (name: string) => (isFolder ? reader.read(below(path, name)) : undefined);
  const requirements = eggRequirements(part("requires.txt") ?? "");
  const basic = readBasics(reader, isFolder ? below(path, "PKG-INFO") : path, path, requirements, notes);
  if (basic === undefined) return undefined;
  const modules = lines(part("top_level.txt"));
  const distribution: Distribution = {
    ...basic,
    ...(modules.length > 0 ? { modules } : {}),
    ...entryPointsOf(part("entry_points.txt") ?? ""),
  };
  return { distribution, recorded: undefined, installer: undefined, path };
}

/** Commands, and groups of plug-ins where there are any. */
function entryPointsOf(text: string): Pick<Distribution, "commands" | "plugsInto"> {
  const groups = groupsOf(text);
  return { commands: commandsOf(text), ...(groups.length > 0 ? { plugsInto: groups } : {}) };
}

/** What the metadata tells, with further requirements that stand elsewhere. */
function readBasics(
  reader: FolderReader,
  file: string,
  path: string,
  further: string[],
  notes: EnvironmentNote[],
): Distribution | undefined {
  const metadata = readMetadata(reader.read(file) ?? "");
  if (metadata === undefined) {
    notes.push({ kind: "not readable", path });
    return undefined;
  }
  const name = normaliseName(metadata.name);
  const requires: Specification[] = [];
  for (const text of [...metadata.requires, ...further]) {
    const specification = parseSpecification(text);
    if (specification === undefined) notes.push({ kind: "requirement not understood", name, text });
    else requires.push(specification);
  }
  const { version, requiresPython } = metadata;
  const basics: Distribution = { name, version, requires, download: null, installed: null };
  return requiresPython === undefined ? basics : { ...basics, requiresPython };
}

/** One of each name, in the order of names: the one whose files are recorded, then the newest. */
function choose(found: readonly Found[], notes: EnvironmentNote[]): Found[] {
  const byName = new Map<DistributionName, Found[]>();
  for (const one of found) byName.set(one.distribution.name, [...(byName.get(one.distribution.name) ?? []), one]);
  return [...byName.keys()].sort().map((name) => {
    const versions = byName.get(name)!;
    const recorded = versions.filter(({ recorded }) => recorded !== undefined);
    const [chosen] = newestFirst(recorded.length > 0 ? recorded : versions, ({ distribution }) => distribution.version);
    const { version } = chosen!.distribution;
    // The same version may be described twice, as .dist-info and as .egg-info.
    const others = new Set(versions.map(({ distribution }) => distribution.version).filter((one) => one !== version));
    if (others.size > 0) notes.push({ kind: "several versions", name, chosen: version, others: [...others].sort() });
    if (recorded.length === 0) notes.push({ kind: "no record", name, path: chosen!.path });
    return chosen!;
  });
}

/**
 * Folder that an editable installation leads to.
 *
 * @returns undefined if the distribution is not installed so, null if the folder is not told
 * @see https://packaging.python.org/en/latest/specifications/direct-url/
 */
function editableLocation(text: string | undefined): string | null | undefined {
  if (text === undefined) return undefined;
  try {
    const found: { url?: unknown; dir_info?: { editable?: unknown } } = JSON.parse(text);
    if (found.dir_info?.editable !== true) return undefined;
    return typeof found.url === "string" ? found.url : null;
  } catch {
    return undefined;
  }
}

function lines(text: string | undefined): string[] {
  return (text ?? "")
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
