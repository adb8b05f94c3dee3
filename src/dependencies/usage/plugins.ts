import type { DependencyGraph, DistributionName } from "../model.js";
import { lineAt, type UsageFile } from "./files.js";
import type { Use } from "./model.js";
import table from "./tools.json" with { type: "json" };

/** A file whose name makes pytest collect it (pytest, documentation: conventions for Python test discovery). */
const TEST_FILE = /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/;
const TEST = /^(?:async )?def test\w*|^class Test\w*/m;

/** Tools that load what is installed beside them, and what that is called. */
const LOADS = table.loads.map((one) => ({ ...one, names: new RegExp(one.names) }));
const FIXTURES: ReadonlyMap<string, DistributionName> = new Map(Object.entries(table.fixtures));
/** Parameters of a test, each of which pytest looks for among its fixtures. */
const PARAMETERS = /^[ \t]*(?:async )?def test\w*\(([^)]*)\)/gm;

/** Tools that use others where they are used, whether a list has them or not. */
export const TOOLS: readonly DistributionName[] = [...LOADS.map(({ tool }) => tool), ...table.checkers];

type Place = Pick<Use, "path" | "line" | "text">;

/** pytest, where tests lie that it would collect. */
export function pytestUse(files: Iterable<UsageFile>, known: ReadonlySet<DistributionName>): Use | undefined {
  const first = known.has("pytest") ? firstTest(files) : undefined;
  return first && plugin("pytest", first, "it collects these tests");
}

/**
 * What is used because a tool that is used loads it: plug-ins of pytest and flake8, and fixtures of pytest that tests take.
 *
 * @param known names that the lists have
 * @param useOf a use of a distribution, of tools too that no list has
 * @param graph its distributions tell what they plug into
 */
export function pluginUses(
  files: Iterable<UsageFile>,
  known: ReadonlySet<DistributionName>,
  useOf: (name: DistributionName) => Use | undefined,
  graph?: DependencyGraph,
): Use[] {
  const uses = LOADS.flatMap(({ tool, names, groups, evidence }) => {
    const host = useOf(tool);
    if (host === undefined) return [];
    const own = new Set(graph?.distributions.get(tool)?.requires.map(({ name }) => name));
    const isLoaded = (name: DistributionName) =>
      names.test(name) ||
      (!own.has(name) && graph?.distributions.get(name)?.plugsInto?.some((group) => groups.includes(group)));
    return [...known].filter((name) => name !== tool && isLoaded(name)).map((name) => plugin(name, host, evidence));
  });
  return useOf("pytest") === undefined ? uses : [...uses, ...fixtureUses(files, known)];
}

function fixtureUses(files: Iterable<UsageFile>, known: ReadonlySet<DistributionName>): Use[] {
  const sought = new Map([...FIXTURES].filter(([, distribution]) => known.has(distribution)));
  if (sought.size === 0) return [];
  const found = new Map<DistributionName, Use>();
  for (const { path, text } of files) {
    if (!TEST_FILE.test(path)) continue;
    for (const { 1: parameters = "", index } of text.matchAll(PARAMETERS))
      for (const [word] of parameters.matchAll(/\b[a-z]\w*\b/g)) {
        const distribution = sought.get(word);
        if (distribution === undefined || found.has(distribution)) continue;
        const place = { path, line: lineAt(text, index), text: word };
        found.set(distribution, plugin(distribution, place, "pytest takes this fixture from it"));
      }
  }
  return [...found.values()];
}

/** Types that a checker reads, as they are called: `types-redis`, `boto3-stubs`, `celery-types`. */
const TYPES = /^types-(.+)$|^(.+)-(?:stubs|types)$/;
const DESCRIBED: ReadonlyMap<string, string> = new Map(Object.entries(table.stubs));

/**
 * Types for a checker, where one is used and so is the package that they describe.
 *
 * @param useOf a use of a distribution, of those too that no list has
 */
export function stubUses(
  known: ReadonlySet<DistributionName>,
  useOf: (name: DistributionName) => Use | undefined,
): Use[] {
  const checker = table.checkers.find((name) => useOf(name) !== undefined);
  if (checker === undefined) return [];
  return [...known].flatMap((name) => {
    const match = TYPES.exec(name);
    const described = DESCRIBED.get(name) ?? match?.[1] ?? match?.[2];
    const use = described === undefined ? undefined : useOf(described);
    return use === undefined ? [] : [plugin(name, use, `${checker} reads its types of ${described}`)];
  });
}

function plugin(distribution: DistributionName, { path, line, text }: Place, evidence: string): Use {
  return { distribution, path, line, text, kind: "plugin", evidence, isOptional: false, isDevelopment: true };
}

function firstTest(files: Iterable<UsageFile>): Place | undefined {
  for (const { path, text } of files) {
    if (!TEST_FILE.test(path)) continue;
    const test = TEST.exec(text);
    if (test !== null) return { path, line: lineAt(text, test.index), text: test[0] };
  }
  return undefined;
}
