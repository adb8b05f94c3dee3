import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What a folder of installed packages tells of itself. */
export interface EnvironmentFacts {
  kind: "python" | "conda" | "node" | "other";
  /** Version of Python; null if it does not say. */
  python: string | null;
  /** How many packages are installed; null if the folder does not say. */
  packages: number | null;
}

/**
 * Reads what kind of environment a folder is, by the files that its tool puts there. Only names of folders and
 * `pyvenv.cfg` are read.
 *
 * @param folder on disk; what cannot be read is not told
 */
export function environmentFacts(folder: string): EnvironmentFacts {
  const names = new Set(namesIn(folder));
  if (names.has("pyvenv.cfg"))
    return { kind: "python", python: versionOf(join(folder, "pyvenv.cfg")), packages: pythonPackages(folder, names) };
  if (names.has("conda-meta")) {
    const records = namesIn(join(folder, "conda-meta")).filter((name) => name.endsWith(".json"));
    const python = records.map((name) => /^python-(\d[\d.]*)-/.exec(name)?.[1]).find(Boolean) ?? null;
    return { kind: "conda", python, packages: records.length };
  }
  if (/(?:^|[\\/])node_modules$/.test(folder)) return { kind: "node", python: null, packages: nodePackages(folder) };
  return { kind: "other", python: null, packages: null };
}

/** `version` is written by `venv`, `version_info` by virtualenv. */
function versionOf(file: string): string | null {
  try {
    const found = /^version(?:_info)?\s*=\s*(\d+(?:\.\d+)*)/m.exec(readFileSync(file, "utf8"));
    return found?.[1] ?? null;
  } catch {
    return null;
  }
}

/** Folders of metadata, one a distribution, in `lib/python3.11/site-packages` or, on Windows, `Lib/site-packages`. */
function pythonPackages(folder: string, names: ReadonlySet<string>): number | null {
  const sites = [
    ...namesIn(join(folder, "lib")).map((name) => join(folder, "lib", name, "site-packages")),
    ...(names.has("Lib") ? [join(folder, "Lib", "site-packages")] : []),
  ];
  const found = new Set<string>();
  for (const site of sites)
    for (const name of namesIn(site)) if (/\.(?:dist|egg)-info$/.test(name)) found.add(name.toLowerCase());
  return sites.length === 0 ? null : found.size;
}

/** Folders at the top and below a scope; what lies nested in a package is not counted. */
function nodePackages(folder: string): number {
  return namesIn(folder)
    .filter((name) => !name.startsWith("."))
    .reduce((sum, name) => sum + (name.startsWith("@") ? namesIn(join(folder, name)).length : 1), 0);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
