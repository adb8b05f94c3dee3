import type { Facts, Range, SourceFile, Target } from "../../../src/engine/model.js";
import type { ScriptExtra } from "../../javascript/resolve.js";
import type { TemplateExtra } from "../../jinja/analyze.js";
import { buildPage } from "../../jinja/build.js";
import { readDirectives } from "../../jinja/directives/read.js";
import { type Draft, draft, flatten } from "../../jinja/draft.js";
import { addReferences } from "../../jinja/references.js";
import { Scripts } from "../../jinja/scripts.js";
import { wordsOf } from "../parts.js";
import { type Block, languageOf } from "./blocks.js";
import { bindTemplate, type Declared, declaredNames, each } from "./members.js";
import { type ParsedComponent, parseComponent } from "./parse.js";
import { linkTags } from "./tags.js";

/** What `resolve` and `rewrite` need of a single-file component; plain data. */
export interface VueExtra extends TemplateExtra, ScriptExtra {
  /** Tags of components that no script of the file brings: region and the names that it may mean. */
  tags: { region: number; names: string[] }[];
}

/**
 * Regions and occurrences of a single-file component of Vue: its template as a page, its scripts and sheets as those
 * of a page. Never throws for bad input; undefined if a part of it does not parse.
 */
export function analyzeVue(file: SourceFile, target: Target): Facts | undefined {
  const { path, text } = file;
  const parsed = parseComponent(text);
  if (parsed.page.faults.length > 0 || parsed.page.markup.faults.length > 0) return undefined;
  const root = draft("file", "root", { start: 0, end: text.length });
  const body = draft("suite", "body", root);
  root.children.push(body);
  const reader = expressionsOf(parsed, path, target);
  const read = contentOf(parsed, reader);
  if (!read) return undefined;
  body.children = read;
  const templates = read.filter((one) => one.kind === "block");
  const scripts = suitesOf(read, "script");
  const declared = declaredNames(path, scripts);
  addReferences(text, parsed.page.tags, target, body);
  for (const template of templates) readDirectives(reader, parsed.source, template, true);
  for (const template of templates) withoutForms(template, false);
  for (const template of templates) bindTemplate(template, declared);
  for (const script of scripts) shareNames(script, declared);
  for (const style of suitesOf(read, "style")) bindStyle(text, style, declared);
  for (const one of read)
    if (/^(?:template|script)$/.test(one.name ?? "") && one.kind === "expression") holdWords(text, one, declared);
  const tags = templates.flatMap((template) => linkTags(template, declared));
  markDefault(root, path, scripts);
  const { regions, occurrences, shapes, scripts: inScript, styles, idOf } = flatten(root);
  const isNamed = (one: Range) => target.find(text.slice(one.start, one.end)).length > 0;
  const extra: VueExtra = {
    names: [],
    extends: [],
    includes: [],
    exports: { inner: {}, top: {} },
    shapes,
    scripts: inScript,
    styles,
    named: regions.filter((one) => one.kind === "comment" && isNamed(one)).map((one) => one.id),
    ...reader.extra(idOf),
    tags: tags.flatMap(({ node, names }) => {
      const region = regions.findIndex(
        (one) => one.start === node.start && one.end === node.end && one.name === node.name,
      );
      return region < 0 ? [] : [{ region, names }];
    }),
    ...(target.successor === undefined ? {} : { successor: target.successor }),
  };
  return { path, transform: "components", regions, occurrences, faults: [], extra };
}

function expressionsOf({ page, source, blocks }: ParsedComponent, path: string, target: Target): Scripts {
  return new Scripts({ text: page.text, masked: source, tags: [], items: [] }, path, target, languageOf(blocks));
}

/** Regions of the blocks; undefined if a script or a sheet does not parse. */
function contentOf(parsed: ParsedComponent, scripts: Scripts): Draft[] | undefined {
  let isRead = true;
  const blockAt = (range: Range) => parsed.blocks.find((one) => one.body.start === range.start);
  const drafts = buildPage(
    {
      ...parsed.page,
      raw(element, _attributes, range) {
        const block = blockAt(range);
        if (!block) return undefined;
        if (block.kind === "foreign") return [];
        const isDialect = /^(?:scss|less)$/.test(block.lang);
        const suite =
          element === "style" ? scripts.readStyles(range, [], isDialect) : scripts.read(range, "module", []);
        const isBlank = parsed.source.slice(range.start, range.end).trim() === "";
        if (!isBlank && (!suite || isUnread(suite))) isRead = false;
        return suite ? [suite] : [];
      },
    },
    parsed.page.items,
  );
  return isRead ? drafts.map((one) => topLevel(one, parsed.blocks)) : undefined;
}

/** A script that was read as words only: its statements are none of a script's. */
const isUnread = (suite: Draft) => suite.script === undefined;

/** A block of the file: a template is never just an element, and what is not read is one piece. */
function topLevel(node: Draft, blocks: readonly Block[]): Draft {
  const block = blocks.find((one) => one.start === node.start);
  if (!block || node.kind !== "element") return node;
  if (block.kind === "foreign") return draft("expression", "content", node, { name: node.name! });
  if (block.kind !== "template") return node;
  const content = node.children.filter((one) => one.slot !== "attribute");
  const shape = { open: block.open, ...(block.close ? { close: block.close } : {}) };
  return draft("block", "content", node, { traits: ["once"], shape }, [
    draft("suite", "body", block.body, {}, content),
  ]);
}

/** A button sends a form only where there is one. */
function withoutForms(node: Draft, inForm: boolean): void {
  const isForm = inForm || /form$/i.test(node.name ?? "");
  if (node.name === "button" && !isForm) node.traits = node.traits.filter((one) => one !== "submit");
  for (const child of node.children) withoutForms(child, isForm);
}

/** The bodies of the elements of a kind. */
function suitesOf(drafts: readonly Draft[], name: string): Draft[] {
  return drafts
    .filter((one) => one.kind === "element" && one.name === name)
    .flatMap((one) => one.children.filter((child) => child.kind === "suite"));
}

/** Two scripts of one component see each other's names. */
function shareNames(script: Draft, declared: Declared): void {
  each(script, (node) => {
    node.marks = node.marks.flatMap((mark) => {
      const name = mark.symbol.startsWith("js:window#") ? mark.symbol.slice("js:window#".length) : "";
      const symbols = [...(declared.get(name) ?? [])].filter((symbol) => symbol.includes("#script@"));
      return symbols.length > 0 ? symbols.map((symbol) => ({ ...mark, symbol })) : [mark];
    });
  });
}

/** `v-bind(colour)` in a sheet uses a name of the script. */
function bindStyle(text: string, style: Draft, declared: Declared): void {
  for (const match of text.slice(style.start, style.end).matchAll(/v-bind\(\s*["']?([\w$]+)/g))
    for (const symbol of declared.get(match[1]!) ?? []) style.marks.push({ symbol, defines: false });
}

/** What a template or script in another language may name stays. */
function holdWords(text: string, block: Draft, declared: Declared): void {
  for (const word of wordsOf(text, [block]))
    for (const symbol of word.names.flatMap((name) => [...(declared.get(name) ?? [])]))
      block.marks.push({ symbol, defines: false });
}

/** What others import is the file, unless a script exports it. */
function markDefault(root: Draft, path: string, scripts: readonly Draft[]): void {
  const symbol = `js:${path}#default`;
  let isExported = false;
  for (const script of scripts)
    each(script, (node) => {
      if (node.marks.some((mark) => mark.symbol === symbol && mark.defines)) isExported = true;
    });
  if (!isExported) root.marks.push({ symbol, defines: true });
}
