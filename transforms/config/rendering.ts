import type { Edit, Facts, SourceFile, Verdict } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import type { ConfigExtra } from "./draft.js";

/** One file while its verdicts are put into text. */
export class Rendering {
  readonly text: string;
  readonly facts: Facts;
  readonly extra: ConfigExtra;
  readonly edits: Edit[] = [];
  readonly children: Region[][];
  private readonly verdicts: ReadonlyMap<number, Verdict>;

  constructor(file: SourceFile, facts: Facts, verdicts: readonly Verdict[]) {
    this.text = file.text;
    this.facts = facts;
    this.extra = facts.extra as ConfigExtra;
    this.verdicts = new Map(verdicts.map((verdict) => [verdict.region, verdict]));
    this.children = facts.regions.map(() => []);
    for (const region of facts.regions) if (region.parent >= 0) this.children[region.parent]!.push(region);
  }

  verdict(region: Region): Verdict | undefined {
    return this.verdicts.get(region.id);
  }

  removes(region: Region): boolean {
    return this.verdicts.get(region.id)?.action === "remove";
  }

  /** Where the text of a member begins: its dash, if it has one. */
  head(region: Region): number {
    return this.extra.heads[region.id] ?? region.start;
  }

  delete(start: number, end: number): void {
    if (end > start) this.edits.push({ start, end, text: "" });
  }
}
