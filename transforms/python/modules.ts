/** Dotted name of a file by its path: `src/pkg/mod.py` and `pkg/mod.py` are both `pkg.mod`. */
export function moduleOfPath(path: string): string {
  return path
    .replace(/\.pyi?$/, "")
    .replace(/^src\//, "")
    .replace(/(^|\/)__init__$/, "")
    .replaceAll("/", ".");
}

/** What an import of a module leads to: a file, a folder without `__init__.py`, or nothing of the repository. */
export interface Module {
  /** File that runs; undefined for a namespace package. */
  path: string | undefined;
  folder: string;
}

/** Finds the files that imports of a repository mean. */
export class Modules {
  private readonly files: ReadonlySet<string>;
  private readonly folders = new Set<string>();
  private readonly rootsOf = new Map<string, string[]>();

  constructor(files: Iterable<string>) {
    this.files = new Set(files);
    for (const file of this.files) {
      if (!/\.pyi?$/.test(file)) continue;
      for (let at = file.lastIndexOf("/"); at > 0; at = file.lastIndexOf("/", at - 1))
        this.folders.add(file.slice(0, at));
    }
  }

  /** The module that an import in a file names, dots in front included; undefined for other people's. */
  find(from: string, module: string): Module | undefined {
    const dots = /^\.*/.exec(module)![0].length;
    const parts = module.slice(dots).split(".").filter(Boolean);
    if (dots > 0) {
      let folder = parentOf(from);
      for (let up = 1; up < dots; up++) folder = parentOf(folder);
      return this.at(folder, parts);
    }
    for (const root of this.roots(from)) {
      const found = this.at(root, parts);
      if (found && (found.path !== undefined || this.isPackage(found.folder))) return found;
    }
    return undefined;
  }

  /** A module inside a package. */
  inside(module: Module, name: string): Module | undefined {
    if (module.path !== undefined && !/(^|\/)__init__\.pyi?$/.test(module.path)) return undefined;
    return this.at(module.folder, [name]);
  }

  private at(root: string, parts: readonly string[]): Module | undefined {
    const base = [root, ...parts].filter(Boolean).join("/");
    if (parts.length > 0)
      for (const suffix of [".py", ".pyi"])
        if (this.files.has(base + suffix)) return { path: base + suffix, folder: base };
    for (const suffix of ["/__init__.py", "/__init__.pyi"])
      if (this.files.has(base + suffix)) return { path: base + suffix, folder: base };
    return this.folders.has(base) || base === "" ? { path: undefined, folder: base } : undefined;
  }

  /** A folder without `__init__.py` counts as a package if Python files lie right in it or below. */
  private isPackage(folder: string): boolean {
    return this.folders.has(folder);
  }

  /**
   * Folders that absolute imports of a file start from: the top, `src`, and folders around the file from the
   * outermost on. A file's own package is none of them: there an absolute import means somebody else's module.
   */
  private roots(from: string): string[] {
    const folder = parentOf(from);
    const known = this.rootsOf.get(folder);
    if (known) return known;
    const roots = ["", "src"];
    let path = "";
    for (const part of folder === "" ? [] : folder.split("/")) {
      path = path === "" ? part : `${path}/${part}`;
      if (this.files.has(`${path}/__init__.py`)) break;
      roots.push(path, `${path}/src`);
    }
    // A plain folder right below the top is a package of the scripts there, if there are any.
    const scripts = [...this.files].some((file) => file.endsWith(".py") && !file.includes("/"));
    const result = scripts && folder !== "" && !folder.includes("/") ? roots.filter((root) => root !== folder) : roots;
    this.rootsOf.set(folder, result);
    return result;
  }
}

function parentOf(path: string): string {
  const at = path.lastIndexOf("/");
  return at < 0 ? "" : path.slice(0, at);
}
