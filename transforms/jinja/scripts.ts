import type { Occurrence, Range, Target } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import type { ScriptLanguage } from "../../src/syntax/script-scopes.js";
import { type Masked, maskDialect } from "../css/mask.js";
import { analyzeStyles } from "../css/sheet.js";
import { analyzeScript } from "../javascript/analyze.js";
import type { ScriptExtra } from "../javascript/resolve.js";
import { withFirstValues } from "./alternatives.js";
import { as, type Draft } from "./draft.js";
import { contains } from "./merge.js";
import type { Parsed } from "./parse.js";
import { unreadScript } from "./unread.js";

/** Values of `type` that make a script element one that runs. */
const RUNS = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script|text\/babel)$/i;

/** True if a script element holds a script and not data or a template. */
export function runs(attributes: readonly Draft[]): boolean {
  const type = attributes.find((one) => one.name?.toLowerCase() === "type")?.children[0]?.value;
  return type === undefined || (typeof type === "string" && RUNS.test(type.trim()));
}

/** True if a style element holds CSS and not the language of a preprocessor. */
export function holdsStyles(attributes: readonly Draft[]): boolean {
  const type = attributes.find((one) => one.name?.toLowerCase() === "type")?.children[0]?.value;
  return type === undefined || (typeof type === "string" && /^(?:|text\/css)$/i.test(type.trim()));
}

/** Makes the regions of inline scripts and sheets and sets the template tags within them at their places. */
export class Scripts {
  private readonly parsed: Pick<Parsed, "masked" | "text" | "tags" | "items">;
  private readonly path: string;
  private readonly target: Target;
  private readonly linked: { extra: ScriptExtra; drafts: Draft[] }[] = [];
  private readonly language: ScriptLanguage;
  private count = 0;

  constructor(
    parsed: Pick<Parsed, "masked" | "text" | "tags" | "items">,
    path: string,
    target: Target,
    language: ScriptLanguage = "javascript",
  ) {
    this.parsed = parsed;
    this.path = path;
    this.target = target;
    this.language = language;
  }

  /**
   * Regions of one script: a suite over the range; undefined if a handler does not parse.
   * @param inside regions of the template tags in the range
   */
  read(range: Range, kind: "script" | "module" | "handler", inside: Draft[]): Draft | undefined {
    if (this.parsed.masked.slice(range.start, range.end).trim() === "") return undefined;
    const holes = this.holesIn(range);
    const options = { kind, firstId: 0, parent: -1, holes, language: this.language };
    let found = analyzeScript(this.parsed.masked, range, this.path, options);
    if (found.faults.length > 0) {
      const masked = withFirstValues(this.parsed, range, (text) => this.target.find(text).length > 0);
      if (masked !== undefined) found = analyzeScript(masked, range, this.path, options);
    }
    if (found.faults.length === 0) {
      const drafts = draftsOf(found, { script: this.count++ });
      this.linked.push({ extra: found.extra, drafts });
      return grafted(drafts, inside);
    }
    if (kind === "handler") return undefined;
    const unread = unreadScript(this.parsed.masked, range);
    const [words] = unread.children[0]!.children;
    words!.children.push(...inside.map((tag) => as("value", tag)));
    words!.children.sort((a, b) => a.start - b.start || a.end - b.end);
    return unread;
  }

  /**
   * Regions of an expression in an attribute or between the signs of an output; undefined if it does not parse.
   * @param inside regions of the template tags in the range
   */
  readExpression(range: Range, inside: Draft[]): Draft | undefined {
    const { masked } = this.parsed;
    if (masked.slice(range.start, range.end).trim() === "") return undefined;
    // Between parentheses a mapping is no block. The signs around the range make place for them.
    const source = `${masked.slice(0, range.start - 1)}(${masked.slice(range.start, range.end)})${masked.slice(range.end + 1)}`;
    const around = { start: range.start - 1, end: range.end + 1 };
    const options = {
      kind: "handler" as const,
      firstId: 0,
      parent: -1,
      holes: this.holesIn(range),
      language: this.language,
    };
    const found = analyzeScript(source, around, this.path, options);
    if (found.faults.length > 0) return undefined;
    const suite = grafted(draftsOf(found, { script: this.count++ }), inside);
    const [statement, ...more] = suite?.children ?? [];
    const value = statement?.children[0]?.children.find((child) => child.kind !== "comment");
    return more.length === 0 && value ? value : undefined;
  }

  /**
   * Regions of one style sheet: a suite over the range; undefined if the sheet does not parse.
   * @param inside regions of the template tags in the range
   * @param isDialect the sheet is written in SCSS or Less
   */
  readStyles(range: Range, inside: Draft[], isDialect = false): Draft | undefined {
    const { masked, text } = this.parsed;
    if (masked.slice(range.start, range.end).trim() === "") return undefined;
    const dialect = isDialect ? maskedDialect(masked, range) : { text: masked, comments: [], holes: [] };
    const holes = [...this.holesIn(range), ...dialect.holes];
    const module = isDialect ? { module: this.path } : {};
    const options = {
      firstId: 0,
      parent: -1,
      target: this.target,
      original: text,
      holes,
      comments: dialect.comments,
      ...module,
    };
    const found = analyzeStyles(dialect.text, range, options);
    if (found.faults.length > 0) return undefined;
    return grafted(draftsOf(found, { script: this.count++, style: true }), inside);
  }

  /** What other scripts tell of those that were read, by the regions that the drafts became. */
  extra(idOf: ReadonlyMap<Draft, number>): ScriptExtra {
    const placed = <T extends { region: number }>(drafts: Draft[], list: readonly T[] = []): T[] =>
      list.flatMap((one) => {
        const region = idOf.get(drafts[one.region]!);
        return region === undefined ? [] : [{ ...one, region }];
      });
    const all: Required<ScriptExtra> = {
      module: true,
      imports: [],
      stars: [],
      lookups: [],
      given: [],
      keys: [],
      members: [],
    };
    for (const { extra, drafts } of this.linked) {
      all.imports.push(...placed(drafts, extra.imports));
      all.stars.push(...extra.stars);
      all.lookups.push(...(extra.lookups ?? []));
      all.given.push(...placed(drafts, extra.given));
      all.keys.push(...placed(drafts, extra.keys));
      all.members.push(...placed(drafts, extra.members));
    }
    return all;
  }

  private holesIn(range: Range): Range[] {
    return this.parsed.tags.filter((tag) => contains(range, tag)).map(({ start, end }) => ({ start, end }));
  }
}

/** The whole text with the comments and interpolations of one sheet covered. */
function maskedDialect(text: string, range: Range): Masked {
  const found = maskDialect(text.slice(range.start, range.end));
  const moved = (one: Range) => ({ start: one.start + range.start, end: one.end + range.start });
  return {
    text: text.slice(0, range.start) + found.text + text.slice(range.end),
    comments: found.comments.map(moved),
    holes: found.holes.map(moved),
  };
}

/** Drafts of the regions of another language, by the numbers of the regions. */
function draftsOf(
  found: { regions: Region[]; occurrences: Occurrence[] },
  origin: Pick<Draft, "script" | "style">,
): Draft[] {
  const drafts = found.regions.map((region): Draft => {
    const { id: _id, parent: _parent, traits, ...rest } = region;
    return { ...rest, traits: traits ?? [], children: [], marks: [], ...origin };
  });
  for (const region of found.regions) if (region.parent >= 0) drafts[region.parent]!.children.push(drafts[region.id]!);
  for (const { region, ...mark } of found.occurrences) drafts[region]!.marks.push(mark);
  return drafts;
}

/** The outermost of the drafts, with the template tags inside at their places. */
function grafted([root]: readonly Draft[], inside: readonly Draft[]): Draft | undefined {
  if (root) {
    for (const tag of inside) {
      if (tag.kind === "output") drawn(tag);
      graft(root, tag);
    }
  }
  return root;
}

/** What a page calls to draw a value has been called when the script runs. */
function drawn(node: Draft): void {
  if (node.kind === "call" && !node.traits.includes("pure")) node.traits.push("pure");
  node.children.forEach(drawn);
}

/** Puts a template tag into the innermost region of a script that holds it. */
function graft(root: Draft, tag: Draft): void {
  let node = root;
  for (let next: Draft | undefined = root; next; ) {
    node = next;
    next =
      node.script === undefined
        ? undefined
        : node.children.find((child) => child.script !== undefined && contains(child, tag));
  }
  if (node.kind === "literal" || node.kind === "template" || (node.kind === "name" && tag.kind === "output")) {
    const whole = node.kind === "name" && node.start === tag.start && node.end === tag.end;
    if (node.kind === "name") node.marks = [];
    if (node.kind !== "template") node.kind = whole ? "group" : "template";
    delete node.value;
    delete node.name;
    if (tag.kind === "output") tag.kind = "group";
    node.children.push(as(whole ? "value" : "part", tag));
    return;
  }
  takeIn(node, tag);
  node.children.push(as("content", tag));
}

/** Moves what stands inside a section of a template block from the script's region into the section. */
function takeIn(node: Draft, tag: Draft): void {
  const sections = suitesOf(tag);
  node.children = node.children.filter((child) => {
    const section = sections.findLast((suite) => contains(suite, child));
    if (section) section.children.push(child);
    return !section;
  });
}

/** Suites below a region, outer ones first. */
function suitesOf(node: Draft): Draft[] {
  return [...(node.kind === "suite" ? [node] : []), ...node.children.flatMap(suitesOf)];
}
