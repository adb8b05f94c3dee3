import { importedModules } from "../syntax/python-imports.js";
import type { Inventory } from "./model.js";

/** A place that imports a package, or a module of the repository itself. */
export interface PackageImport {
  /** In dotted form: `google.cloud.storage`. */
  module: string;
  path: string;
  /** One-based. */
  line: number;
  /** The program goes on without it. */
  optional: boolean;
}

/**
 * Finds what Python files import by full name, in the order of the files; one place for each module and file.
 *
 * @param paths the files to look at
 */
export function packageImports(inventory: Inventory, paths: Iterable<string>): PackageImport[] {
  const found: PackageImport[] = [];
  for (const path of paths) {
    const seen = new Set<string>();
    for (const { module, line, optional } of importedModules(inventory.read(path)?.text ?? "")) {
      if (seen.has(module)) continue;
      seen.add(module);
      found.push({ module, path, line, optional });
    }
  }
  return found;
}
