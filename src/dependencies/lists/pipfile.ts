import { readToml } from "../../syntax/toml.js";
import { forDevelopers, MAIN, named } from "./audience.js";
import { declare } from "./declare.js";
import type { Audience, DeclaredList } from "./model.js";
import { readPackage, type TomlFacts } from "./toml-dependencies.js";
import { tomlSettings } from "./toml-entries.js";
import { indexesOf } from "./toml-indexes.js";

/** Tables of a `Pipfile` that are no category of packages. */
const OTHER = new Set(["source", "requires", "scripts", "pipenv"]);

/** Reads a `Pipfile`; tables besides `packages` and `dev-packages` are categories. */
export function readPipfile(path: string, text: string): DeclaredList {
  const toml = readToml(text);
  const facts: TomlFacts = { text, found: [], faults: [...toml.faults] };
  const settings = tomlSettings(text, toml);
  const tables = new Set(settings.filter(({ value }) => value.kind === "table").map(({ keys }) => keys.join("\0")));
  for (const { keys, value, place } of settings) {
    const [category, name] = keys;
    if (keys.length !== 2 || name === undefined || OTHER.has(category!) || !tables.has(category!)) continue;
    readPackage(facts, name, value, place, { dialect: "pipenv", audience: audienceOf(category!) });
  }
  return {
    path,
    format: "pipfile",
    isEditable: false,
    requirements: declare(path, text, facts.found),
    includes: [],
    indexes: indexesOf(settings, text),
    faults: facts.faults,
  };
}

function audienceOf(category: string): Audience {
  if (category === "packages") return MAIN;
  return category === "dev-packages" ? forDevelopers("dev") : named("group", category);
}
