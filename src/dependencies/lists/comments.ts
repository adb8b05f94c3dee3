import { attachedComments } from "../../syntax/comments.js";
import { type Container, layoutOf, memberAt } from "./layout.js";
import type { DeclaredList } from "./model.js";
import type { Place } from "./places.js";

/** A comment or member as {@link attachedComments} takes it. */
type Item = Place & { id: number; parent: number; kind: "comment" | "literal"; slot: "body" };

/**
 * Comments that go along with members of a container, by their numbers.
 *
 * @param gone numbers of the members that go
 */
export function commentsWith(text: string, { members, comments }: Container, gone: ReadonlySet<number>): Place[] {
  if (comments.length === 0) return [];
  const items: Item[] = [
    ...members.map((place, id): Item => ({ ...place, id, parent: -1, kind: "literal", slot: "body" })),
    ...comments.map((place): Item => ({ ...place, id: -1, parent: -1, kind: "comment", slot: "body" })),
  ].sort((a, b) => a.start - b.start);
  return attachedComments(items, {
    text,
    gone: ({ id }) => gone.has(id),
    names: () => false,
    standsAlone: () => false,
  }).map(({ start, end }) => ({ start, end }));
}

/** The list with the words of the comments that belong to each requirement alone. */
export function withComments(list: DeclaredList, text: string): DeclaredList {
  const layout = layoutOf(list, text);
  if (!text.includes("#")) return list;
  const requirements = list.requirements.map((one) => {
    const found = memberAt(layout, one.range);
    if (found === undefined) return one;
    const { container, index } = found;
    const { start, end } = container.members[index]!;
    // A member may hold the comments below it.
    const own =
      container.kind === "lines"
        ? [...text.slice(one.range.end, Math.max(end, one.range.end)).matchAll(/(?:^|\s)#([^\r\n]*)/g)]
        : [];
    const around = commentsWith(text, window(container, index), new Set([indexIn(container, index)]));
    const words = [
      ...around.filter((comment) => comment.end <= start).map((comment) => text.slice(comment.start, comment.end)),
      ...around.filter((comment) => comment.start >= start).map((comment) => text.slice(comment.start, comment.end)),
      ...own.map((match) => match[1]!),
    ].map((comment) => comment.replace(/^#+/, "").trim());
    return { ...one, comment: words.join(" ").trim() };
  });
  return { ...list, requirements };
}

/** Members to either side that can have a say in what comments belong to one of them. */
const AROUND = 3;

const indexIn = (_: Container, index: number) => Math.min(index, AROUND);

function window({ members, comments, ...rest }: Container, index: number): Container {
  const some = members.slice(Math.max(0, index - AROUND), index + AROUND + 1);
  const [first, last] = [some[0]!.start, some.at(-1)!.end];
  const before = members[index - AROUND - 1]?.end ?? 0;
  const after = members[index + AROUND + 1]?.start ?? Number.POSITIVE_INFINITY;
  return {
    ...rest,
    members: some,
    comments: comments.filter(({ start, end }) => (start >= before && end <= after) || (start >= first && end <= last)),
  };
}
