import { below, type FolderReader } from "./reader.js";

/** A folder of installed packages and the Python that they are for. */
export interface VirtualEnvironment {
  /** Folders of packages, relative to the environment. */
  sites: string[];
  /** Version of Python as far as it is told: `3.11.7`, or `3.11` from the name of a folder. */
  python?: string;
}

/**
 * Finds the folders of packages of an environment: `lib/python3.11/site-packages` (also below `lib64`, and Debian's
 * `dist-packages`), `Lib/site-packages` on Windows, or the folder itself if it holds packages.
 */
export function findSites(reader: FolderReader): VirtualEnvironment {
  const sites: string[] = [];
  let python = versionOf(reader.read("pyvenv.cfg"));
  for (const library of folders(reader, "").filter((name) => name === "lib" || name === "lib64"))
    for (const name of folders(reader, library)) {
      const version = /^(?:python|pypy)(\d+(?:\.\d+)?)$/.exec(name)?.[1];
      if (version === undefined) continue;
      for (const site of folders(reader, below(library, name)))
        if (site === "site-packages" || site === "dist-packages") {
          sites.push(`${library}/${name}/${site}`);
          // Debian's folder is called python3 for every version.
          if (version.includes(".")) python ??= version;
        }
    }
  if (folders(reader, "Lib").includes("site-packages")) sites.push("Lib/site-packages");
  if (sites.length === 0 && folders(reader, "").some((name) => name.endsWith(".dist-info"))) sites.push("");
  return { sites, ...(python === undefined ? {} : { python }) };
}

/** `version = 3.11.7` as venv writes it, `version_info = 3.11.7.final.0` as virtualenv and uv do. */
function versionOf(configuration: string | undefined): string | undefined {
  return /^version(?:_info)?\s*=\s*(\d+\.\d+(?:\.\d+)?)/m.exec(configuration ?? "")?.[1];
}

function folders(reader: FolderReader, folder: string): string[] {
  return (reader.list(folder) ?? [])
    .filter(({ kind }) => kind === "folder")
    .map(({ name }) => name)
    .sort();
}
