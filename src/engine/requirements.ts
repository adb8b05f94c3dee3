import type { Inventory, Target, Transform } from "./model.js";

/** A line of a list of requirements. */
export interface Requirement {
  file: string;
  /** One-based. */
  line: number;
  name: string;
  /** What stands behind the name, without extras, markers and options: `==2.7.1`; empty if any version will do. */
  specifier: string;
  /** Top-level modules that it is likely imported as. */
  modules: string[];
}

/** From the end of the name: extras in brackets, then the versions or the address, up to a marker, option or comment. */
const BEHIND = /^\s*(?:\[[^\]]*\])?\s*((?:@\s*[^\s;]+)|[^;#\\]*?)\s*(?:;|\\|\s#|\s--|$)/;

/**
 * Reads the requirements of lists such as `requirements.txt`, in the order of the files.
 *
 * @param transform the one that reads such lists
 * @param paths of the lists
 */
export function readRequirements(
  transform: Transform,
  inventory: Inventory,
  paths: Iterable<string>,
  target: Target,
): Requirement[] {
  const rows: Requirement[] = [];
  for (const file of paths) {
    const source = inventory.read(file);
    const facts = source && transform.analyze?.(source, target);
    if (!source || !facts) continue;
    const lineAt = lineCounter(source.text);
    const modulesOf = new Map<number, string[]>();
    for (const { defines, region, symbol } of facts.occurrences)
      if (defines && symbol.startsWith("package:"))
        modulesOf.set(region, [...(modulesOf.get(region) ?? []), symbol.slice("package:".length)]);
    for (const region of facts.regions) {
      if (region.kind !== "importName" || region.name === undefined) continue;
      const { name } = region;
      const behind = source.text.slice(region.start + name.length, region.end).split(/\r?\n/)[0]!;
      rows.push({
        file,
        line: lineAt(region.start),
        name,
        specifier: (BEHIND.exec(behind)?.[1] ?? "").trim(),
        modules: modulesOf.get(region.id) ?? [],
      });
    }
  }
  return rows;
}

/** Counts lines from the place that was asked for last: places come in order. */
function lineCounter(text: string): (offset: number) => number {
  let [at, line] = [0, 1];
  return (offset) => {
    if (offset < at) [at, line] = [0, 1];
    for (let next = text.indexOf("\n", at); next >= 0 && next < offset; next = text.indexOf("\n", at)) {
      at = next + 1;
      line += 1;
    }
    return line;
  };
}
