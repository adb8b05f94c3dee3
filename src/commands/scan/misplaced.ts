import type { DistributionName } from "../../dependencies/model.js";
import { normaliseName } from "../../dependencies/names.js";
import type { ScanDependencies, ScanRequirement } from "../../report/dependencies-document.js";

/**
 * Lines for whoever installs the application that only tests need, and lines for development that it needs itself.
 *
 * @param projects names of the repository's own distributions, which ask for extras of themselves
 */
export function misplacedOf(
  requirements: readonly ScanRequirement[],
  projects: ReadonlySet<DistributionName>,
): ScanDependencies["misplaced"] {
  const main = new Set(
    requirements.filter(({ audience }) => audience === "main").map(({ name }) => name.toLowerCase()),
  );
  const found: ScanDependencies["misplaced"] = [];
  for (const { name, file, line, audience, isDevelopment, uses } of requirements) {
    if (projects.has(normaliseName(name))) continue;
    const application = uses.find((use) => !use.isDevelopment && use.kind === "import");
    if (audience === "main" && uses.length > 0 && uses.every((use) => use.isDevelopment))
      found.push({ name, file, line, reason: reasonOf(uses) });
    else if (isDevelopment && application !== undefined && !main.has(name.toLowerCase()))
      found.push({ name, file, line, reason: `${application.path}:${application.line} imports it` });
  }
  return found;
}

/** What uses it, if only those who work on the application do. */
const reasonOf = (uses: ScanRequirement["uses"]) =>
  uses.some(({ kind }) => kind === "import") ? "only tests import it" : "only tests and tools use it";
