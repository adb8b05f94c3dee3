import type { DistributionName } from "../model.js";
import type { DeclaredList } from "./model.js";

/** From this many lines on, a list may be what `pip freeze` prints. */
const MANY = 10;

/**
 * Tells whether a list is what a tool writes of all that is installed. It says so itself; or it has ten lines or more, nine of
 * ten pinned to one version, and holds what nothing uses: a third of its names if they are sorted as `pip freeze` sorts them,
 * more than half of twenty or more if they are not. A list that a person keeps names what is used.
 *
 * @param isUsed whether anything but a list speaks of a distribution
 */
export function isFreezeLike(
  { format, generator, requirements }: Pick<DeclaredList, "format" | "generator" | "requirements">,
  isUsed: (name: DistributionName) => boolean,
): boolean {
  if (format !== "requirements") return false;
  if (generator !== undefined) return true;
  const asked = requirements.filter(({ audience }) => audience.kind !== "constraint");
  const pinned = asked.filter(({ isPinned }) => isPinned).length;
  if (asked.length < MANY || pinned < asked.length * 0.9) return false;
  const unused = asked.filter(({ name }) => !isUsed(name)).length;
  // In any letters, and `_` counts as `-`: so do pip and uv sort.
  const names = asked.map(({ specification }) => specification.writtenName.toLowerCase().replaceAll("_", "-"));
  const isSorted = names.every((name, at) => at === 0 || names[at - 1]! <= name);
  return isSorted ? unused * 3 >= asked.length : asked.length >= 2 * MANY && unused * 2 > asked.length;
}
