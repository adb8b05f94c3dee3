import type { Declared } from "../../dependencies/lists/model.js";
import type { DependencyGraph, DistributionName } from "../../dependencies/model.js";
import { normaliseName } from "../../dependencies/names.js";
import type { UsageFile } from "../../dependencies/usage/files.js";
import type { Use } from "../../dependencies/usage/model.js";
import { pluginUses, pytestUse, stubUses } from "../../dependencies/usage/plugins.js";
import { usesBeyondImports } from "../../dependencies/usage/uses.js";
import type { PackageImport } from "../../engine/imports.js";
import type { Inventory } from "../../engine/model.js";
import { findNamed } from "../../engine/named-packages.js";
import { distributionOf } from "../../engine/packages.js";
import { classifyPath } from "../../repo/classify.js";

/**
 * Places that use what lists ask for: all imports, names and texts that need it at run time, commands, settings, or else the
 * first place that names it otherwise; then what tools load that are used. The modules of what is installed are known; of the
 * rest they are the likeliest.
 *
 * @param paths files to look at; lists themselves name everything
 */
export function usesOf(
  lines: readonly Declared[],
  graph: DependencyGraph | undefined,
  imports: readonly PackageImport[],
  inventory: Inventory,
  paths: readonly string[],
): ReadonlyMap<DistributionName, Use[]> {
  const uses = new Map<DistributionName, Use[]>();
  const importsOf = importsByName(imports);
  const names = new Set(lines.map(({ name }) => name));
  const modules = moduleNames(names, graph, paths);
  for (const name of names) {
    const keys = [name, ...(modules.get(name) ?? []).map((module) => `module ${module}`)];
    const found = keys.flatMap((key) => importsOf.get(key) ?? []);
    const all = [...new Set(found)].map((one) => importUse(name, one));
    if (all.length > 0) uses.set(name, all);
  }
  const generated = new Set(paths.filter((path) => classifyPath(path).generator !== undefined));
  const texts = paths.filter((path) => !generated.has(path)).map((path) => usageFile(path, inventory));
  for (const [name, others] of usesBeyondImports(texts, names, providersAmong(names, modules), graph))
    uses.set(name, [...(uses.get(name) ?? []), ...others]);
  const tests = pytestUse(texts, names);
  if (tests !== undefined && !uses.has("pytest")) uses.set("pytest", [tests]);
  const open = [...names].filter((name) => !uses.has(name));
  const words = (name: DistributionName) => [name, ...(modules.get(name) ?? [])].map(normaliseName);
  const lists = new Set(lines.map(({ path }) => path));
  const files = paths.flatMap((path) => {
    const { role, generator } = classifyPath(path);
    if (lists.has(path) || generator !== undefined) return [];
    if (path.endsWith(".py")) return [{ path, isCode: true }];
    return role === "configuration" || path.endsWith(".sh") ? [{ path, isCode: false }] : [];
  });
  const named = findNamed(new Set(open.flatMap(words)), inventory, files);
  for (const name of open) {
    const place = words(name).flatMap((word) => named.get(word) ?? [])[0];
    if (place) uses.set(name, [use(name, "command", place.path, place.line, false)]);
  }
  const useOf = (name: DistributionName) => {
    const imported = importsOf.get(name)?.[0];
    return uses.get(name)?.[0] ?? (imported && importUse(name, imported));
  };
  for (const one of [...pluginUses(texts, names, useOf, graph), ...stubUses(names, useOf)])
    if (!uses.has(one.distribution)) uses.set(one.distribution, [one]);
  return uses;
}

/** Folders of a repository's own that some distributions hold, too, by mistake or not. */
const COMMON = /^(?:tests?|testing|docs?|examples?|scripts?|tools?|benchmarks?|utils|config|src)$/;

/** Modules of what is installed, without those that are certainly the repository's own when code imports them. */
function moduleNames(
  names: ReadonlySet<DistributionName>,
  graph: DependencyGraph | undefined,
  paths: readonly string[],
): ReadonlyMap<DistributionName, readonly string[]> {
  const own = new Set(paths.filter((path) => path.endsWith(".py")).flatMap((path) => path.split("/").slice(0, -1)));
  const isOwn = (module: string) => COMMON.test(module) && own.has(module);
  return new Map(
    [...names].map((name) => {
      const modules = graph?.distributions.get(name)?.modules ?? [];
      return [name, modules.filter((module) => modules.length === 1 || !isOwn(module))];
    }),
  );
}

/** Those of some names that may provide a module: what is installed says so, or it is likely. */
function providersAmong(
  names: ReadonlySet<DistributionName>,
  modules: ReadonlyMap<DistributionName, readonly string[]>,
): (module: string) => readonly DistributionName[] {
  const byModule = new Map<string, DistributionName[]>();
  for (const [name, all] of modules)
    for (const module of all) byModule.set(module, [...(byModule.get(module) ?? []), name]);
  return (module) => {
    const parts = module.split(".");
    const installed = parts.flatMap((_, at) => byModule.get(parts.slice(0, at + 1).join(".")) ?? []);
    return [...new Set([...installed, ...distributionOf(module).filter((name) => names.has(name))])];
  };
}

/** A use as a line tells it: `import app.py:62`, `named Dockerfile:12`; with its reason, if that is not plain. */
export function useText({ kind, path, line, text, evidence, distribution }: Use): string {
  if (evidence !== "") return `${text} ${path}:${line} (needs ${distribution}: ${evidence})`;
  return `${kind === "import" ? "import" : "named"} ${path}:${line}`;
}

/** Imports by the distributions that may provide them, and by every module that they are in. */
function importsByName(imports: readonly PackageImport[]): Map<string, PackageImport[]> {
  const found = new Map<string, PackageImport[]>();
  const places = new Set<string>();
  for (const one of imports) {
    const parts = one.module.split(".");
    const modules = parts.map((_, index) => `module ${parts.slice(0, index + 1).join(".")}`);
    for (const name of new Set([...modules, ...distributionOf(one.module)])) {
      // Several names imported on one line are one place.
      const place = `${name} ${one.path}:${one.line}`;
      if (places.has(place)) continue;
      places.add(place);
      const known = found.get(name);
      if (known === undefined) found.set(name, [one]);
      else known.push(one);
    }
  }
  return found;
}

function usageFile(path: string, inventory: Inventory): UsageFile {
  return { path, text: inventory.read(path)?.text ?? "", isDevelopment: classifyPath(path).role === "test" };
}

function importUse(name: DistributionName, { module, path, line, optional }: PackageImport): Use {
  return { ...use(name, "import", path, line, optional), text: `import ${module}` };
}

function use(distribution: DistributionName, kind: Use["kind"], path: string, line: number, isOptional: boolean): Use {
  const isDevelopment = classifyPath(path).role === "test";
  return { distribution, kind, path, line, text: distribution, evidence: "", isOptional, isDevelopment };
}
