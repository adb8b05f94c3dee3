import type { Inventory } from "../../src/engine/model.js";
import type { PythonStyle } from "../../src/syntax/python-format.js";
import { tomlTable } from "../../src/syntax/toml.js";

/**
 * Styles that a Python file may be formatted in, as the nearest configuration says: ruff's own
 * (https://docs.astral.sh/ruff/settings/), and black's in ruff's words. Without either, black's own style if the
 * repository names a formatter for its hooks, its workflows or its developers.
 */
export function stylesFor(inventory: Inventory, path: string): PythonStyle[] {
  for (let folder = path; folder !== ""; ) {
    folder = folder.includes("/") ? folder.slice(0, folder.lastIndexOf("/")) : "";
    const prefix = folder === "" ? "" : `${folder}/`;
    const found: PythonStyle[] = [];
    for (const name of ["ruff.toml", ".ruff.toml"]) {
      const text = inventory.read(prefix + name)?.text;
      if (text !== undefined) found.push(ruffStyle(text, ""));
    }
    const project = inventory.read(`${prefix}pyproject.toml`)?.text;
    if (project !== undefined && /\[tool\.ruff\b/.test(project)) found.push(ruffStyle(project, "tool.ruff"));
    if (project !== undefined && /\[tool\.black\b/.test(project)) found.push(blackStyle(project));
    if (found.length > 0) return found;
  }
  return namesFormatter(inventory) ? [{}] : [];
}

function ruffStyle(text: string, prefix: string): PythonStyle {
  const own = tomlTable(text, prefix);
  const format = tomlTable(text, prefix === "" ? "format" : `${prefix}.format`);
  const python = /^[>~]=\s*3\.(\d+)/.exec(String(tomlTable(text, "project")["requires-python"] ?? ""))?.[1];
  const pick = (key: string) => (own[key] === undefined ? {} : { [key]: own[key] });
  return {
    // As ruff does where no version is given.
    ...(python === undefined ? {} : { "target-version": `py3${python}` }),
    ...pick("line-length"),
    ...pick("indent-width"),
    ...pick("target-version"),
    ...pick("preview"),
    format: format as NonNullable<PythonStyle["format"]>,
  };
}

function blackStyle(text: string): PythonStyle {
  const own = tomlTable(text, "tool.black");
  return {
    ...(typeof own["line-length"] === "number" ? { "line-length": own["line-length"] } : {}),
    format: {
      ...(own["skip-string-normalization"] === true ? { "quote-style": "preserve" } : {}),
      ...(own["skip-magic-trailing-comma"] === true ? { "skip-magic-trailing-comma": true } : {}),
    },
  };
}

/** Files that say which tools a repository is worked on with. */
const TOOLS =
  /(^|\/)(\.pre-commit-config\.ya?ml|tox\.ini|noxfile\.py|setup\.cfg|Pipfile|pyproject\.toml|Makefile|[^/]*requirements[^/]*\.(txt|in))$|^\.github\/workflows\/[^/]+\.ya?ml$/;

const answers = new WeakMap<Inventory, boolean>();

function namesFormatter(inventory: Inventory): boolean {
  const known = answers.get(inventory);
  if (known !== undefined) return known;
  let found = false;
  for (const path of inventory.files.keys()) {
    if (!TOOLS.test(path) || path.split("/").length > 3) continue;
    found = /\bblack\b|\bruff[ -]format\b/.test(inventory.read(path)?.text ?? "");
    if (found) break;
  }
  answers.set(inventory, found);
  return found;
}
