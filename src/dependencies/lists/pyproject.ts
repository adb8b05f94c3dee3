import { dirname, join } from "node:path/posix";
import { readToml } from "../../syntax/toml.js";
import { normaliseName } from "../names.js";
import { CONSTRAINT, forDevelopers, MAIN, named } from "./audience.js";
import { declare, type Found } from "./declare.js";
import type { Audience, DeclaredList, Included } from "./model.js";
import { lineNumbers } from "./places.js";
import { addressOf, readArray, readPackage, type TomlFacts } from "./toml-dependencies.js";
import { type TomlSetting, textAt, tomlSettings } from "./toml-entries.js";
import { indexesOf } from "./toml-indexes.js";

/** Arrays of requirements, by dotted key; a `*` is the name of an extra, group or environment. */
const ARRAYS: readonly [string, (name: string) => Audience][] = [
  ["project.dependencies", () => MAIN],
  ["project.optional-dependencies.*", (name) => named("extra", name)],
  ["dependency-groups.*", (name) => named("group", name)],
  ["tool.pdm.dev-dependencies.*", forDevelopers],
  ["tool.uv.dev-dependencies", () => forDevelopers("dev")],
  ["tool.uv.constraint-dependencies", () => CONSTRAINT],
  ["tool.uv.override-dependencies", () => CONSTRAINT],
  ["tool.hatch.envs.*.dependencies", forDevelopers],
  ["tool.hatch.envs.*.extra-dependencies", forDevelopers],
];
/** Tables of Poetry's packages, by dotted key. */
const TABLES: readonly [string, (name: string) => Audience][] = [
  ["tool.poetry.dependencies", () => MAIN],
  ["tool.poetry.dev-dependencies", () => forDevelopers("dev")],
  ["tool.poetry.group.*.dependencies", (name) => named("group", name)],
];

/**
 * Reads `pyproject.toml`: PEP 621 and 735, and the tables of Poetry, PDM, uv and hatch. What builds the project
 * (`[build-system]`) is not the application's.
 */
export function readPyproject(path: string, text: string): DeclaredList {
  const toml = readToml(text);
  const facts: TomlFacts = { text, found: [], faults: [...toml.faults] };
  const settings = tomlSettings(text, toml);
  for (const setting of settings) {
    const array = matching(ARRAYS, setting.keys);
    if (array && setting.value.kind === "array") readArray(facts, setting, array);
    const table = matching(TABLES, setting.keys.slice(0, -1));
    const name = setting.keys.at(-1)!;
    if (table && name !== "python")
      readPackage(facts, name, setting.value, setting.place, {
        dialect: "poetry",
        audience: forExtra(settings, setting, table),
      });
  }
  facts.faults.push(...groupFaults(settings, text));
  applySources(settings, facts.found);
  return {
    path,
    format: "pyproject",
    isEditable: true,
    requirements: declare(path, text, facts.found),
    includes: includesOf(settings, path, text),
    indexes: indexesOf(settings, text),
    faults: facts.faults,
  };
}

/** What holds for a key, by the first pattern that fits; a `*` is handed on. */
function matching(patterns: typeof ARRAYS, keys: readonly string[]): Audience | undefined {
  for (const [pattern, audience] of patterns) {
    const parts = pattern.split(".");
    if (parts.length !== keys.length || !parts.every((part, at) => part === "*" || part === keys[at])) continue;
    return audience(keys[parts.indexOf("*")] ?? "");
  }
  return undefined;
}

/** Poetry lists what an extra brings among the requirements of all, as optional. */
function forExtra(settings: readonly TomlSetting[], { keys, value }: TomlSetting, audience: Audience): Audience {
  if (audience.kind !== "main" || !value.entries.some((one) => one.key === "optional" && one.value.value === true))
    return audience;
  const name = normaliseName(keys.at(-1)!);
  const extra = settings.find(
    (one) =>
      one.keys.length === 4 &&
      one.keys.slice(0, 3).join(".") === "tool.poetry.extras" &&
      one.value.items.some((item) => typeof item.value === "string" && normaliseName(item.value) === name),
  );
  return named("extra", extra?.keys[3] ?? "");
}

/** `[tool.uv.sources]` says where a package comes from, whichever list names it. */
function applySources(settings: readonly TomlSetting[], found: readonly Found[]): void {
  for (const { keys, value } of settings) {
    if (keys.length !== 4 || keys.slice(0, 3).join(".") !== "tool.uv.sources") continue;
    const each = value.kind === "array" ? value.items : [value];
    // Several sources depend on markers: none of them is the one.
    const [source] = each;
    if (source === undefined || each.length > 1) continue;
    const url = addressOf(source);
    const isEditable = source.entries.some((one) => one.key === "editable" && one.value.value === true);
    for (const one of found) {
      if (one.specification.name !== normaliseName(keys[3]!)) continue;
      if (url !== undefined) one.specification = { ...one.specification, url };
      if (isEditable) one.isEditable = true;
    }
  }
}

/** Groups that include what is no group, or themselves. */
function groupFaults(settings: readonly TomlSetting[], text: string): DeclaredList["faults"] {
  const groups = new Map<string, { to: string; start: number }[]>();
  for (const { keys, value } of settings)
    if (keys.length === 2 && keys[0] === "dependency-groups")
      groups.set(
        normaliseName(keys[1]!),
        value.items.flatMap((item) => {
          const to = textAt(item, "include-group");
          return to === undefined ? [] : [{ to, start: item.start }];
        }),
      );
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    (groups.get(from) ?? []).some(({ to: next }) => {
      const name = normaliseName(next);
      if (name === to) return true;
      if (seen.has(name)) return false;
      return reaches(name, to, seen.add(name));
    });
  const lineOf = lineNumbers(text);
  return [...groups].flatMap(([name, includes]) =>
    includes.flatMap(({ to, start }) => {
      const line = lineOf(start);
      if (!groups.has(normaliseName(to))) return [{ line, message: `no such group: ${to}` }];
      return normaliseName(to) === name || reaches(normaliseName(to), name)
        ? [{ line, message: `the group ${name} includes itself` }]
        : [];
    }),
  );
}

/** Files that setuptools reads for a project that declares its requirements as dynamic. */
function includesOf(settings: readonly TomlSetting[], path: string, text: string): Included[] {
  const lineOf = lineNumbers(text);
  return settings.flatMap(({ keys, value, place }) => {
    const key = keys.join(".");
    if (!/^tool\.setuptools\.dynamic\.(?:dependencies|optional-dependencies\.[^.]+)\.file$/.test(key)) return [];
    const files = value.kind === "array" ? value.items : [value];
    return files.flatMap((file): Included[] =>
      typeof file.value === "string"
        ? [{ path: join(dirname(path), file.value), as: "requirements", line: lineOf(place.start) }]
        : [],
    );
  });
}
