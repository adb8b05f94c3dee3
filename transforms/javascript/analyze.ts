import type { Facts, Occurrence, Range, SourceFile } from "../../src/engine/model.js";
import type { Region, Slot } from "../../src/engine/region.js";
import type { ScriptLanguage } from "../../src/syntax/script-scopes.js";
import { type Draft, type DraftOccurrence, numbered, placeComments, type Reading } from "./draft.js";
import { withoutEntities } from "./entities.js";
import { answerLinks } from "./flow.js";
import { pageLinks } from "./links.js";
import { memberOccurrences } from "./members.js";
import { catalogueMessages } from "./message-catalogue.js";
import { messageLinks } from "./messages.js";
import { commonExports, moduleLinks } from "./module-links.js";
import { exportedNames, type Names, nameOccurrences, resolveNames } from "./names.js";
import { namespaceLinks } from "./namespaces.js";
import type { ScriptExtra } from "./resolve.js";
import { routeLinks } from "./routes.js";
import type { ScriptKind } from "./scopes.js";
import { statements } from "./statements.js";
import { grammarOf, readSyntax, type Syntax } from "./tree.js";

/** How a script stands in its host. */
export interface ScriptOptions {
  /** `script` shares its top-level names with the page, `module` has its own, `handler` is the value of an attribute. */
  kind: ScriptKind;
  /** Id of the first region; the others follow without gaps, parents first, in text order. */
  firstId: number;
  /** Id of the host's region around the script. */
  parent: number;
  /** Slot of the script's outermost region, a `suite`. Without it: `body`, of a handler `value`. */
  slot?: Slot;
  /** Ranges of the masked template code: what they cover is unknown. */
  holes?: Range[];
  /** Language of the script, where the host's path does not tell it. */
  language?: ScriptLanguage;
}

/** Regions and occurrences of one script, ready to be spliced into its host's facts. */
export interface ScriptFacts {
  regions: Region[];
  occurrences: Occurrence[];
  faults: { line: number; message: string }[];
  extra: ScriptExtra;
}

/**
 * Analyses a script inside another file: the body of `<script>` or the value of an event handler.
 * @param text the host's whole text, in which template code was masked by filler of the same length
 * @param range of the script in `text`, without the tags or quotes around it
 * @param path of the host
 * @returns regions with offsets of `text`; the first one is a `suite` that covers `range`
 */
export function analyzeScript(text: string, range: Range, path: string, options: ScriptOptions): ScriptFacts {
  const isHandler = options.kind === "handler";
  const source = isHandler
    ? text.slice(0, range.start) + withoutEntities(text.slice(range.start, range.end)) + text.slice(range.end)
    : text;
  const suite: Draft = {
    kind: "suite",
    slot: options.slot ?? (isHandler ? "value" : "body"),
    ...bounds(range),
    children: [],
  };
  // Locals of two scripts of one page must not meet.
  const label = `${isHandler ? "handler" : "script"}@${range.start}`;
  return read(
    {
      text: source,
      range,
      path,
      kind: options.kind,
      label,
      holes: options.holes ?? [],
      language: options.language ?? grammarOf(path),
    },
    suite,
    suite,
    options,
  );
}

/** Regions and occurrences of a script file. */
export function analyzeFile(file: SourceFile): Facts {
  const { path, text } = file;
  const facts: Facts = { path, transform: "javascript", regions: [], occurrences: [], faults: [] };
  const range = { start: 0, end: text.length };
  const root: Draft = { kind: "file", slot: "root", ...range, children: [] };
  if (isMinified(path, text)) {
    facts.regions = numbered(root, 0, -1);
    facts.faults.push({ line: 1, message: "minified" });
    return facts;
  }
  const suite: Draft = { kind: "suite", slot: "body", ...range, children: [] };
  root.children.push(suite);
  const found = read(
    { text, range, path, kind: undefined, label: "", holes: [], language: grammarOf(path) },
    root,
    suite,
    {
      firstId: 0,
      parent: -1,
    },
  );
  return { ...facts, ...found };
}

interface Source {
  text: string;
  range: Range;
  path: string;
  /** Undefined: the script's own words tell. */
  kind: ScriptKind | undefined;
  label: string;
  holes: Range[];
  language: ScriptLanguage;
}

function read(source: Source, root: Draft, suite: Draft, place: { firstId: number; parent: number }): ScriptFacts {
  const reading: Reading = {
    path: source.path,
    text: source.text,
    holes: source.holes,
    draftOf: new Map(),
    boundBy: new Map(),
  };
  try {
    const { root: program, faults } = readSyntax(source.text, source.range, source.language);
    statements(reading, program.children, suite);
    placeComments(root, commentsOf(program));
    const { occurrences, imports, stars, lookups, keys, members, isModule, fault } = occurrencesOf(
      reading,
      program,
      source,
    );
    const regions = numbered(root, place.firstId, place.parent);
    const extra: ScriptExtra = {
      module: isModule,
      imports: numberedIn(imports),
      stars,
      lookups: lookups.found,
      given: numberedIn(lookups.given()),
      keys: numberedIn(keys),
      members: numberedIn(members),
    };
    if (fault !== undefined) faults.push({ line: 1, message: fault });
    return { regions, occurrences: finished(occurrences), faults, extra };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // The text nests deeper than the stack: it was generated, and nobody reviews a change to it.
    suite.children = [];
    const faults = [{ line: 1, message: "nested too deeply" }];
    return {
      regions: numbered(root, place.firstId, place.parent),
      occurrences: [],
      faults,
      extra: { module: false, imports: [], stars: [], lookups: [], given: [] },
    };
  }
}

function occurrencesOf(reading: Reading, program: Syntax, source: Source) {
  const common = isCommonModule(reading, program);
  const isModule =
    source.kind === "module" || (source.kind === undefined && (common || hasModuleWords(source.path, program)));
  const names: Names = resolveNames(
    reading,
    program,
    source.kind ?? (isModule ? "module" : "script"),
    source.label,
    source.language,
  );
  const exported = new Set([...exportedNames(reading, program), ...(common ? commonExports(reading, program) : [])]);
  const modules = moduleLinks(reading, names, program);
  const page = pageLinks(reading, names, program);
  const messages = messageLinks(reading, names, program);
  const shared = namespaceLinks(reading, names, program);
  const occurrences = [
    ...nameOccurrences(reading, names, exported),
    ...memberOccurrences(reading, names, program),
    ...shared.occurrences,
    ...modules.occurrences,
    ...page.occurrences,
    ...messages.occurrences,
    ...catalogueMessages(reading, names, program),
    ...routeLinks(reading, names, program),
    ...answerLinks(reading, names, program),
  ];
  const { imports, stars } = modules;
  const { lookups } = page;
  const { keys } = messages;
  const { members } = shared;
  return { occurrences, imports, stars, lookups, keys, members, isModule, fault: names.fault };
}

/** What stands on a region, by the region's id. */
function numberedIn<T extends { draft: Draft }>(list: readonly T[]): (Omit<T, "draft"> & { region: number })[] {
  return list.flatMap(({ draft, ...rest }) => (draft.id === undefined ? [] : [{ ...rest, region: draft.id }]));
}

/** Occurrences with ids, in the order of their regions, each once. */
function finished(occurrences: DraftOccurrence[]): Occurrence[] {
  const seen = new Set<string>();
  const result: Occurrence[] = [];
  for (const { draft, ...rest } of occurrences) {
    if (draft.id === undefined) continue;
    const key = `${draft.id} ${rest.defines} ${rest.symbol}`;
    if (seen.has(key)) continue;
    seen.add(key);
    result.push({ ...rest, region: draft.id });
  }
  return result.sort((a, b) => a.region - b.region || Number(b.defines) - Number(a.defines));
}

function bounds(range: Range): Range {
  return { start: range.start, end: range.end };
}

function commentsOf(program: Syntax): Range[] {
  const found: Range[] = [];
  const open: Syntax[] = [program];
  while (open.length > 0) {
    const node = open.pop()!;
    if (node.type === "comment" || node.type === "html_comment") found.push(bounds(node));
    for (let index = node.children.length - 1; index >= 0; index--) open.push(node.children[index]!);
  }
  return found.sort((a, b) => a.start - b.start);
}

function hasModuleWords(path: string, program: Syntax): boolean {
  return (
    /\.(mjs|jsx|[cm]?ts|tsx)$/.test(path) ||
    program.children.some((node) => /^(import|export)_statement$/.test(node.type))
  );
}

/** True for a script of Node that keeps its names to itself: it requires or exports. */
function isCommonModule(reading: Reading, program: Syntax): boolean {
  if (/\.cjs$/.test(reading.path)) return true;
  if (/(^|[^.\w])module\.exports\b/.test(reading.text) && !/typeof\s+module\b/.test(reading.text)) return true;
  return program.children.some((node) => /^[^(]*=\s*require\(\s*["']/.test(reading.text.slice(node.start, node.end)));
}

/** A long text in quotes: the outline of a picture, a certificate, but no code. */
const longText = /"[^"\\\n]{200,}"|'[^'\\\n]{200,}'/g;

/** True for code that nobody wrote by hand: its name says so, or most of it is code on very long lines. */
export function isMinified(path: string, text: string): boolean {
  if (/[.-]min\.[cm]?js$|\.bundle\.js$|(^|\/)node_modules\//.test(path)) return true;
  if (text.length < 2000) return false;
  let long = 0;
  for (const line of text.split("\n")) {
    if (line.length <= 1000) continue;
    const code = line.replace(longText, "").length;
    if (code > 1000) long += code;
  }
  return long > text.length / 2;
}
