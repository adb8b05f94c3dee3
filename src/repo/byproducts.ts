import { classifyPath, isArchiveName } from "./classify.js";

/** Files that no person writes as part of the program, or no longer does. */
export type ByproductKind =
  | "bytecode"
  | "cache"
  | "log"
  | "build output"
  | "editor"
  | "system"
  | "user data"
  | "uploads"
  | "vector store"
  | "database"
  | "backup"
  | "archive";

/** What a path tells of a file that does not belong to the program's sources. */
export interface Byproduct {
  kind: ByproductKind;
  /** The outermost folder that is of this kind as a whole, with its slash; absent if the file is alone. */
  folder?: string;
  /** Lines of an ignore file for it and its like; none if its name is only its own. */
  patterns: string[];
}

/** Tools and programs write these again when they need them. */
export const REBUILT_KINDS: ReadonlySet<ByproductKind> = new Set(["bytecode", "cache", "log", "editor", "system"]);
/** These may hold what exists nowhere else. */
export const DATA_KINDS: ReadonlySet<ByproductKind> = new Set(["user data", "uploads", "vector store", "database"]);

const BYTECODE = ["__pycache__/", "*.py[cod]"];
const CACHE_FOLDER =
  /^(?:\.(?:pytest|mypy|ruff|pytype|parcel|sass)[_-]cache|\.(?:hypothesis|tox|nox|ipynb_checkpoints|nyc_output|turbo|next|nuxt|svelte-kit)|htmlcov)$/;
const VECTOR_FOLDER =
  /^(?:\.?chroma|chroma_?(?:db|data|store)|vector_?(?:stores?|db)|faiss_?(?:index|db|store)|qdrant_(?:storage|data)|lancedb|milvus_data|weaviate_data)$/;
const UPLOAD_FOLDER = /^(?:(?:user_|file_)?uploads|uploaded_files)$/;
const PERSON_FOLDER = /^((?:user|tenant|customer|client|account|member|org|guest)s?[_-])\d+$/;
/** Files that only a vector store writes: the other files of their folder are its own. */
const VECTOR_FILE = /(?:^|\/)(?:chroma\.sqlite3|data_level0\.bin|index\.faiss)$/;
const UNIQUE_NAME = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const UNIQUE_PATTERN = `${"?".repeat(8)}-????-????-????-${"?".repeat(12)}/`;

/** Folders whose files are there on purpose, whatever they are called. */
const ON_PURPOSE =
  /(?:^|\/)(?:tests?|__tests__|specs?|e2e|fixtures?|testdata|test_data|cassettes|samples?|examples?|docs?)\//;
/** Text that a person wrote or a program is made of is no data, wherever it lies. */
const WRITTEN = new Set(["code", "template", "style", "test"]);

/**
 * Finds the byproducts among the files of a tree.
 *
 * @param paths all tracked files
 * @returns what each such file is, in the order given; other files are not in it
 */
export function findByproducts(paths: Iterable<string>): Map<string, Byproduct> {
  const all = [...paths];
  const stores = new Set(
    all.filter((path) => VECTOR_FILE.test(path)).map((path) => path.slice(0, path.lastIndexOf("/") + 1)),
  );
  stores.delete("");
  const found = new Map<string, Byproduct>();
  for (const path of all) {
    // What keeps an empty folder in the tree is there on purpose.
    const isOnPurpose = /(?:^|\/)\.(?:git)?(?:keep|ignore|attributes)$/.test(path) || classifyPath(path).vendored;
    const byproduct = isOnPurpose ? undefined : (folderByproduct(path) ?? fileByproduct(path, stores));
    if (byproduct) found.set(path, byproduct);
  }
  return found;
}

/** By the outermost folder that says so. */
function folderByproduct(path: string): Byproduct | undefined {
  const parts = path.split("/");
  for (let at = 0; at < parts.length - 1; at++) {
    const name = parts[at]!;
    const before = parts
      .slice(0, at)
      .map((part) => `${part}/`)
      .join("");
    const found = namedFolder(name, before, path);
    if (found) return { ...found, folder: `${before}${name}/` };
  }
  return undefined;
}

function namedFolder(name: string, before: string, path: string): Byproduct | undefined {
  if (name === "__pycache__") return { kind: "bytecode", patterns: BYTECODE };
  if (CACHE_FOLDER.test(name)) return { kind: "cache", patterns: [`${name}/`] };
  if (name.endsWith(".egg-info")) return { kind: "build output", patterns: ["*.egg-info/"] };
  if (ON_PURPOSE.test(`${before}${name}/`)) return undefined;
  if (isArchiveName(name)) return archived(name, before);
  const lower = name.toLowerCase();
  if (WRITTEN.has(classifyPath(path).role)) return undefined;
  if (UPLOAD_FOLDER.test(lower)) return { kind: "uploads", patterns: [`${before}${name}/`] };
  if (VECTOR_FOLDER.test(lower)) return { kind: "vector store", patterns: [`${before}${name}/`] };
  const person = PERSON_FOLDER.exec(name);
  return person ? { kind: "user data", patterns: [`${before}${person[1]}*/`] } : undefined;
}

/**
 * A folder of old things. A plain word such as `archive` means that only at the top: deeper down it may be a feature
 * of the program. Names that say whose copy it is, or of when, mean it anywhere.
 */
function archived(name: string, before: string): Byproduct | undefined {
  const isPlain = /^[._]?[a-z]+$/i.test(name);
  if (isPlain && before !== "") return undefined;
  const kind = /^[._]?(?:archived?s?|old|older|obsolete|attic)$/i.test(name) ? "archive" : "backup";
  // Only the usual names are worth a line: the others will not come again.
  const isUsual = /^(?:archives?|backups?)$/i.test(name);
  return { kind, patterns: isUsual ? [`${name}/`] : [] };
}

function fileByproduct(path: string, stores: ReadonlySet<string>): Byproduct | undefined {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const name = path.slice(folder.length);
  if (/\.py[co]$/.test(name)) return { kind: "bytecode", patterns: BYTECODE };
  if (/^(?:\.coverage|\.eslintcache)$|\.tsbuildinfo$/.test(name))
    return { kind: "cache", patterns: [name.endsWith(".tsbuildinfo") ? "*.tsbuildinfo" : name] };
  if (name === ".DS_Store" || name === "Thumbs.db") return { kind: "system", patterns: [name] };
  const editor = /(?:\.sw[op]|~)$/.exec(name);
  if (editor) return { kind: "editor", patterns: [`*${editor[0]}`] };
  if (ON_PURPOSE.test(folder)) return undefined;
  const log = /\.log(\.\d+)?$/.exec(name);
  if (log) return { kind: "log", patterns: log[1] ? ["*.log", "*.log.*"] : ["*.log"] };
  if (name === "nohup.out") return { kind: "log", patterns: [name] };
  if (stores.has(folder) && !WRITTEN.has(classifyPath(path).role))
    return { kind: "vector store", folder, patterns: [storePattern(folder)] };
  const database = /\.(db|db3|sqlite|sqlite3)(-(?:journal|wal|shm))?$/.exec(name);
  if (database) return { kind: "database", patterns: database[2] ? [`*.${database[1]}-*`] : [`*.${database[1]}`] };
  const backup = /\.(?:bak|orig)$/.exec(name);
  return backup ? { kind: "backup", patterns: [`*${backup[0]}`] } : undefined;
}

/** Folders that a vector store names by chance are alike only in form. */
function storePattern(folder: string): string {
  const parts = folder.slice(0, -1).split("/");
  return UNIQUE_NAME.test(parts.at(-1)!) ? [...parts.slice(0, -1), UNIQUE_PATTERN].join("/") : folder;
}
