import picomatch from "picomatch";

/** Files that are kept as they are, because they tell what once was. `unpick.yaml` adds to them. */
export const HISTORY_GLOBS: readonly string[] = [
  "**/migrations/**",
  "**/alembic/versions/**",
  "**/sql/{updates,upgrades,migrations,patches}/**",
  "**/schema_{changes,updates,migrations}/**",
  "**/CHANGELOG*",
];

/**
 * Matches paths against globs as people write them: a plain path stands for the file or for all below the folder,
 * `!` in front takes matches back, hidden files count. No globs match nothing.
 */
export function pathMatcher(globs: readonly string[]): (path: string) => boolean {
  const wanted: string[] = [];
  const refused: string[] = [];
  for (const glob of globs) (glob.startsWith("!") ? refused : wanted).push(...expanded(glob.replace(/^!/, "")));
  const isWanted = compile(wanted);
  const isRefused = compile(refused);
  return (path) => isWanted(path) && !isRefused(path);
}

/** Tells a glob over symbols (`py:app/compat.py#Shim`) from one over paths. */
export function isSymbolGlob(glob: string): boolean {
  return /^[a-z]+:(?![\\/])/.test(glob);
}

/** Matches symbols against those of the globs that are over symbols. A plain name matches itself and its members. */
export function symbolMatcher(globs: readonly string[]): (symbol: string) => boolean {
  const patterns = globs.filter(isSymbolGlob).map((glob) => {
    const source = glob
      .split("*")
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"))
      .join(".*");
    return new RegExp(`^${source}(?:[.].*)?$`, "s");
  });
  return (symbol) => patterns.some((pattern) => pattern.test(symbol));
}

function expanded(glob: string): string[] {
  const path = glob.replace(/^\.\//, "").replace(/^\//, "");
  if (path === "" || path === ".") return ["**"];
  if (path.endsWith("/")) return [`${path}**`];
  // Only the last part can be a file; whatever it matches may be a folder.
  return path.endsWith("**") ? [path] : [path, `${path}/**`];
}

function compile(globs: readonly string[]): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  return picomatch([...globs], { dot: true, strictSlashes: true });
}
