import type { Target } from "../../src/engine/model.js";
import { type Draft, draft } from "./draft.js";

const PAIRED = /^(?:<!--|\{#)[\s=*-]*(start|begin|end|\/)(?![\w])\s*(?:of\b)?[\s:]*([\s\S]*?)[\s=*-]*(?:-->|#\})$/i;

/** A comment that opens or closes a passage: which of the two, and what the passage is. */
export function passageOf(comment: string): { opens: boolean; subject: string } | undefined {
  const [, word, subject = ""] = PAIRED.exec(comment) ?? [];
  return word === undefined ? undefined : { opens: /^(?:start|begin)$/i.test(word), subject: subject.toLowerCase() };
}

/**
 * Makes one element of what stands between two comments that name the target, such as `<!-- start Acme -->` and
 * `<!-- end Acme -->`, so that all of it goes together. The first comment says what the element is, like an id.
 */
export function pairComments(text: string, target: Target, node: Draft): void {
  for (const child of node.children) pairComments(text, target, child);
  if (node.script !== undefined || (node.kind !== "suite" && node.kind !== "element")) return;
  node.children.sort((one, other) => one.start - other.start);
  for (let first = 0; first < node.children.length; first++) {
    const opening = node.children[first]!;
    const passage = opening.kind === "comment" ? passageOf(text.slice(opening.start, opening.end)) : undefined;
    const [mention] = passage?.opens ? target.find(text.slice(opening.start, opening.end)) : [];
    if (!passage || !mention) continue;
    const last = node.children.findIndex((other, at) => {
      const closing = at > first && other.kind === "comment" && passageOf(text.slice(other.start, other.end));
      return closing && !closing.opens && closing.subject === passage.subject;
    });
    if (last < 0) continue;
    const inside = node.children.slice(first + 1, last + 1);
    const range = { start: opening.start, end: inside.at(-1)!.end };
    const start = opening.start + mention.start;
    const name = draft("literal", "value", { start, end: start + mention.text.length }, { value: mention.text });
    const said = draft("attribute", "attribute", opening, { name: "comment", traits: ["identity"] }, [name]);
    node.children.splice(
      first,
      inside.length + 1,
      draft("element", "content", range, { name: "passage" }, [said, ...inside]),
    );
  }
}
