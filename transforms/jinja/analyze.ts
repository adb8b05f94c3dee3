import type { Facts, SourceFile, Target } from "../../src/engine/model.js";
import type { ScriptExtra } from "../javascript/resolve.js";
import { buildPage } from "./build.js";
import { markControls } from "./controls.js";
import { type Dialect, hasTags } from "./dialect.js";
import { readDirectives } from "./directives/read.js";
import { type Draft, draft, flatten, type Shape } from "./draft.js";
import { addMessages } from "./messages.js";
import { templateNames } from "./names.js";
import { pairComments } from "./pairs.js";
import { lineOf, type Parsed, parse } from "./parse.js";
import { addReferences } from "./references.js";
import { addScopes, type Exports } from "./scopes.js";
import { holdsStyles, runs, Scripts } from "./scripts.js";

/** What `resolve` and `rewrite` need of a template beyond its regions; plain data. */
export interface TemplateExtra {
  /** Names under which loaders find the file. */
  names: string[];
  /** Names of the templates that it extends, and of those that it includes. */
  extends: string[];
  includes: string[];
  exports: Exports;
  shapes: Record<number, Shape>;
  scripts: Record<number, number[]>;
  /** What inline scripts take from other files. */
  script?: ScriptExtra;
  /** Regions of inline style sheets. */
  styles: number[];
  /** Comments that name the target. */
  named: number[];
  successor?: string;
}

/** A template as a tree of drafts: the file with one suite, which is empty where there are faults. */
export interface Read {
  root: Draft;
  /** Names under which loaders find it. */
  names: string[];
  exports: Exports;
  /** The reader of its scripts. */
  inline?: Scripts;
  faults: Facts["faults"];
}

/** Reads a template. Never throws for bad input. */
export function readTemplate(file: Pick<SourceFile, "path" | "text">, target: Target): Read {
  const { path, text } = file;
  const root = draft("file", "root", { start: 0, end: text.length });
  const body = draft("suite", "body", root);
  root.children.push(body);
  const parsed = !path.endsWith(".xml") || hasTags(text) ? parse(path, text) : undefined;
  const names = templateNames(path, parsed?.dialect ?? "jinja");
  for (const name of names) root.marks.push({ symbol: `template:${name}`, defines: true, private: true, whole: true });
  if (!parsed) return { root, names, exports: { inner: {}, top: {} }, faults: [] };
  const faults = parsed.faults.map(({ offset, message }) => ({ line: lineOf(text, offset), message }));
  if (faults.length > 0) return { root, names, exports: { inner: {}, top: {} }, faults };
  const scripts = new Scripts(parsed, path, target);
  body.children = contentOf(parsed, scripts);
  addReferences(text, parsed.tags, target, root);
  addMessages(text, parsed.tags, root);
  readDirectives(scripts, parsed.masked, root);
  markControls(text, root);
  pairComments(text, target, root);
  const exports = addScopes(path, names, root);
  markExtended(root, parsed.dialect);
  return { root, names, exports, inline: scripts, faults };
}

/** Regions and occurrences of a template. Never throws for bad input. */
export function analyzeTemplate(file: SourceFile, target: Target): Facts {
  const { path, text } = file;
  const { root, names, exports, inline, faults } = readTemplate(file, target);
  const { regions, occurrences, shapes, scripts, styles, taken, idOf } = flatten(root);
  const named = regions.filter(
    (one) => one.kind === "comment" && target.find(text.slice(one.start, one.end)).length > 0,
  );
  const extra: TemplateExtra = {
    names,
    extends: templatesOf(regions, occurrences, "statement"),
    includes: templatesOf(regions, occurrences, "include"),
    exports,
    shapes,
    scripts,
    ...(inline ? { script: inline.extra(idOf) } : {}),
    styles,
    named: named.map((one) => one.id),
    ...(target.successor === undefined ? {} : { successor: target.successor }),
  };
  const found: Facts = { path, transform: "jinja", regions, occurrences, faults, extra };
  return taken.length > 0 ? { ...found, taken } : found;
}

function contentOf(parsed: Parsed, scripts: Scripts): Draft[] {
  return buildPage(
    {
      ...parsed,
      raw(element, attributes, range, inside) {
        if (element === "style") {
          const sheet = holdsStyles(attributes) ? scripts.readStyles(range, inside) : undefined;
          return sheet && [sheet];
        }
        if (element !== "script" || !runs(attributes)) return undefined;
        const isModule = attributes.some((one) => one.name === "type" && one.children[0]?.value === "module");
        const suite = scripts.read(range, isModule ? "module" : "script", inside);
        return suite && [suite];
      },
    },
    parsed.items,
  );
}

/**
 * A named block of a page that extends nothing is there for others to fill. What a page of Mako defines at its top is
 * called by the page that it extends, so it stays though nothing is left in it.
 */
function markExtended(root: Draft, dialect: Dialect): void {
  const blocks: Draft[] = [];
  let extending = false;
  const visit = (node: Draft): void => {
    if (node.kind === "statement" && node.name === "extends") extending = true;
    if (node.kind === "block" && node.name !== undefined) blocks.push(node);
    node.children.forEach(visit);
  };
  visit(root);
  if (!extending) for (const block of blocks) block.traits.push("once");
  else if (dialect === "mako")
    for (const one of root.children[0]!.children) if (one.kind === "function") one.traits.push("abstract");
}

/** Names of the templates that statements of a kind pull in. */
function templatesOf(
  regions: Facts["regions"],
  occurrences: Facts["occurrences"],
  kind: "statement" | "include",
): string[] {
  const names: string[] = [];
  for (const { symbol, defines, region } of occurrences) {
    if (defines || !symbol.startsWith("template:")) continue;
    let around = regions[region];
    while (around && around.kind !== "statement" && around.kind !== "include" && around.parent >= 0)
      around = regions[around.parent];
    if (around?.kind === kind) names.push(symbol.slice("template:".length));
  }
  return names;
}
