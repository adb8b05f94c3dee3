/**
 * Reads `RECORD`: lines of `path,hash,size`, where a path with a comma or quote stands in quotes. Hashes and sizes are not
 * taken: what is on disk is measured.
 *
 * @see https://packaging.python.org/en/latest/specifications/recording-installed-packages/#the-record-file
 */
export function recordedPaths(text: string): string[] {
  const paths: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(line);
    const path = quoted
      ? quoted[1]!.replaceAll('""', '"')
      : line.slice(0, line.indexOf(",") < 0 ? line.length : line.indexOf(","));
    if (path !== "") paths.push(path);
  }
  return paths;
}

/**
 * Path of a recorded file below the environment.
 *
 * @param site folder of packages that the path is relative to
 * @returns undefined if it lies outside of the environment
 */
export function pathInEnvironment(site: string, path: string): string | undefined {
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return undefined;
  const parts = site === "" ? [] : site.split("/");
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}
