import type { Blocked, Facts, Occurrence, SourceFile, Verdict } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { lostDeclarations } from "./declared.js";
import { RegionView } from "./region-view.js";

/**
 * Places that the verdicts would break. A case into which an earlier one falls runs for that one too, so it cannot
 * go while the earlier one stays. A name that is still assigned keeps a declaration.
 */
export function checkFile(file: SourceFile, facts: Facts, verdicts: Verdict[]): Blocked[] {
  return checkScript(file.text, file.path, facts, verdicts);
}

/** The same for scripts inside another file. */
export function checkScript(
  text: string,
  path: string,
  { regions, occurrences }: { regions: readonly Region[]; occurrences: readonly Occurrence[] },
  verdicts: readonly Verdict[],
): Blocked[] {
  const view = new RegionView(text, regions, verdicts);
  const blocked: Blocked[] = lostDeclarations(view, occurrences).map(({ declaration, use }) => ({
    path,
    region: declaration.id,
    reason: `still needed at ${path}:${lineOf(text, use.start)}`,
  }));
  for (const verdict of verdicts) {
    const region = view.region(verdict.region);
    if (verdict.action !== "remove" || region?.kind !== "case") continue;
    const parent = view.parent(region);
    const cases = parent ? view.slot(parent, "case") : [];
    const before = cases[cases.indexOf(region) - 1];
    if (before && !view.isGone(before) && fallsThrough(view, before)) {
      blocked.push({ path, region: region.id, reason: `still needed at ${path}:${lineOf(text, before.start)}` });
    }
  }
  return blocked;
}

function fallsThrough(view: RegionView, one: Region): boolean {
  const body = view.one(one, "body");
  return body !== undefined && !leaves(view, body);
}

/** True if control never runs off the end of a region. */
function leaves(view: RegionView, region: Region): boolean {
  if (region.kind === "exit") return region.name !== "yield";
  const inner = view.children(region).filter((child) => child.kind !== "comment");
  if (region.kind === "suite") return inner.some((child) => leaves(view, child));
  if (region.kind === "statement" && region.name === "block") return inner.some((child) => leaves(view, child));
  if (region.kind === "branch") {
    const bodies = inner.map((arm) => view.one(arm, "body"));
    return (
      inner.some((arm) => !view.one(arm, "test")) && bodies.every((body) => body !== undefined && leaves(view, body))
    );
  }
  if (region.kind === "try") {
    const body = view.one(region, "body");
    const handlers = view.slot(region, "handler").map((handler) => view.one(handler, "body"));
    const last = view.one(region, "finally");
    if (last && leaves(view, last)) return true;
    return (
      body !== undefined &&
      leaves(view, body) &&
      handlers.every((handler) => handler !== undefined && leaves(view, handler))
    );
  }
  return false;
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}
