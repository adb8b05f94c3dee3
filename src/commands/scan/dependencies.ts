import type { JudgedLine } from "../../dependencies/lines/intent.js";
import { isFreezeLike } from "../../dependencies/lists/freeze-like.js";
import type { Declared, DeclaredList } from "../../dependencies/lists/model.js";
import { listFormat, readLists } from "../../dependencies/lists/read.js";
import type { DependencyGraph } from "../../dependencies/model.js";
import { normaliseName } from "../../dependencies/names.js";
import type { Use } from "../../dependencies/usage/model.js";
import type { Platform } from "../../dependencies/wheels/platform.js";
import { type PackageImport, packageImports } from "../../engine/imports.js";
import type { Transform } from "../../engine/model.js";
import { missingDistribution, ownModules, requirementNames } from "../../engine/packages.js";
import { findByproducts } from "../../repo/byproducts.js";
import { classifyPath } from "../../repo/classify.js";
import { generatedBy } from "../../repo/generated.js";
import type { CommitInventory } from "../../repo/inventory.js";
import type { ScanDependencies, ScanRequirement } from "../../report/dependencies-document.js";
import { pathMatcher } from "../../target/globs.js";
import { type Bill, billOf, lineCosts, setsOf, totalsOf } from "./bill.js";
import { scanFrontier } from "./choices.js";
import { deletionsOf, namesLacking } from "./deletions.js";
import { findWords } from "./find-words.js";
import type { Resolution } from "./graph/resolver.js";
import { type ChosenGraph, chooseGraph } from "./graph/sources.js";
import { machineOf } from "./graph/target.js";
import { listed } from "./graph/words.js";
import { misplacedOf } from "./misplaced.js";
import { providersOf } from "./providers.js";
import { judgeLines } from "./standing.js";
import { usesOf, useText } from "./uses.js";

/** What is asked of a scan of dependencies. */
export interface DependencyQuestions {
  /** Top of the working tree; null in a bare repository. */
  root: string | null;
  /** Folder of the command. */
  cwd: string;
  /** Path of an environment to read. */
  environment?: string;
  /** Names whose lines would be deleted; `*` stands for any letters. */
  without: readonly string[];
  /** Asks a resolver what lists come to; left out: none is asked. */
  resolve?: (lines: readonly Declared[], platform: Platform) => Promise<Resolution>;
}

/**
 * What the repository asks for, what uses it, and what it costs. Nothing is fetched but by a resolver that was asked for.
 *
 * @throws UserError (exit 2) if the environment asked for holds nothing, or no list has a name that was asked for
 */
export async function dependenciesOf(
  inventory: CommitInventory,
  transforms: readonly Transform[],
  questions: DependencyQuestions,
): Promise<{ dependencies: ScanDependencies; notes: string[]; isResolved: boolean }> {
  const byproducts = findByproducts(inventory.files.keys());
  const paths = [...inventory.files.keys()].filter((path) => {
    const { archive, vendored } = classifyPath(path);
    return !archive && !vendored && !byproducts.has(path) && inventory.read(path) !== undefined;
  });
  const isPython = pathMatcher(transforms.find(({ name }) => name === "python")!.files);
  // A program without an ending in its name says in its first line what runs it.
  const isScript = (path: string) => !/\.\w+$/.test(path) && /^#![^\n]*\bpython/.test(inventory.read(path)?.text ?? "");
  const programs = paths.filter((path) => isPython(path) || isScript(path));
  const lists = readLists(
    new Map(paths.filter(mayBeList).map((path): [string, string] => [path, inventory.read(path)!.text])),
  );
  const lines = lists.flatMap((list) => list.requirements);
  const machine = machineOf(inventory, paths);
  const resolution = await questions.resolve?.(lines, machine.platform);
  const chosen = chooseGraph({
    ...questions,
    inventory,
    paths,
    lines,
    machine,
    environment: questions.environment,
    resolved: resolution?.graph,
  });
  const imports = packageImports(inventory, programs);
  const uses = usesOf(lines, chosen.graph, imports, inventory, paths);
  const isTool = (path: string) => generatedBy(path, inventory.read(path)?.text ?? "") !== undefined;
  const isWritten = (list: DeclaredList) => isFreezeLike(list, (name) => uses.has(name)) || isTool(list.path);
  const frozen = new Set(lists.filter(isWritten).map(({ path }) => path));
  const judged = judgeLines(
    lines,
    chosen.graph,
    ({ name }) => uses.has(name),
    (line) => frozen.has(line.path) && line.isPinned,
  );
  const bill = chosen.graph && billOf(chosen.graph, judged, chosen.lock);
  const requirements = judged.map((line) => rowFor(line, uses.get(line.declared.name) ?? [], bill));
  const unused = [...new Set(requirements.filter(({ standing }) => standing === "unused").map(({ name }) => name))];
  const missing = missingOf(inventory, paths, imports, chosen.graph).map((one) => ({
    ...one,
    comesThrough: [...(bill?.all.closure.reached.get(normaliseName(one.distribution))?.path ?? [])],
  }));
  const lacking = namesLacking(lines, questions.root, inventory);
  const { platform } = chosen;
  return {
    dependencies: {
      ...sourceOf(chosen, lines),
      bytes: { download: null, installed: null, unknown: { download: 0, installed: 0 } },
      development: null,
      unasked: [],
      ...(bill === undefined ? {} : totalsOf(bill)),
      sources: chosen.sources,
      target: {
        python: platform.python.join("."),
        machine: platform.machine,
        libc: `${platform.libc.kind} ${platform.libc.version.join(".")}`,
        from: chosen.pythonFrom ?? machine.from,
      },
      requirements,
      missing: missing.map((one) => ({ ...one, comesThrough: one.comesThrough.length > 0 ? one.comesThrough : null })),
      unused: unused.sort(),
      misplaced: misplacedOf(requirements, new Set(chosen.lock?.roots.map(({ project }) => project))),
      sets: bill === undefined ? [] : setsOf(bill),
      deletions: bill === undefined ? [] : deletionsOf(bill, judged, questions.without, lacking),
      frontier:
        bill === undefined
          ? []
          : scanFrontier(bill, unused.map(normaliseName), findWords(inventory, programs), (name) =>
              (uses.get(name) ?? []).map(useText),
            ),
    },
    notes: [
      ...(resolution?.failure === undefined ? [] : [`Not resolved: ${resolution.failure}`]),
      ...(resolution?.notes ?? []),
      ...lists.flatMap(faultsOf),
      ...chosen.notes,
      ...ignoranceOf(requirements, bill),
      ...(questions.without.length > 0 && (bill === undefined || bill.graph.requirementsUnknown)
        ? ["What the deletion of lines saves is not known without it."]
        : []),
    ],
    isResolved: resolution === undefined || resolution.graph !== undefined,
  };
}

/** Files that may declare requirements: by their names, or because a list takes them in. */
const mayBeList = (path: string) => listFormat(path) !== undefined || /\.(?:txt|in)$/.test(path);

/** What of a list cannot be read. */
function faultsOf({ path, faults }: DeclaredList): string[] {
  return faults.length === 0
    ? []
    : [`${path}: not understood: ${listed(faults.map(({ line, message }) => `line ${line} (${message})`))}`];
}

/** A line of the document. */
function rowFor(line: JudgedLine, uses: readonly Use[], bill: Bill | undefined): ScanRequirement {
  const { declared, standing } = line;
  const { audience, specification, path } = declared;
  return {
    file: path,
    line: declared.line,
    name: specification.writtenName,
    specifier: specification.url === undefined ? specification.specifier : `@ ${specification.url}`,
    kind: standing === "frozen" || standing === "unknown" ? "frozen" : "root",
    standing,
    audience: audience.name === "" ? audience.kind : `${audience.kind} ${audience.name}`,
    isDevelopment: audience.isDevelopment,
    usedBy: uses.map(useText),
    uses: uses.map(({ distribution: _, ...use }) => use),
    ...(bill === undefined
      ? { version: null, isForTarget: true, retained: null, ifRemoved: null }
      : lineCosts(bill, line)),
  };
}

/** What could not be told, and how it could. */
function ignoranceOf(requirements: readonly ScanRequirement[], bill: Bill | undefined): string[] {
  if (requirements.length === 0) return [];
  const files = [...new Set(requirements.filter(({ standing }) => standing === "unknown").map(({ file }) => file))];
  const pins =
    files.length === 0
      ? []
      : [`${files.join(", ")}: whether pins that nothing imports are used in another way is not known`];
  if (bill !== undefined && !bill.graph.requirementsUnknown) return pins;
  return [
    ...pins,
    "What packages need and weigh is not known: there is no environment and no lock file that tells it. " +
      "Make one of them, or run with --resolve",
  ];
}

/** Imports of packages that nothing in the repository asks for; none if it has no file that could. */
function missingOf(
  inventory: CommitInventory,
  paths: readonly string[],
  imports: readonly PackageImport[],
  graph: DependencyGraph | undefined,
): Omit<ScanDependencies["missing"][number], "comesThrough">[] {
  const required = requirementNames(new Map(paths.map((path) => [path, inventory.read(path)!])));
  if (required === undefined) return [];
  const own = ownModules(inventory.files.keys());
  const providers = providersOf(graph);
  const found = new Map<string, Omit<ScanDependencies["missing"][number], "comesThrough">>();
  for (const { module, path, line, optional } of imports) {
    const likeliest = missingDistribution(module, required, own);
    if (likeliest === undefined) continue;
    // What is installed tells its modules itself.
    const provided = providers(module);
    if (provided.some((name) => required.has(name))) continue;
    const distribution = provided[0] ?? likeliest;
    // A place that cannot do without it tells more than one that can.
    const known = found.get(distribution);
    if (known === undefined || (known.optional && !optional))
      found.set(distribution, { import: module, at: `${path}:${line}`, distribution, optional });
  }
  return [...found.values()];
}

/** What counts the packages, and how many there are. */
function sourceOf({ graph }: ChosenGraph, lines: readonly Declared[]): Pick<ScanDependencies, "source" | "packages"> {
  if (graph !== undefined) return { source: graph.source, packages: graph.distributions.size };
  const names = new Map<string, Set<string>>();
  for (const { path, name } of lines) names.set(path, (names.get(path) ?? new Set()).add(name));
  const longest = [...names].sort((a, b) => b[1].size - a[1].size)[0];
  return longest ? { source: longest[0], packages: longest[1].size } : { source: null, packages: null };
}
