import type { Occurrence } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import type { RegionView } from "./region-view.js";

/**
 * Declarations that go while the name is still assigned somewhere. The assignment would then change a name of the page,
 * and in a module it fails.
 */
export function lostDeclarations(
  view: RegionView,
  occurrences: readonly Occurrence[],
): { declaration: Region; use: Region }[] {
  const definitions = new Map<string, Region[]>();
  for (const { symbol, defines, weak, region: id } of occurrences) {
    if (!symbol.startsWith("js:")) continue;
    const region = defines ? view.region(id) : weak ? bareDeclaration(view, id) : undefined;
    if (region) definitions.set(symbol, [...(definitions.get(symbol) ?? []), region]);
  }
  return [...definitions.values()].flatMap((places) => {
    const declarations = places.filter((place) => declares(view, place));
    const use = places.find((place) => isAssigned(view, place) && !isLeaving(view, place));
    const isLost = declarations.length > 0 && declarations.every((one) => isLeaving(view, one));
    return use && isLost ? declarations.map((declaration) => ({ declaration, use })) : [];
  });
}

/** `let x;` of its name `x`. */
function bareDeclaration(view: RegionView, name: number): Region | undefined {
  const region = view.region(name);
  const parent = region?.slot === "target" ? view.parent(region) : undefined;
  return parent?.kind === "assignment" && !view.one(parent, "value") && declares(view, parent) ? parent : undefined;
}

const isAssigned = (view: RegionView, region: Region) => region.kind === "assignment" && !declares(view, region);

/** True for what brings a name into its scope: anything but an assignment to a name that is there. */
function declares(view: RegionView, region: Region): boolean {
  if (region.kind !== "assignment" || region.slot === "item") return true;
  return /^(?:export\s+)?(?:var|let|const)\b/.test(view.source(region));
}

function isLeaving(view: RegionView, region: Region): boolean {
  for (let at: Region | undefined = region; at; at = at.parent < 0 ? undefined : view.parent(at))
    if (view.isGone(at)) return true;
  return false;
}
