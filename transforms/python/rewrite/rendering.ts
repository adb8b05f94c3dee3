import type { Action, Edit, Facts, Range, SourceFile, Verdict } from "../../../src/engine/model.js";
import type { Region } from "../../../src/engine/region.js";
import { lineStart, startsLine } from "../../../src/syntax/edits.js";
import type { PythonExtra } from "../extra.js";
import { embeddedIn } from "../pages/facts.js";
import { RegionTree } from "../tree.js";

/** One file while its verdicts are put into text: what goes, and the edits so far. */
export class Rendering {
  readonly text: string;
  readonly tree: RegionTree;
  readonly edits: Edit[] = [];
  /** String tokens that span lines; what lies in them is never re-indented. */
  readonly longStrings: readonly Range[];
  /** Comments that mention the target. */
  readonly namedComments: ReadonlySet<number>;
  private readonly verdicts: ReadonlyMap<number, Verdict>;
  private readonly known = new Map<number, boolean>();

  constructor(file: SourceFile, facts: Facts, verdicts: readonly Verdict[]) {
    this.text = file.text;
    this.tree = new RegionTree(facts.regions, embeddedIn(facts));
    const extra = facts.extra as Partial<PythonExtra> | undefined;
    this.longStrings = extra?.longStrings ?? [];
    this.namedComments = new Set(extra?.namedComments ?? []);
    this.verdicts = new Map(verdicts.map((verdict) => [verdict.region, verdict]));
  }

  verdict(region: Region): Verdict | undefined {
    return this.verdicts.get(region.id);
  }

  action(region: Region | undefined): Action | undefined {
    return region && this.verdicts.get(region.id)?.action;
  }

  removes(region: Region | undefined): boolean {
    return this.action(region) === "remove";
  }

  /** True if an operand or a comprehension's test no longer counts. */
  drops(region: Region): boolean {
    const action = this.action(region);
    return action === "remove" || action === "true" || action === "false";
  }

  delete(start: number, end: number): void {
    if (end > start) this.edits.push({ start, end, text: "" });
  }

  insert(at: number, text: string): void {
    this.edits.push({ start: at, end: at, text });
  }

  /** Statements, docstring included, of a suite. */
  statements(suite: Region): Region[] {
    return this.tree
      .children(suite.id)
      .map((id) => this.tree.at(id))
      .filter((child) => child.kind !== "comment");
  }

  /** True if nothing is left of a suite's statements. */
  emptied(suite: Region | undefined): boolean {
    if (!suite) return true;
    const statements = this.statements(suite);
    if (this.removes(suite)) return !this.keepsDocstring(suite);
    return statements.length > 0 && statements.every((statement) => this.vanishes(statement));
  }

  /** A docstring is enough for a function or class whose body went. */
  keepsDocstring(suite: Region): boolean {
    const first = this.statements(suite)[0];
    return first?.kind === "docstring" && !this.removes(first);
  }

  /** True if nothing of a statement is left in the text, by its own verdict or by those inside it. */
  vanishes(region: Region): boolean {
    const known = this.known.get(region.id);
    if (known !== undefined) return known;
    const result = this.computeVanishes(region);
    this.known.set(region.id, result);
    return result;
  }

  private computeVanishes(region: Region): boolean {
    const { tree } = this;
    if (this.removes(region)) return true;
    const parent = tree.parent(region);
    if (parent?.kind === "suite" && this.removes(parent) && region.kind !== "docstring") return true;
    const allGone = (list: Region[]) => list.length > 0 && list.every((one) => this.removes(one));
    switch (region.kind) {
      case "expressionStatement":
        return this.removes(tree.first(region.id, "value"));
      case "assignment":
        return this.removes(tree.first(region.id, "value")) || allGone(tree.inSlot(region.id, "target"));
      case "statement":
        return allGone(tree.inSlot(region.id, "value"));
      case "import":
        return allGone(tree.inSlot(region.id, "item"));
      case "switch":
        return allGone(tree.inSlot(region.id, "case"));
      case "branch": {
        const { kept, always } = this.arms(region);
        const only = kept[0];
        return !only || (only === always && this.emptied(tree.first(only.id, "body")));
      }
      case "with":
        return this.unwraps(region) && this.emptied(tree.first(region.id, "body"));
      case "try": {
        if (!this.unwraps(region)) return false;
        const suites = ["body", "else", "finally"] as const;
        return suites.every((slot) => this.emptied(tree.first(region.id, slot)));
      }
      default:
        return false;
    }
  }

  /** True if a with or try only leaves its body. */
  unwraps(region: Region): boolean {
    if (this.action(region) === "unwrap") return true;
    if (region.kind === "with") {
      const items = this.tree.inSlot(region.id, "item");
      return items.length > 0 && items.every((item) => this.removes(item));
    }
    const handlers = this.tree.inSlot(region.id, "handler");
    const last = this.tree.first(region.id, "finally");
    return handlers.every((handler) => this.removes(handler)) && (!last || this.removes(last));
  }

  /** Arms of a branch that stay, up to the first that always runs. */
  arms(branch: Region): { kept: Region[]; always: Region | undefined } {
    const kept: Region[] = [];
    for (const arm of this.tree.inSlot(branch.id, "arm")) {
      if (this.removes(arm)) continue;
      const always = this.action(arm) === "true" || !this.tree.first(arm.id, "test");
      // An `else` without content is not written.
      if (always && kept.length > 0 && this.emptied(this.tree.first(arm.id, "body")))
        return { kept, always: undefined };
      kept.push(arm);
      if (always) return { kept, always: arm };
    }
    return { kept, always: undefined };
  }

  /** White space in front of a region that begins its line; undefined if something stands before it. */
  indentation(region: Range): string | undefined {
    if (!startsLine(this.text, region.start)) return undefined;
    return this.text.slice(lineStart(this.text, region.start), region.start).replace(/^\ufeff/, "");
  }
}

/** First index at or after `from` that is neither white space, comment nor line continuation. */
export function nextCode(text: string, from: number): number {
  const pattern = /(?:\s|\\\r?\n|#[^\n]*)*/y;
  pattern.lastIndex = from;
  pattern.exec(text);
  return pattern.lastIndex;
}
