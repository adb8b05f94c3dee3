import type { Cause, Verdict } from "../model.js";
import type { Region } from "../region.js";
import { chainJudges } from "./chains.js";
import { type Judging, live, type Outcome } from "./context.js";
import { documentJudges } from "./documents.js";
import { expressionJudges } from "./expressions.js";
import { markupJudges } from "./markup.js";
import { settingJudges } from "./settings.js";
import { statementJudges } from "./statements.js";
import { styleJudges } from "./styles.js";

const judges = {
  ...expressionJudges,
  ...statementJudges,
  ...markupJudges,
  ...styleJudges,
  ...documentJudges,
  ...settingJudges,
  ...chainJudges,
};

/** What judging a file gives: verdicts of what leaves, and which regions are still there afterwards. */
export interface Judged {
  /** Outermost verdicts only: what lies inside a region that leaves needs none. */
  verdicts: Verdict[];
  /** Why a region is no longer there, by region; absent while it is. */
  dead: Map<number, Cause>;
  /** Regions that would go by themselves, wherever they lie. */
  own: Map<number, Cause>;
}

/** Judges a whole file bottom-up. Children come after their parents in the list, so it runs backwards. */
export function judgeFile(judging: Judging): Judged {
  const { view, world } = judging;
  const regions = view.facts.regions;
  if (world.frozen(view.path) === undefined) {
    for (let id = regions.length - 1; id >= 0; id--) {
      const region = regions[id]!;
      judging.outcomes[id] = isHeld(judging, region) ? live : judgeRegion(judging, region);
    }
  }
  return collect(judging);
}

function isHeld(judging: Judging, region: Region): boolean {
  return judging.world.held(judging.path, region.id) !== undefined;
}

function judgeRegion(judging: Judging, region: Region): Outcome {
  const judge = judges[region.kind];
  return judge ? judge(judging, region) : live;
}

/** Kinds that can define what they name, a class or an id, without being a statement or member. */
const names: ReadonlySet<Region["kind"]> = new Set(["literal", "selector"]);

/** Walks from the root to the outermost verdicts; everything that a verdict takes along is dead. */
function collect(judging: Judging): Judged {
  const { view } = judging;
  const verdicts: Verdict[] = [];
  const dead = new Map<number, Cause>();
  const own = new Map<number, Cause>();
  for (const region of view.facts.regions) {
    const verdict = judging.verdicts.get(region.id);
    const outcome = judging.outcomes[region.id];
    if (outcome?.is === "removed" && outcome.cause) own.set(region.id, outcome.cause);
    else if (verdict?.action === "remove" && verdict.cause.by !== "containment") own.set(region.id, verdict.cause);
    else if (outcome?.is === "gone" && outcome.cause && names.has(region.kind)) own.set(region.id, outcome.cause);
  }
  const bury = (region: Region, cause: Cause) => {
    for (const part of view.subtree(region)) dead.set(part.id, cause);
  };
  const open: Region[] = view.facts.regions[0] ? [view.facts.regions[0]] : [];
  while (open.length > 0) {
    const region = open.pop()!;
    if (isHeld(judging, region)) continue;
    const verdict = judging.verdicts.get(region.id);
    const children = view.children[region.id]!;
    let next: readonly Region[] = children;
    if (verdict) {
      verdicts.push(verdict);
      const { action, cause } = verdict;
      if (action === "remove") {
        bury(region, cause);
        continue;
      }
      if (action === "replace") {
        // What is left out of the new text is no longer there.
        for (const part of view.subtree(region)) {
          const lost = judging.outcomes[part.id];
          if (part !== region && part.kind === "literal" && lost?.is === "gone" && lost.cause) bury(part, lost.cause);
        }
        continue;
      }
      if (region.kind === "arm" && action === "true") {
        next = children.filter((child) => child.slot === "body");
        buryLaterArms(judging, region, cause, bury);
      } else if (region.kind === "conditional")
        next = children.filter((child) => child.slot === (action === "true" ? "then" : "else"));
      else if (action === "true" || action === "false") {
        bury(region, cause);
        continue;
      } else if (action === "unwrap") {
        const stays = region.kind === "assignment" ? ["value"] : ["body", "content", "else", "finally"];
        next = children.filter((child) => stays.includes(child.slot));
        const body = view.one(region, "body");
        if (region.kind === "try" && body && judging.outcomes[body.id]?.is !== "removed")
          next = next.filter((child) => child.slot !== "finally" || true);
      }
      for (const child of children) if (!next.includes(child)) bury(child, cause);
    }
    for (const child of next) if (!dead.has(child.id)) open.push(child);
  }
  verdicts.sort((a, b) => a.region - b.region);
  return { verdicts: verdicts.filter((verdict) => !isBuried(judging, dead, verdict)), dead, own };
}

/** Arms after one that always runs can no longer be reached. */
function buryLaterArms(
  judging: Judging,
  arm: Region,
  cause: Cause,
  bury: (region: Region, cause: Cause) => void,
): void {
  const parent = judging.view.parent(arm)!;
  let after = false;
  for (const other of judging.view.slot(parent, "arm")) {
    if (after) bury(other, cause);
    if (other === arm) after = true;
  }
}

function isBuried(judging: Judging, dead: Map<number, Cause>, verdict: Verdict): boolean {
  const region = judging.view.region(verdict.region);
  return region.parent >= 0 && dead.has(region.parent) && dead.has(region.id);
}
