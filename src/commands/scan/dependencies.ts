import { type PackageImport, packageImports } from "../../engine/imports.js";
import type { Transform } from "../../engine/model.js";
import { findNamed } from "../../engine/named-packages.js";
import { missingDistribution, normalise, ownModules, requirementNames } from "../../engine/packages.js";
import { provides, type Requirement, readRequirements } from "../../engine/requirements.js";
import { findByproducts } from "../../repo/byproducts.js";
import { classifyPath } from "../../repo/classify.js";
import { generatedBy } from "../../repo/generated.js";
import type { CommitInventory } from "../../repo/inventory.js";
import type { ScanDocument, ScanRequirement } from "../../report/scan-document.js";
import { pathMatcher } from "../../target/globs.js";
import { noTarget } from "../../target/target.js";

/** From this many pins on, a list may be what `pip freeze` prints. */
const FROZEN_FROM = 20;

const LOCK_FILES = /(?:^|\/)(?:uv\.lock|poetry\.lock|pdm\.lock|Pipfile\.lock)$/;

/** What the repository asks for, and what its Python files import. Nothing is resolved, nothing is fetched. */
export function dependenciesOf(
  inventory: CommitInventory,
  transforms: readonly Transform[],
): { dependencies: ScanDocument["dependencies"]; notes: string[] } {
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
  const requirements = rows.map(
    (row): ScanRequirement => ({
      file: row.file,
      line: row.line,
      name: row.name,
      specifier: row.specifier,
      kind: frozen.has(row.file) && isPinned(row) && uses.get(row)!.length === 0 ? "frozen" : "root",
      usedBy: uses.get(row)!,
    }),
  );
  const unused = requirements.filter((row) => row.kind === "root" && row.usedBy.length === 0).map((row) => row.name);
  const { source, packages } = sourceOf(inventory, paths, rows);
  const isUndecided = requirements.some((row) => row.kind === "frozen");
  return {
    dependencies: {
      source,
      packages,
      requirements,
      missing: missingOf(inventory, paths, imports),
      unused: [...new Set(unused)].sort(),
    },
    notes: [
      ...(isUndecided
        ? [
            `${[...frozen].join(", ")}: pins that nothing imports may be there for another package or for nothing; ` +
              "which of them, scan cannot tell yet",
          ]
        : []),
      ...(requirements.length > 0
        ? ["The size of packages, and what leaving one out would save, is not known yet."]
        : []),
    ],
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
  for (const row of rows)
    uses.set(row, [
      ...new Set(
        imports.filter(({ module }) => provides(row, module)).map(({ path, line }) => `import ${path}:${line}`),
      ),
    ]);
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

/** One version or one address, and no other. */
const isPinned = ({ specifier }: Requirement) => /^(?:={2,3}[^,*]+|@.*)$/.test(specifier);

/** Imports of packages that nothing in the repository asks for; none if it has no file that could. */
function missingOf(
  inventory: CommitInventory,
  paths: readonly string[],
  imports: readonly PackageImport[],
): ScanDocument["dependencies"]["missing"] {
  const required = requirementNames(new Map(paths.map((path) => [path, inventory.read(path)!])));
  if (required === undefined) return [];
  const own = ownModules(inventory.files.keys());
  const found = new Map<string, ScanDocument["dependencies"]["missing"][number]>();
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

/** The file that counts the packages, and how many it names. */
function sourceOf(
  inventory: CommitInventory,
  paths: readonly string[],
  rows: readonly Requirement[],
): Pick<ScanDocument["dependencies"], "source" | "packages"> {
  const lock = paths.find((path) => LOCK_FILES.test(path));
  if (lock !== undefined) return { source: lock, packages: lockedPackages(inventory.read(lock)!.text) };
  const names = new Map<string, Set<string>>();
  for (const { file, name } of rows) names.set(file, (names.get(file) ?? new Set()).add(normalise(name)));
  const longest = [...names].sort((a, b) => b[1].size - a[1].size)[0];
  return longest ? { source: longest[0], packages: longest[1].size } : { source: null, packages: null };
}

/** How many packages a lock file holds; null if it is none after all. */
function lockedPackages(text: string): number | null {
  if (!text.trimStart().startsWith("{")) return text.match(/^\[\[package\]\]/gm)?.length ?? 0;
  try {
    const lock = JSON.parse(text) as Record<string, unknown>;
    const names = ["default", "develop"].flatMap((key) => Object.keys(lock[key] ?? {}));
    return new Set(names).size;
  } catch {
    return null;
  }
}
