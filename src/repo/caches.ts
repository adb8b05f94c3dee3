import { lstatSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import { walkTree } from "./disk.js";

/** A cache of models outside of the repository. */
export interface Cache {
  /** With `~` for the home. */
  path: string;
  tool: string;
  files: number;
  bytes: number;
}

/** Where tools keep the models that they download, below the home; `variable` names another place. */
const PLACES: { tool: string; path: string; variable?: string }[] = [
  { tool: "Hugging Face", path: ".cache/huggingface", variable: "HF_HOME" },
  { tool: "torch hub", path: ".cache/torch", variable: "TORCH_HOME" },
  { tool: "chromadb", path: ".cache/chroma" },
  { tool: "Ollama", path: ".ollama", variable: "OLLAMA_MODELS" },
  { tool: "Whisper", path: ".cache/whisper" },
  { tool: "NLTK", path: "nltk_data", variable: "NLTK_DATA" },
];

/** What {@link findCaches} knows of the machine. */
export interface Home {
  folder: string;
  variables: Readonly<Record<string, string | undefined>>;
}

/**
 * Weighs the caches of models that exist. Caches of packages tell nothing of a project, and are too big to go through each time. None of them is opened; links in them are not followed, and a
 * folder that lies in another one's is weighed once.
 *
 * @param repository top of the working tree: a cache inside of it is a part of it, and is left out here
 * @returns the biggest first, and folders that could not be read
 */
export async function findCaches(
  home: Home,
  repository: string | null,
): Promise<{ caches: Cache[]; unreadable: string[] }> {
  const caches: Cache[] = [];
  const unreadable: string[] = [];
  const seen: string[] = [];
  for (const { tool, path, variable } of PLACES) {
    const place = (variable && home.variables[variable]) || cachePath(home, path);
    const folder = isAbsolute(place) ? realFolder(place) : undefined;
    if (folder === undefined || seen.some((known) => isBelow(folder, known))) continue;
    if (repository !== null && isBelow(folder, repository)) continue;
    seen.push(folder);
    const sum = { files: 0, bytes: 0 };
    const failed = await walkTree(folder, {
      top: () => {},
      folder: () => false,
      file: ({ bytes }) => {
        sum.files++;
        sum.bytes += bytes;
      },
      sum: () => {},
    });
    const shown = isBelow(folder, home.folder) ? join("~", relative(home.folder, folder)) : folder;
    unreadable.push(...failed.map((name) => (name === "" ? shown : join(shown, name))));
    if (sum.files > 0) caches.push({ path: shown, tool, ...sum });
  }
  return { caches: caches.sort((a, b) => b.bytes - a.bytes), unreadable };
}

function cachePath({ folder, variables }: Home, path: string): string {
  const base = variables.XDG_CACHE_HOME;
  return base && path.startsWith(".cache/") ? join(base, path.slice(".cache/".length)) : join(folder, path);
}

function isBelow(folder: string, above: string): boolean {
  return folder === above || folder.startsWith(above + sep);
}

/** The folder that a path leads to; undefined if there is none. */
function realFolder(path: string): string | undefined {
  try {
    const real = realpathSync(path);
    return lstatSync(real).isDirectory() ? real : undefined;
  } catch {
    return undefined;
  }
}
