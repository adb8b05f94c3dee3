import { diffArrays } from "diff";

/** A line of a diff. `text` has its line feed unless the file ends without one. */
export interface DiffLine {
  kind: "same" | "deleted" | "added";
  text: string;
}

/** Splits a text after each line feed; nothing is lost, so joining gives the text back. */
export function splitLines(text: string): string[] {
  const lines = text.split(/(?<=\n)/);
  return lines.length === 1 && lines[0] === "" ? [] : lines;
}

/** Line by line from one text to another; deleted lines stand before the added lines that replace them. */
export function diffLines(before: string, after: string): DiffLine[] {
  const old = splitLines(before);
  const fresh = splitLines(after);
  // Equal ends are taken off first: the time of the comparison grows with what differs.
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head++;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < fresh.length - head &&
    old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]
  ) {
    tail++;
  }
  const middle = compare(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail));
  return [
    ...old.slice(0, head).map((text): DiffLine => ({ kind: "same", text })),
    ...middle,
    ...old.slice(old.length - tail).map((text): DiffLine => ({ kind: "same", text })),
  ];
}

function compare(old: string[], fresh: string[]): DiffLine[] {
  if (old.length === 0 || fresh.length === 0) return [...lines("deleted", old), ...lines("added", fresh)];
  const result: DiffLine[] = [];
  let added: DiffLine[] = [];
  for (const change of diffArrays(old, fresh)) {
    if (change.added) {
      added.push(...lines("added", change.value));
    } else if (change.removed) {
      result.push(...lines("deleted", change.value));
    } else {
      result.push(...added, ...lines("same", change.value));
      added = [];
    }
  }
  return [...result, ...added];
}

function lines(kind: DiffLine["kind"], texts: readonly string[]): DiffLine[] {
  return texts.map((text) => ({ kind, text }));
}
