import type { JudgedLine } from "../../dependencies/lines/intent.js";
import type { Declared } from "../../dependencies/lists/model.js";
import { normaliseName } from "../../dependencies/names.js";
import type { Platform } from "../../dependencies/wheels/platform.js";
import { type PackageImport, packageImports } from "../../engine/imports.js";
import type { Transform } from "../../engine/model.js";
import { findNamed } from "../../engine/named-packages.js";
import { distributionOf, missingDistribution, normalise, ownModules, requirementNames } from "../../engine/packages.js";
import { type Requirement, readRequirements } from "../../engine/requirements.js";
import { findByproducts } from "../../repo/byproducts.js";
import { classifyPath } from "../../repo/classify.js";
import { generatedBy } from "../../repo/generated.js";
import type { CommitInventory } from "../../repo/inventory.js";
import type { ScanDependencies, ScanRequirement, ScanUse } from "../../report/dependencies-document.js";
import { pathMatcher } from "../../target/globs.js";
import { noTarget } from "../../target/target.js";
import { type Bill, billOf, lineCosts, setsOf, totalsOf } from "./bill.js";
import { scanFrontier } from "./choices.js";
import { declaredFrom, isPinned } from "./declared.js";
import { deletionsOf, namesLacking } from "./deletions.js";
import { findWords } from "./find-words.js";
import type { Resolution } from "./graph/resolver.js";
import { type ChosenGraph, chooseGraph } from "./graph/sources.js";
import { machineOf } from "./graph/target.js";
import { misplacedOf } from "./misplaced.js";
import { judgeLines } from "./standing.js";

/** From this many pins on, a list may be what `pip freeze` prints. */
const FROZEN_FROM = 20;

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
  const ofTransform = (name: string) => {
    const transform = transforms.find((one) => one.name === name)!;
    const matches = pathMatcher(transform.files);
    return { transform, files: paths.filter(matches) };
  };
  const lists = ofTransform("requirements");
  const python = ofTransform("python");
  const target = noTarget();
  const rows = readRequirements(lists.transform, inventory, lists.files, target);
  const imports = packageImports(inventory, python.files);
  const uses = usesOf(rows, imports, inventory, paths);
  const texts = new Map(lists.files.map((file) => [file, inventory.read(file)!.text.split(/\r?\n/)]));
  const lines = rows.map((row) => declaredFrom(row, texts.get(row.file)![row.line - 1] ?? ""));
  const rowOf = new Map(lines.map((line, index) => [line, rows[index]!]));
  const usesOfLine = (line: Declared) => uses.get(rowOf.get(line)!)!;
  const frozen = new Set(
    lists.files.filter((file) =>
      isFrozen(
        file,
        inventory.read(file)!.text,
        rows.filter((row) => row.file === file),
        uses,
      ),
    ),
  );
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
  const judged = judgeLines(
    lines,
    chosen.graph,
    (line) => usesOfLine(line).length > 0,
    (line) => frozen.has(line.path) && isPinned(rowOf.get(line)!),
  );
  const bill = chosen.graph && billOf(chosen.graph, judged, chosen.lock);
  const requirements = judged.map((line) => rowFor(line, rowOf.get(line.declared)!, usesOfLine(line.declared), bill));
  const unused = [...new Set(requirements.filter(({ standing }) => standing === "unused").map(({ name }) => name))];
  const missing = missingOf(inventory, paths, imports).map((one) => ({
    ...one,
    comesThrough: [...(bill?.all.closure.reached.get(normaliseName(one.distribution))?.path ?? [])],
  }));
  const lacking = namesLacking(lines, questions.root, inventory, (file) =>
    readRequirements(lists.transform, { ...inventory, read: () => file }, [file.path], target).map(({ name }) =>
      normaliseName(name),
    ),
  );
  const { platform } = chosen;
  return {
    dependencies: {
      ...sourceOf(chosen, rows),
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
      misplaced: misplacedOf(requirements),
      sets: bill === undefined ? [] : setsOf(bill),
      deletions: bill === undefined ? [] : deletionsOf(bill, judged, questions.without, lacking),
      frontier:
        bill === undefined
          ? []
          : scanFrontier(bill, unused.map(normaliseName), findWords(inventory, python.files), (name) =>
              judged.filter(({ declared }) => declared.name === name).flatMap(({ declared }) => usesOfLine(declared)),
            ),
    },
    notes: [
      ...(resolution?.failure === undefined ? [] : [`Not resolved: ${resolution.failure}`]),
      ...(resolution?.notes ?? []),
      ...chosen.notes,
      ...ignoranceOf(requirements, bill),
      ...(questions.without.length > 0 && (bill === undefined || bill.graph.requirementsUnknown)
        ? ["What the deletion of lines saves is not known without it."]
        : []),
    ],
    isResolved: resolution === undefined || resolution.graph !== undefined,
  };
}

/** A line of the document. */
function rowFor(line: JudgedLine, row: Requirement, usedBy: string[], bill: Bill | undefined): ScanRequirement {
  const { declared, standing } = line;
  const { audience } = declared;
  return {
    file: row.file,
    line: row.line,
    name: row.name,
    specifier: row.specifier,
    kind: standing === "frozen" || standing === "unknown" ? "frozen" : "root",
    standing,
    audience: audience.name === "" ? audience.kind : `${audience.kind} ${audience.name}`,
    isDevelopment: audience.isDevelopment,
    usedBy,
    uses: usedBy.map(asUse),
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

/** `import app.py:62` or `named Dockerfile:12` as a use. */
function asUse(text: string): ScanUse {
  const [, how, path, line] = /^(\w+) (.*):(\d+)$/.exec(text)!;
  return {
    kind: how === "import" ? "import" : "command",
    path: path!,
    line: Number(line),
    text,
    evidence: "",
    isOptional: false,
    isDevelopment: classifyPath(path!).role === "test",
  };
}

/** Places that use each requirement: all imports, or the first place that names it otherwise. */
function usesOf(
  rows: readonly Requirement[],
  imports: readonly PackageImport[],
  inventory: CommitInventory,
  paths: readonly string[],
): Map<Requirement, string[]> {
  const uses = new Map<Requirement, string[]>();
  const byName = new Map<string, Set<string>>();
  for (const { module, path, line } of imports)
    for (const name of [`module ${module.split(".")[0]}`, ...distributionOf(module)]) {
      const places = byName.get(name) ?? new Set();
      byName.set(name, places.add(`import ${path}:${line}`));
    }
  for (const row of rows) {
    const names = [...row.modules.map((module) => `module ${module}`), normalise(row.name)];
    uses.set(row, [...new Set(names.flatMap((name) => [...(byName.get(name) ?? [])]))]);
  }
  const open = rows.filter((row) => uses.get(row)!.length === 0);
  const namesOf = (row: Requirement) => [row.name, ...row.modules].map(normalise);
  const lists = new Set(rows.map((row) => row.file));
  const files = paths.flatMap((path) => {
    const { role, generator } = classifyPath(path);
    if (lists.has(path) || generator !== undefined) return [];
    if (path.endsWith(".py")) return [{ path, isCode: true }];
    return role === "configuration" || path.endsWith(".sh") ? [{ path, isCode: false }] : [];
  });
  const named = findNamed(new Set(open.flatMap(namesOf)), inventory, files);
  for (const row of open) {
    const place = namesOf(row).flatMap((name) => named.get(name) ?? [])[0];
    if (place) uses.set(row, [`named ${place.path}:${place.line}`]);
  }
  return uses;
}

/**
 * Tells whether a list is what a tool writes of all that is installed: it says so itself, or it is long, pins nearly
 * every line to one version, and fewer than half of its names are used. A line without a pin was added by hand.
 */
function isFrozen(
  file: string,
  text: string,
  rows: readonly Requirement[],
  uses: ReadonlyMap<Requirement, string[]>,
): boolean {
  if (generatedBy(file, text) !== undefined) return true;
  const used = rows.filter((row) => uses.get(row)!.length > 0).length;
  return rows.length >= FROZEN_FROM && rows.filter(isPinned).length >= rows.length * 0.9 && used * 2 < rows.length;
}

/** Imports of packages that nothing in the repository asks for; none if it has no file that could. */
function missingOf(
  inventory: CommitInventory,
  paths: readonly string[],
  imports: readonly PackageImport[],
): Omit<ScanDependencies["missing"][number], "comesThrough">[] {
  const required = requirementNames(new Map(paths.map((path) => [path, inventory.read(path)!])));
  if (required === undefined) return [];
  const own = ownModules(inventory.files.keys());
  const found = new Map<string, Omit<ScanDependencies["missing"][number], "comesThrough">>();
  for (const { module, path, line, optional } of imports) {
    const distribution = missingDistribution(module, required, own);
    if (distribution === undefined) continue;
    // A place that cannot do without it tells more than one that can.
    const known = found.get(distribution);
    if (known === undefined || (known.optional && !optional))
      found.set(distribution, { import: module, at: `${path}:${line}`, distribution, optional });
  }
  return [...found.values()];
}

/** What counts the packages, and how many there are. */
function sourceOf({ graph }: ChosenGraph, rows: readonly Requirement[]): Pick<ScanDependencies, "source" | "packages"> {
  if (graph !== undefined) return { source: graph.source, packages: graph.distributions.size };
  const names = new Map<string, Set<string>>();
  for (const { file, name } of rows) names.set(file, (names.get(file) ?? new Set()).add(normalise(name)));
  const longest = [...names].sort((a, b) => b[1].size - a[1].size)[0];
  return longest ? { source: longest[0], packages: longest[1].size } : { source: null, packages: null };
}
