import type { Declared } from "../../dependencies/lists/model.js";
import type { DependencyGraph, DistributionName } from "../../dependencies/model.js";
import { normaliseName } from "../../dependencies/names.js";
import type { UsageFile } from "../../dependencies/usage/files.js";
import type { Use } from "../../dependencies/usage/model.js";
import { pluginUses } from "../../dependencies/usage/plugins.js";
import { usesBeyondImports } from "../../dependencies/usage/uses.js";
import type { PackageImport } from "../../engine/imports.js";
import type { Inventory } from "../../engine/model.js";
import { findNamed } from "../../engine/named-packages.js";
import { distributionOf } from "../../engine/packages.js";
import { classifyPath } from "../../repo/classify.js";

/**
 * Places that use what lists ask for: all imports, names and texts that need it at run time,
 * commands, or else the first place that names it otherwise. The modules of what is
 * installed are known; of the rest they are the likeliest.
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
  const modulesOf = (name: DistributionName) => graph?.distributions.get(name)?.modules ?? [];
  for (const name of names) {
    const found = [name, ...modulesOf(name).map((module) => `module ${module}`)].flatMap(
      (key) => importsOf.get(key) ?? [],
    );
    if (found.length > 0)
      uses.set(
        name,
        [...new Set(found)].map((one) => importUse(name, one)),
      );
  }
  const generated = new Set(paths.filter((path) => classifyPath(path).generator !== undefined));
  const texts = paths.filter((path) => !generated.has(path)).map((path) => usageFile(path, inventory));
  for (const [name, others] of usesBeyondImports(texts, names, graph))
    uses.set(name, [...(uses.get(name) ?? []), ...others]);
  for (const one of pluginUses(texts, names)) if (!uses.has(one.distribution)) uses.set(one.distribution, [one]);
  const open = [...names].filter((name) => !uses.has(name));
  const words = (name: DistributionName) => [name, ...modulesOf(name)].map(normaliseName);
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
  return uses;
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
