import type { Region } from "../../../src/engine/region.js";
import { attachedComments } from "../../../src/syntax/comments.js";
import type { Rendering } from "./rendering.js";

const compound = new Set(["branch", "loop", "with", "try", "switch", "function", "class"]);

/**
 * Comments that go along with members of a list or statements of a block.
 * @param items members and comments in text order
 * @param gone true for a member that goes; comments are judged by their own verdicts
 */
export function commentsOf(rendering: Rendering, items: readonly Region[], gone: (item: Region) => boolean): Region[] {
  return attachedComments(items, {
    text: rendering.text,
    gone: (item) => (item.kind === "comment" ? rendering.removes(item) : gone(item)),
    names: (comment) => rendering.namedComments.has(comment.id),
    standsAlone: (member) => compound.has(member.kind),
  });
}
