import type { Region } from "../region.js";
import type { Judging } from "./context.js";

/**
 * True if nothing but an expression says what stands in its place: `has_acme = acme.ok if acme else False` says that it
 * is gone. A call is still given its `False`, and a name that holds other values besides still changes to it.
 * @param value what is left of the expression; only what counts as false may be gone beside other operands
 */
export function isAllThereIs(judging: Judging, region: Region, value: Region): boolean {
  const { view } = judging;
  const parent = view.parent(region);
  if (!parent) return true;
  switch (parent.kind) {
    case "group":
      return isAllThereIs(judging, parent, value);
    case "argument":
      return parent.name !== undefined;
    case "expression":
    case "compare":
    case "template":
      return false;
    case "and":
    case "or":
      return isNothing(value);
    case "assignment":
      return !hasOtherValues(judging, parent);
    default:
      return true;
  }
}

/** `None` or `False`: what a name has that is not there. */
export const isNothing = (value: Region | undefined) =>
  value?.kind === "literal" && (value.value === null || value.value === false);

function hasOtherValues(judging: Judging, assignment: Region): boolean {
  const { view, world } = judging;
  const symbols = [...view.subtree(assignment)]
    .flatMap((part) => view.occurrences(part))
    .filter(({ defines }) => defines)
    .map(({ symbol }) => symbol);
  return symbols.some((symbol) =>
    world.definitions(symbol).some((place) => {
      if (place.path !== judging.path) return true;
      const other = view.region(place.region);
      if (other.id === assignment.id || judging.outcome(other).is === "removed" || judging.hasMention(other))
        return false;
      if (other.kind !== "assignment") return true;
      const value = view.one(other, "value");
      return value !== undefined && !isNothing(value);
    }),
  );
}
