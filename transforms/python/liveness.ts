import type { Verdict } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import type { RegionTree } from "./tree.js";

/** What of a file is still there once its verdicts are carried out. */
export class Liveness {
  private readonly dead = new Set<number>();
  private readonly actions: ReadonlyMap<number, Verdict["action"]>;

  constructor(tree: RegionTree, verdicts: readonly Verdict[]) {
    this.actions = new Map(verdicts.map((verdict) => [verdict.region, verdict.action]));
    const bury = (region: Region) => {
      for (const part of tree.inwards(region.id)) this.dead.add(part.id);
    };
    for (const { region: id, action } of verdicts) {
      const region = tree.at(id);
      const children = tree.children(id).map((child) => tree.at(child));
      if (action === "remove" || action === "replace") bury(region);
      else if (region.kind === "conditional") {
        const kept = action === "true" ? "then" : "else";
        for (const child of children) if (child.slot !== kept) bury(child);
      } else if (region.kind === "arm" && action === "true") {
        for (const child of children) if (child.slot === "test") bury(child);
        const arms = tree.inSlot(region.parent, "arm");
        for (const later of arms.slice(arms.indexOf(region) + 1)) bury(later);
      } else if (action === "true" || action === "false") bury(region);
      else if (action === "unwrap")
        for (const child of children) if (!["body", "else", "finally", "value"].includes(child.slot)) bury(child);
    }
  }

  isDead(region: Region | undefined): boolean {
    return region !== undefined && this.dead.has(region.id);
  }

  /** True if an arm runs whenever it is reached. */
  always(arm: Region): boolean {
    return this.actions.get(arm.id) === "true";
  }
}
