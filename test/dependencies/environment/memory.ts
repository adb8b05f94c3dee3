import type { FolderEntry, FolderReader } from "../../../src/dependencies/environment/reader.js";

/** A file in memory: its text, or its size and the number of its names. */
export type MemoryFile = string | { bytes: number; links?: number };

/** Reads a folder that exists in memory only; every file stands with its path. */
export function memoryFolder(files: Record<string, MemoryFile>): FolderReader {
  const folders = new Map<string, Map<string, FolderEntry>>([["", new Map()]]);
  for (const path of Object.keys(files)) {
    const parts = path.split("/");
    parts.forEach((name, index) => {
      const folder = parts.slice(0, index).join("/");
      const kind = index === parts.length - 1 ? "file" : "folder";
      const entries = folders.get(folder) ?? new Map<string, FolderEntry>();
      folders.set(folder, entries.set(name, { name, kind }));
    });
  }
  return {
    list: (folder) => folders.get(folder) && [...folders.get(folder)!.values()],
    read: (path) => {
      const file = files[path];
      return typeof file === "string" ? file : undefined;
    },
    facts: (path) => {
      const file = files[path];
      if (file === undefined) return undefined;
      return typeof file === "string" ? { bytes: Buffer.byteLength(file), links: 1 } : { links: 1, ...file };
    },
  };
}

/** The files of an installed distribution: its metadata and a record of these and of its own files. */
export function distInfo(
  site: string,
  name: string,
  version: string,
  files: Record<string, MemoryFile> = {},
  more: { metadata?: string; info?: Record<string, string> } = {},
): Record<string, MemoryFile> {
  const folder = `${name.replaceAll("-", "_")}-${version}.dist-info`;
  const info: Record<string, string> = {
    METADATA: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n${more.metadata ?? ""}\nA text: that is no field\n`,
    INSTALLER: "pip\n",
    ...more.info,
  };
  const own = [...Object.keys(files), ...Object.keys(info).map((file) => `${folder}/${file}`), `${folder}/RECORD`];
  const record = own.map((path) => (path.includes(",") ? `"${path}",,` : `${path},sha256=x,1`)).join("\n");
  const all: Record<string, MemoryFile> = {};
  const put = (path: string, file: MemoryFile) => {
    const parts = site.split("/");
    for (const part of path.split("/")) part === ".." ? parts.pop() : parts.push(part);
    all[parts.join("/")] = file;
  };
  for (const [path, file] of Object.entries(files)) put(path, file);
  for (const [file, text] of Object.entries(info)) put(`${folder}/${file}`, text);
  put(`${folder}/RECORD`, `${record}\n`);
  return all;
}
