import type { Inventory, Target, Transform } from "./model.js";
import { distributionOf, normalise } from "./packages.js";

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
    for (const region of facts.regions) {
      if (region.kind !== "importName" || region.name === undefined) continue;
      const { name } = region;
      const behind = source.text.slice(region.start + name.length, region.end).split(/\r?\n/)[0]!;
      rows.push({
        file,
        line: source.text.slice(0, region.start).split("\n").length,
        name,
        specifier: (BEHIND.exec(behind)?.[1] ?? "").trim(),
        modules: facts.occurrences
          .filter((one) => one.defines && one.region === region.id && one.symbol.startsWith("package:"))
          .map((one) => one.symbol.slice("package:".length)),
      });
    }
  }
  return rows;
}

/** True if importing a module, in dotted form, may be what a requirement is there for. */
export function provides(requirement: Requirement, module: string): boolean {
  return (
    requirement.modules.includes(module.split(".")[0]!) || distributionOf(module).includes(normalise(requirement.name))
  );
}
