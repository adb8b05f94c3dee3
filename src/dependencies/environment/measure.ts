import type { DistributionName } from "../model.js";
import type { EnvironmentNote } from "./notes.js";
import { below, type FolderReader } from "./reader.js";
import { pathInEnvironment } from "./record.js";

/** A distribution whose files are recorded. */
export interface Recorded {
  name: DistributionName;
  /** Folder of packages that the paths are relative to. */
  site: string;
  paths: readonly string[];
}

interface Measured {
  bytes: number;
  missing: number;
  outside: number;
  /** Files of other distributions that this one records too, by their owner. */
  shared: Map<DistributionName, { files: number; bytes: number }>;
}

/** Bytes of each distribution by name, and what is to be said about them. */
export interface Sizes {
  bytes: ReadonlyMap<DistributionName, number>;
  notes: EnvironmentNote[];
}

/**
 * Measures what distributions take on disk: the files that they record, wherever in the environment, and what Python
 * compiled of their sources later. A file counts once, for the first that records it.
 */
export function measure(reader: FolderReader, distributions: readonly Recorded[]): Sizes {
  const owners = new Map<string, DistributionName>();
  const found = new Map<DistributionName, Measured>();
  const linked = { files: 0, bytes: 0 };

  const take = (path: string, measured: Measured): boolean => {
    const facts = reader.facts(path);
    if (facts === undefined) return false;
    measured.bytes += facts.bytes;
    if (facts.links > 1) {
      linked.files += 1;
      linked.bytes += facts.bytes;
    }
    return true;
  };
  for (const { name, site, paths } of distributions) {
    const measured: Measured = { bytes: 0, missing: 0, outside: 0, shared: new Map() };
    found.set(name, measured);
    for (const recorded of paths) {
      const path = pathInEnvironment(site, recorded);
      if (path === undefined) {
        measured.outside += 1;
        continue;
      }
      const owner = owners.get(path);
      if (owner === undefined) {
        if (take(path, measured)) owners.set(path, name);
        else measured.missing += 1;
      } else if (owner !== name) {
        const shared = measured.shared.get(owner) ?? { files: 0, bytes: 0 };
        shared.files += 1;
        shared.bytes += reader.facts(path)?.bytes ?? 0;
        measured.shared.set(owner, shared);
      }
    }
  }
  for (const { path, owner } of compiledLater(reader, owners)) take(path, found.get(owner)!);

  const notes = [...found].flatMap(([name, measured]) => notesOf(name, measured));
  if (linked.files > 0) notes.push({ kind: "hard links", ...linked });
  return { bytes: new Map([...found].map(([name, { bytes }]) => [name, bytes])), notes };
}

/** Files in `__pycache__` beside recorded sources that no distribution records: `x.cpython-311.pyc` of `x.py`. */
function compiledLater(
  reader: FolderReader,
  owners: ReadonlyMap<string, DistributionName>,
): { path: string; owner: DistributionName }[] {
  const folders = new Set<string>();
  for (const path of owners.keys()) if (path.endsWith(".py")) folders.add(path.slice(0, path.lastIndexOf("/") + 1));
  const compiled: { path: string; owner: DistributionName }[] = [];
  for (const folder of folders) {
    const cache = `${folder}__pycache__`;
    for (const { name, kind } of reader.list(cache) ?? []) {
      const path = below(cache, name);
      if (kind !== "file" || !name.endsWith(".pyc") || owners.has(path)) continue;
      const owner = owners.get(`${folder}${name.slice(0, name.indexOf("."))}.py`);
      if (owner !== undefined) compiled.push({ path, owner });
    }
  }
  return compiled;
}

function notesOf(name: DistributionName, { missing, outside, shared }: Measured): EnvironmentNote[] {
  const notes: EnvironmentNote[] = [];
  for (const [owner, both] of shared) notes.push({ kind: "claimed twice", name: owner, by: name, ...both });
  if (missing > 0) notes.push({ kind: "files missing", name, files: missing });
  if (outside > 0) notes.push({ kind: "files outside", name, files: outside });
  return notes;
}
