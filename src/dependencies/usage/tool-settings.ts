import type { DistributionName } from "../model.js";
import { normaliseName } from "../names.js";
import type { NamedModule } from "./python-settings.js";
import table from "./tools.json" with { type: "json" };

/** A file, or a section of one, that holds the settings of a tool. */
export interface ToolSettings {
  /** Any of these will do. */
  needs: readonly DistributionName[];
  offset: number;
  text: string;
  evidence: string;
  /** Only those who work on the application run the tool. */
  isDevelopment: boolean;
}

const FILES = table.files.map((one) => ({ ...one, path: new RegExp(one.path) }));
const SECTIONS: ReadonlyMap<string, readonly DistributionName[]> = new Map(Object.entries(table.sections));
const TOOLS: ReadonlyMap<string, readonly DistributionName[]> = new Map(Object.entries(table.tools));

/** Tools whose settings a file holds: by its name, or by the names of its sections. */
export function toolSettings(path: string, text: string): ToolSettings[] {
  const file = FILES.find((one) => one.path.test(path));
  const found: ToolSettings[] = [];
  if (file !== undefined) {
    const { needs, isDevelopment } = file;
    found.push({ needs, isDevelopment, offset: 0, text: path.split("/").at(-1)!, evidence: "its settings are here" });
  }
  for (const { name, offset } of sectionsOf(path, text)) {
    const needs = path.endsWith(".toml")
      ? toolOf(name)
      : (SECTIONS.get(name.split(":").slice(0, 2).join(":")) ?? SECTIONS.get(name.split(/[:.-]/)[0]!));
    if (needs !== undefined)
      found.push({ needs, offset, text: `[${name}]`, evidence: "its settings are here", isDevelopment: true });
  }
  return found;
}

/** Distributions that read a table below `tool`: by the list, else the one of that name. */
function toolOf(name: string): readonly DistributionName[] | undefined {
  const tool = /^tool\.(?:"([^"]+)"|([\w-]+))/.exec(name);
  if (tool === null) return undefined;
  const own = tool[1] ?? tool[2]!;
  // What builds the project is installed for the build alone, whatever its lists say.
  if (/^(?:setuptools|setuptools[_-]scm|flit|maturin|scikit-build)$/.test(own)) return undefined;
  return TOOLS.get(own) ?? [normaliseName(own)];
}

/** Headers of sections, as written. */
function sectionsOf(path: string, text: string): { name: string; offset: number }[] {
  if (!/(?:^|\/)(?:setup\.cfg|tox\.ini|pyproject\.toml)$/.test(path)) return [];
  return [...text.matchAll(/^\[+[ \t]*([^\]\n]+?)[ \t]*\]/gm)].map(({ 1: name = "", index }) => ({
    name,
    offset: index,
  }));
}

/** Keys of settings whose words name modules: plug-ins of checkers, of coverage and of pytest. */
const PLUGINS: readonly { path: RegExp; key: RegExp; evidence: string }[] = [
  {
    path: /(?:^|\/)(?:\.?mypy\.ini|setup\.cfg|pyproject\.toml)$/,
    key: /^plugins$/,
    evidence: "mypy and coverage, documentation: plugins",
  },
  { path: /(?:^|\/)(?:\.coveragerc|tox\.ini)$/, key: /^plugins$/, evidence: "coverage, documentation: plugins" },
  {
    path: /(?:^|\/)(?:\.?pylintrc(?:\.toml)?|setup\.cfg|tox\.ini|pyproject\.toml)$/,
    key: /^load[-_]plugins$/,
    evidence: "Pylint, documentation: load-plugins",
  },
];
/** A key with its words, on its line and on deeper ones, or in brackets. */
const OPTION = /^([\w-]+)[ \t]*=[ \t]*(\[[^\]]*\]|.*(?:\n[ \t]+\S.*)*)/gm;
/** A value of a settings file that names a class: `anymail.backends.mailgun.EmailBackend`. */
const CLASS = /[:=][ \t]*["']?([a-z_]\w*(?:\.[a-z_]\w*)+\.[A-Z]\w*)["']?[ \t]*,?[ \t]*(?:#.*)?$/gm;
const SETTINGS = /(?:^|\/)(?:\.env[\w.-]*|[\w.-]+\.(?:env|ya?ml|toml|ini|cfg|conf|json))$/;

/** Modules that settings of tools name, and classes that values of settings name. */
export function namedInSettings(path: string, text: string): NamedModule[] {
  const found: NamedModule[] = [];
  const add = (module: string, offset: number, evidence: string) =>
    found.push({ module, offset, text: module, evidence, isOptional: false });
  const rules = PLUGINS.filter((one) => one.path.test(path));
  if (rules.length > 0)
    for (const { 0: whole, 1: key = "", 2: value = "", index } of text.matchAll(OPTION)) {
      const rule = rules.find((one) => one.key.test(key));
      const start = index + whole.length - value.length;
      if (rule !== undefined)
        for (const word of value.replace(/#.*/g, (comment) => " ".repeat(comment.length)).matchAll(/[A-Za-z_][\w.]*/g))
          add(word[0], start + word.index, rule.evidence);
    }
  if (SETTINGS.test(path))
    for (const { 0: whole, 1: value = "", index } of text.matchAll(CLASS))
      if (!/^\s*#/.test(text.slice(text.lastIndexOf("\n", index) + 1, index)))
        add(value, index + whole.indexOf(value), "a setting names its class");
  return found;
}

const MKDOCS = /(?:^|\/)mkdocs[\w.-]*\.ya?ml$/;
/** Plug-ins that come with a theme or with MkDocs itself. */
const OF_MKDOCS: ReadonlyMap<string, readonly DistributionName[]> = new Map(Object.entries(table.mkdocs));

/** The theme, plug-ins and extensions of Markdown that MkDocs is told to load. */
export function namedInMkdocs(path: string, text: string): ToolSettings[] {
  if (!MKDOCS.test(path)) return [];
  const found: ToolSettings[] = [];
  const evidence = 'MkDocs, documentation, "Configuration"';
  const add = (needs: readonly DistributionName[], word: string, offset: number) =>
    found.push({ needs, offset, text: word, evidence, isDevelopment: true });
  for (const { 1: key = "", 0: block, index } of text.matchAll(
    /^(theme|plugins|markdown_extensions):(?:.*(?:\n(?:[ \t-].*)?)*)/gm,
  )) {
    const items =
      key === "theme"
        ? /^theme:[ \t]*["']?([\w-]+)|^[ \t]+name:[ \t]*["']?([\w-]+)/gm
        : /^[ \t]*- [ \t]*["']?([\w./-]+)/gm;
    for (const { 0: whole, 1: one, 2: other, index: at } of block.matchAll(items)) {
      const word = one ?? other ?? "";
      const name = normaliseName(word.split(key === "plugins" ? "/" : ".")[0]!);
      const needs =
        OF_MKDOCS.get(`${key} ${name}`) ??
        (key === "theme"
          ? [`mkdocs-${name}`]
          : key === "plugins"
            ? [`mkdocs-${name}-plugin`, `mkdocs-${name}`, name]
            : [name]);
      add(needs, word, index + at + whole.length - word.length);
    }
  }
  return found;
}
