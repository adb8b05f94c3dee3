/** Fields of a `METADATA` or `PKG-INFO` file that tell what a distribution is and needs. */
export interface Metadata {
  name: string;
  version: string;
  /** `Requires-Dist` as written. */
  requires: string[];
  requiresPython?: string;
  /** Names of its extras as written. */
  extras: string[];
}

/**
 * Reads the headers of a metadata file, which are those of an e-mail: a line that begins with a blank continues the one
 * above, and an empty line ends them.
 *
 * @returns undefined if there is no name or version
 * @see https://packaging.python.org/en/latest/specifications/core-metadata/
 */
export function readMetadata(text: string): Metadata | undefined {
  const fields = new Map<string, string[]>();
  for (const [name, value] of headers(text)) fields.set(name, [...(fields.get(name) ?? []), value]);
  const name = fields.get("name")?.[0];
  const version = fields.get("version")?.[0];
  if (name === undefined || version === undefined) return undefined;
  const requiresPython = fields.get("requires-python")?.[0];
  return {
    name,
    version,
    requires: fields.get("requires-dist") ?? [],
    ...(requiresPython === undefined ? {} : { requiresPython }),
    extras: fields.get("provides-extra") ?? [],
  };
}

/** Names of headers in lower case, with their values on one line. */
function headers(text: string): [name: string, value: string][] {
  const found: [string, string][] = [];
  const source = text.startsWith("\ufeff") ? text.slice(1) : text;
  for (const line of source.split(/\r?\n/)) {
    if (line === "") break;
    const last = found.at(-1);
    if (/^[ \t]/.test(line)) {
      if (last !== undefined) last[1] = `${last[1]} ${line.trim()}`.trim();
      continue;
    }
    const colon = line.indexOf(":");
    if (colon > 0) found.push([line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]);
  }
  return found;
}
