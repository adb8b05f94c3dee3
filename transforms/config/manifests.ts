import type { Facts, Link } from "../../src/engine/model.js";
import { modulesOf, requiredName } from "../../src/syntax/distributions.js";
import { addTrait, type ConfigExtra, contentOf, type Draft, define } from "./draft.js";

/** A kind of file that says which packages an application needs: where it lists them, by dotted keys. */
interface Manifest {
  isOf: RegExp;
  /** Keys whose entries are packages with their versions. */
  tables: RegExp;
  /** Keys whose members are requirements, each in one text. */
  lists: RegExp;
  /** It lists packages of scripts, not of Python. */
  isScripts?: true;
}

const never = /(?!)/;
const manifests: Manifest[] = [
  {
    isOf: /(^|\/)pyproject\.toml$/,
    tables: /^tool\.poetry\.(group\.[^.]+\.|dev-)?dependencies$/,
    lists:
      /^(project\.dependencies|(project\.optional-dependencies|dependency-groups|tool\.poetry\.extras|tool\.pdm\.dev-dependencies)\.[^.]+|tool\.uv\.dev-dependencies)$/,
  },
  { isOf: /(^|\/)Pipfile$/, tables: /^(dev-)?packages$/, lists: never },
  {
    isOf: /(^|\/)setup\.cfg$/,
    tables: never,
    lists: /^(options\.(install|tests|setup)_requires|options\.extras_require\.[^.]+)$/,
  },
  { isOf: /(^|\/)environment\.ya?ml$/, tables: never, lists: /^dependencies(\.pip)?$/ },
  {
    isOf: /(^|\/)package\.json$/,
    tables: /^(dev|peer|optional)?dependencies$/i,
    lists: /^bundled?Dependencies$/,
    isScripts: true,
  },
];

/** Marks the packages that a manifest lists: one goes when it is the target's, or when only removed code asked for it. */
export function decorateManifest(root: Draft, path: string): void {
  const manifest = manifests.find((one) => one.isOf.test(path));
  if (!manifest) return;
  const visit = (container: Draft, around: string) => {
    for (const child of container.children) {
      // A list in a list: `- pip: […]` of conda.
      if (child.kind === "settings") visit(child, around);
      if (child.kind !== "setting") continue;
      const key = around === "" ? child.name! : `${around}.${child.name}`;
      const value = contentOf(child);
      if (value?.kind === "settings" && manifest.tables.test(key)) {
        for (const entry of value.children) if (entry.kind === "setting") provide(entry, entry.name!, manifest);
      } else if (value?.kind === "list" && manifest.lists.test(key)) {
        addTrait(child, "optional");
        for (const member of value.children) asPackage(member, manifest);
        visit(value, key);
      } else if (value?.kind === "settings") visit(value, key);
    }
  };
  for (const document of root.children[0]!.children) if (document.kind === "settings") visit(document, "");
}

function asPackage(member: Draft, manifest: Manifest): void {
  const name = typeof member.value === "string" ? requiredName(member.value) : undefined;
  if (member.kind !== "literal" || name === undefined) return;
  delete member.value;
  Object.assign(member, { kind: "importName", name });
  provide(member, name, manifest);
}

function provide(item: Draft, name: string, manifest: Manifest): void {
  if (name === "python") return;
  if (manifest.isScripts) item.package = `package:${name}`;
  else for (const module of modulesOf(name)) define(item, `package:${module}`, { private: true });
}

/**
 * The packages of `package.json` that scripts import: only those are theirs to sweep, since a package of Python may have
 * the same name.
 */
export function resolvePackages(facts: ReadonlyMap<string, Facts>): Link[] {
  const links: Link[] = [];
  const imported = new Set<string>();
  for (const one of facts.values())
    if (one.transform === "javascript")
      for (const { symbol } of one.occurrences) if (symbol.startsWith("package:")) imported.add(symbol);
  for (const one of facts.values()) {
    if (one.transform !== "config") continue;
    for (const { region, symbol } of (one.extra as ConfigExtra).packages)
      if (imported.has(symbol)) links.push({ path: one.path, symbol, defines: true, region, private: true });
  }
  return links;
}
