import { tableOf, tablesOf, textOf, textsOf } from "../locks/values.js";
import type {
  DependencyGraph,
  Distribution,
  DistributionName,
  MarkerEnvironment,
  Root,
  Specification,
} from "../model.js";
import { normaliseName } from "../names.js";
import { parseSpecification } from "../specification.js";

/** What pip says that it would install, or has installed. */
export interface PipReport {
  graph: DependencyGraph;
  /** What was asked for by name, with the extras asked for. */
  roots: Root[];
  /** Texts of requirements that do not follow the rules, with the distribution that has them: left out. */
  notUnderstood: { name: DistributionName; text: string }[];
}

/**
 * Reads what `pip install --dry-run --report -` or `pip inspect` prints. The markers are those of the Python that pip ran
 * in; sizes are not told.
 *
 * @throws {SyntaxError} if the text is no JSON
 * @see https://pip.pypa.io/en/stable/reference/installation-report/
 */
export function readPipReport(text: string, source = "resolved by pip"): PipReport {
  const report = tableOf(JSON.parse(text));
  const distributions = new Map<DistributionName, Distribution>();
  const roots: Root[] = [];
  const notUnderstood: PipReport["notUnderstood"] = [];
  for (const item of tablesOf(report.install ?? report.installed)) {
    const metadata = tableOf(item.metadata);
    const writtenName = textOf(metadata.name);
    const version = textOf(metadata.version);
    if (writtenName === undefined || version === undefined) continue;
    const name = normaliseName(writtenName);
    const requires: Specification[] = [];
    for (const written of textsOf(metadata.requires_dist)) {
      const specification = parseSpecification(written);
      if (specification === undefined) notUnderstood.push({ name, text: written });
      else requires.push(specification);
    }
    const requiresPython = textOf(metadata.requires_python);
    const requested = item.requested === true;
    const file = textOf(tableOf(item.download_info).url)?.split("/").pop();
    distributions.set(name, {
      name,
      version,
      requires,
      download: null,
      installed: null,
      requested,
      ...(requiresPython === undefined ? {} : { requiresPython }),
      ...(file?.endsWith(".whl") ? { wheels: [file] } : {}),
    });
    if (requested) roots.push({ name, extras: textsOf(item.requested_extras).map(normaliseName) });
  }
  const environment = tableOf(report.environment) as unknown as MarkerEnvironment;
  const sorted = new Map([...distributions].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { graph: { source, environment, distributions: sorted }, roots, notUnderstood };
}
