import type { Region } from "../region.js";
import { type Judging, live } from "./context.js";

/** A heading inside of a page; the first one is the page's own. */
export const isTitle = (region: Region) => region.kind === "element" && /^(h[2-6]|legend)$/i.test(region.name ?? "");

const level = (region: Region) => (/^h/i.test(region.name!) ? Number(region.name![1]) : 0);

/**
 * A title that names the target stays over what stays below it, up to the next title of its rank: how that is called
 * from now on is for a person to say.
 * @param content what stands side by side in one element or block, blank text and all
 */
export function keepTitles(judging: Judging, content: readonly Region[]): void {
  for (const [index, title] of content.entries()) {
    const outcome = judging.outcome(title);
    if (!isTitle(title) || outcome.is !== "removed" || outcome.cause?.by !== "name") continue;
    const below = content.slice(index + 1);
    const next = below.findIndex((one) => isTitle(one) && level(one) <= level(title));
    if (!below.slice(0, next < 0 ? undefined : next).some((one) => isContent(judging, one))) continue;
    keepWhole(judging, title);
  }
}

/** Takes back what was decided on an element: it stays as it is, for a person. */
export function keepWhole(judging: Judging, region: Region): void {
  for (const part of judging.view.subtree(region)) judging.verdicts.delete(part.id);
  judging.outcomes[region.id] = live;
}

/** True for what stays and shows something. */
function isContent(judging: Judging, region: Region): boolean {
  const outcome = judging.outcome(region);
  if (outcome.is === "removed" || outcome.is === "gone" || region.kind === "comment") return false;
  return region.kind !== "text" || judging.text.slice(region.start, region.end).trim() !== "";
}
