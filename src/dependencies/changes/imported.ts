import { importedModules } from "../../syntax/python-imports.js";
import type { DistributionName } from "../model.js";
import { normaliseName } from "../names.js";
import { providersOf } from "../usage/module-table.js";

/** Distributions that code may import: of each module all that may provide it. @param code Python by path */
export function importedNames(code: ReadonlyMap<string, string>): Set<DistributionName> {
  const names = new Set<DistributionName>();
  for (const text of code.values())
    for (const { module } of importedModules(text)) {
      const parts = module.split(".");
      for (const name of providersOf(module)) names.add(name);
      for (let length = 1; length <= Math.min(3, parts.length); length += 1)
        names.add(normaliseName(parts.slice(0, length).join("-")));
    }
  return names;
}
