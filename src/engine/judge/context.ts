import { readIn } from "../../syntax/reading.js";
import type { FileView, Place } from "../graph.js";
import { has } from "../graph.js";
import type { Action, Blocked, Cause, Mention, Range, SymbolName, Target, Verdict } from "../model.js";
import type { Region, RegionKind } from "../region.js";

/**
 * What became of a region.
 * - `live` it stays, perhaps changed inside
 * - `gone` its value no longer exists; `literal` if it is only a literal that names the target
 * - `true`, `false` a condition that our removal decided
 * - `empty` a collection that lost its last member and stays, written empty
 * - `removed` a statement, member or element that leaves
 */
export interface Outcome {
  is: "live" | "gone" | "true" | "false" | "empty" | "removed";
  cause?: Cause;
  literal?: boolean;
  /** Of a removed statement: it returned, raised or answered. */
  exits?: boolean;
}

export const live: Outcome = { is: "live" };

/** What the whole repository says while one file is judged. */
export interface World {
  target: Target;
  /** Other values that stand where the target's name stands: other providers, lower case. */
  siblings: ReadonlySet<string>;
  /** Why a symbol is gone, or undefined while it is not. */
  gone(symbol: SymbolName): Cause | undefined;
  definitions(symbol: SymbolName): readonly Place[];
  references(symbol: SymbolName): readonly Place[];
  /** True if a region lies in the definition of a stored column. */
  inColumn(path: string, region: number): boolean;
  /** True for a definition that an address leads to. */
  isRoute(path: string, region: Region): boolean;
  /** Reason for which a region is held. */
  held(path: string, region: number): string | undefined;
  /** True if something is held below a folder, the end of whose path is given with a slash. */
  holdsBelow(folder: string): boolean;
  /** True if a region is swept. */
  swept(path: string, region: number): Cause | undefined;
  /** True if only removed code used a name. */
  unused(symbol: SymbolName): boolean;
  /** True if nothing in the file may change (skipped step, out of scope, `keep`). */
  frozen(path: string): string | undefined;
  /** True if routes that can no longer answer may go. */
  force: boolean;
  /** True if the file's own name makes it the target's. */
  seed(path: string): boolean;
  /** True if `unpick.yaml` says that the file is the target's. */
  listed(path: string): boolean;
}

/** One file under judgement. */
export class Judging {
  readonly view: FileView;
  readonly world: World;
  readonly text: string;
  readonly mentions: readonly Mention[];
  readonly outcomes: Outcome[] = [];
  readonly verdicts = new Map<number, Verdict>();
  readonly blocked: Blocked[] = [];
  /** Regions whose subtree holds something that must stay. */
  readonly keepers = new Set<number>();
  /** Containers that would go but for a keeper inside. */
  readonly shrunk = new Set<number>();
  /** Branches whose one arm refuses and would now always run; the suite around them decides. */
  readonly refusals = new Map<number, { test: Region; cause: Cause | undefined }>();
  /** Whether constants of the file begin alike, by what they begin with. */
  private readonly prefixes = new Map<string, boolean>();
  /** Reason why a mention stays, by region of the literal, comment or text that holds it. */
  readonly pending = new Map<number, string>();

  constructor(view: FileView, world: World, text: string, mentions: readonly Mention[]) {
    this.view = view;
    this.world = world;
    this.text = text;
    this.mentions = mentions;
    for (const region of view.facts.regions) {
      if (world.held(view.path, region.id) === undefined) continue;
      for (let at: Region | undefined = region; at && !this.keepers.has(at.id); at = view.parent(at))
        this.keepers.add(at.id);
    }
  }

  get path(): string {
    return this.view.path;
  }

  /** True for what answers at an address, wherever the address is told. */
  isRoute(region: Region): boolean {
    return this.world.isRoute(this.path, region);
  }

  outcome(region: Region | undefined): Outcome {
    return (region && this.outcomes[region.id]) || live;
  }

  /** Records a verdict for a region and gives it back as a cause's place. */
  decide(region: Region, action: Action, cause: Cause, text?: string): void {
    this.verdicts.set(region.id, { region: region.id, action, cause, ...(text === undefined ? {} : { text }) });
  }

  byName(region: Region, what = region.name): Cause {
    return {
      by: "name",
      reason: what ? `\`${what}\` names ${this.world.target.name}` : `names ${this.world.target.name}`,
      from: { path: this.path, region: region.id },
    };
  }

  byNeed(region: Region, reason: string, cause?: Cause): Cause {
    return {
      by: "need",
      reason,
      symbol: cause?.symbol,
      from: cause?.from ?? { path: this.path, region: region.id },
    };
  }

  block(region: Region, reason: string, cause?: Cause): Outcome {
    this.blocked.push({ path: this.path, region: region.id, reason, symbol: cause?.symbol });
    return live;
  }

  /** Mentions inside a range. */
  mentionsIn(range: { start: number; end: number }): readonly Mention[] {
    return this.mentions.filter((mention) => mention.start >= range.start && mention.end <= range.end);
  }

  /** The words of a range as a person reads them, with its mentions: the file's text, or the reading of it. */
  words(range: Range): { text: string; range: Range; mentions: readonly Mention[] } {
    const { reading } = this.view.facts;
    const mentions = this.mentionsIn(range);
    if (!reading) return { text: this.text, range, mentions };
    const { text } = reading;
    const at = (place: Range) => readIn(reading, place) ?? { start: 0, end: 0 };
    return {
      text,
      range: at(range),
      mentions: mentions.map(at).map(({ start, end }) => ({ start, end, text: text.slice(start, end) })),
    };
  }

  hasMention(range: { start: number; end: number }): boolean {
    return this.mentions.some((mention) => mention.start >= range.start && mention.end <= range.end);
  }

  /** True if a name is the target's and no other's: `ollama_url`, but not `ollama_or_openai`. */
  isTarget(name: string | undefined): boolean {
    if (!name || !this.world.target.matches(name)) return false;
    return !this.namesSibling(name);
  }

  namesSibling(text: string): boolean {
    const words = wordsOf(text.replace(prefixed, (name, prefix: string) => (this.isPrefix(prefix) ? "" : name)));
    for (const sibling of this.world.siblings) if (words.has(sibling)) return true;
    return false;
  }

  private isPrefix(prefix: string): boolean {
    let known = this.prefixes.get(prefix);
    if (known === undefined) {
      const names = this.text.match(new RegExp(`(?<![\\p{L}\\p{N}_])${prefix}[A-Z0-9_]+`, "gu"));
      known = new Set(names).size >= alike;
      this.prefixes.set(prefix, known);
    }
    return known;
  }
}

/** What a constant's name begins with: `SHOP_` of `SHOP_REDIS_URL`. */
const prefixed = /(?<![\p{L}\p{N}_])([A-Z][A-Z0-9]*_)(?=[A-Z0-9]+_[A-Z0-9])/gu;

/** As many constants of one file that begin alike carry the application's name in front, not that of an alternative. */
const alike = 3;

/** Lower-case words of an identifier or sentence, also joined neighbours, so that `OpenAI` is `openai`. */
export function wordsOf(text: string): Set<string> {
  const words = new Set<string>();
  for (const run of text.split(/[^\p{L}\p{N}]+/u)) {
    if (run === "") continue;
    words.add(run.toLowerCase());
    for (const part of run.replace(/([a-z\d])([A-Z])/g, "$1 $2").split(" ")) words.add(part.toLowerCase());
    const parts = run.replace(/([a-z\d])([A-Z])/g, "$1 $2").split(" ");
    for (let index = 0; index + 1 < parts.length; index++) words.add((parts[index]! + parts[index + 1]!).toLowerCase());
  }
  return words;
}

export const statementKinds: ReadonlySet<RegionKind> = new Set<RegionKind>([
  "expressionStatement",
  "assignment",
  "declaration",
  "exit",
  "branch",
  "loop",
  "with",
  "try",
  "switch",
  "function",
  "class",
  "import",
  "statement",
  "rule",
  "property",
]);

/** True if evaluating an expression changes nothing and waits for nobody. */
export function isPure(judging: Judging, region: Region): boolean {
  for (const part of judging.view.evaluated(region)) {
    if (part.kind === "lambda") return true;
    if (part.kind === "call" && !has(part, "pure") && !has(part, "lookup") && !has(part, "log")) return false;
    if (has(part, "effect")) return false;
  }
  return !/\b(await|yield)\b/.test(judging.text.slice(region.start, region.end));
}

/** True if a region is a constant written in place. */
export function isConstant(view: FileView, region: Region): boolean {
  if (region.kind === "literal") return true;
  if (region.kind === "group") return view.children[region.id]!.every((child) => isConstant(view, child));
  if (region.kind === "sequence" || region.kind === "mapping" || region.kind === "entry")
    return view.children[region.id]!.every(
      (child) => child.slot === "key" || child.kind === "comment" || isConstant(view, child),
    );
  return false;
}
