import type { Token } from "../../src/syntax/markup.js";
import { type Draft, draft } from "./draft.js";

/** Elements without content and end tag. */
const VOID = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));
/** Elements whose end tag may be left out, and the start tags that end them. */
const ENDED_BY: Record<string, string[]> = {
  li: ["li"],
  dt: ["dt", "dd"],
  dd: ["dt", "dd"],
  option: ["option", "optgroup"],
  optgroup: ["optgroup"],
  td: ["td", "th", "tr", "tbody", "tfoot"],
  th: ["td", "th", "tr", "tbody", "tfoot"],
  tr: ["tr", "tbody", "tfoot"],
  thead: ["tbody", "tfoot"],
  tbody: ["tbody", "tfoot"],
  tfoot: ["tbody"],
  head: ["body"],
  rt: ["rt", "rp"],
  rp: ["rt", "rp"],
  p: ["p"],
};
const OPTIONAL = new Set([...Object.keys(ENDED_BY), "html", "body", "colgroup"]);
/** Start tags that end a paragraph without an end tag. */
const BLOCKS = new Set(
  "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul".split(
    " ",
  ),
);

/** Tags of a piece of content that its own content does not match. */
export interface Remainder {
  ends: string[];
  starts: string[];
}

interface Frame {
  name: string;
  token?: Token;
  attributes: Draft[];
  children: Draft[];
  /** An end tag stands inside whose start tag does not: no element may be made of it. */
  crossed?: boolean;
}

/**
 * Matches start and end tags of one level of a template: an element is one only if both stand in the same block.
 * A tag whose partner lies elsewhere becomes an `expression`, which no verdict takes out.
 */
export class Nesting {
  private readonly stack: Frame[];
  private readonly ends: string[] = [];
  /** Start tags that an outer end tag left without partner. */
  private readonly lost: { name: string; start: number }[] = [];
  private readonly text: string;
  private readonly mayOmit: (name: string) => boolean;

  /** @param mayOmit true if the end tag of this element may be missing at the end of the level */
  constructor(text: string, mayOmit: (name: string) => boolean) {
    this.text = text;
    this.mayOmit = mayOmit;
    this.stack = [{ name: "", attributes: [], children: [] }];
  }

  private get top(): Frame {
    return this.stack.at(-1)!;
  }

  add(...drafts: Draft[]): void {
    this.top.children.push(...drafts);
  }

  start(token: Token, attributes: Draft[], xml: boolean): void {
    const optional = !xml && !token.component;
    while (optional && ENDED_BY[this.top.name]?.includes(token.name) && this.top.token) this.leave(token.start);
    const foreign =
      xml ||
      token.component ||
      this.stack.some((frame) => frame.name === "svg" || frame.name === "math") ||
      token.name === "svg";
    if ((!xml && VOID.has(token.name)) || (token.selfClosing && foreign)) {
      const shape = { open: { start: token.start, end: token.end } };
      this.add(draft("element", "content", token, { name: token.name, traits: ["empty"], shape }, attributes));
      return;
    }
    this.stack.push({ name: token.name, token, attributes, children: [] });
  }

  end(token: Token): void {
    const frame = this.popTo(token.name, token.start);
    const range = { start: token.start, end: token.end };
    if (!frame) this.unmatched(token.name);
    if (!frame?.token || frame.crossed) {
      if (frame) this.flattenOut(frame);
      this.add(draft("expression", "content", range, { name: `/${token.name}` }));
      return;
    }
    const open = { start: frame.token.start, end: frame.token.end };
    const children = [...frame.attributes, ...frame.children];
    const element = draft("element", "content", { start: open.start, end: range.end }, { name: frame.name }, children);
    element.shape = { open, close: range };
    this.add(element);
  }

  /** A block with its region: tags that it leaves open or closes count here, but make no element. */
  block(region: Draft, remainder: Remainder): void {
    for (const name of remainder.ends) {
      const frame = this.popTo(name, region.start);
      if (frame) this.flattenOut(frame);
      else this.unmatched(name);
    }
    this.add(region);
    for (const name of remainder.starts) this.stack.push({ name, attributes: [], children: [] });
  }

  finish(end: number): { drafts: Draft[]; remainder: Remainder } {
    const starts: string[] = [];
    while (this.stack.length > 1) {
      const frame = this.top;
      if (!frame.token || !OPTIONAL.has(frame.name) || !this.mayOmit(frame.name)) {
        starts.unshift(frame.name);
        this.stack.pop();
        this.flattenOut(frame);
      } else this.leave(end);
    }
    return { drafts: this.top.children, remainder: { ends: this.ends, starts } };
  }

  /** Takes the innermost open element of this name, and ends what is open inside it. */
  private popTo(name: string, at: number): Frame | undefined {
    const index = this.stack.findLastIndex((frame) => frame.name === name);
    if (index < 1) return undefined;
    while (this.stack.length - 1 > index) {
      const { name: inner, token } = this.top;
      if (token && !OPTIONAL.has(inner)) this.lost.push({ name: inner, start: token.start });
      this.leave(at);
    }
    return this.stack.pop();
  }

  /**
   * An end tag without an open element. If it crosses others, as in `<div><em></div></em>`, those that hold only one
   * of its tags are no elements either: the other tag would be left alone.
   */
  private unmatched(name: string): void {
    const index = this.lost.findLastIndex((one) => one.name === name);
    if (index < 0) {
      this.ends.push(name);
      return;
    }
    const { start } = this.lost[index]!;
    this.lost.splice(index, 1);
    for (const frame of this.stack) {
      const opened = frame.token?.start ?? 0;
      if (opened > start) frame.crossed = true;
      frame.children = frame.children.flatMap((child) => dissolved(child, start));
    }
  }

  /** Ends the innermost open element without an end tag. */
  private leave(at: number): void {
    const frame = this.stack.pop()!;
    if (!frame.token || frame.crossed || !OPTIONAL.has(frame.name)) {
      this.flattenOut(frame);
      return;
    }
    let inside = frame.children;
    let end = at;
    if (frame.name === "p") {
      const block = inside.findIndex((child) => child.kind === "element" && BLOCKS.has(child.name ?? ""));
      if (block >= 0) {
        end = inside[block]!.start;
        inside = inside.slice(0, block);
      }
    }
    while (end > frame.token.end && /\s/.test(this.text[end - 1]!)) end--;
    const open = { start: frame.token.start, end: frame.token.end };
    const children = [...frame.attributes, ...inside];
    this.add(draft("element", "content", { start: open.start, end }, { name: frame.name, shape: { open } }, children));
    this.add(...frame.children.slice(inside.length));
  }

  private flattenOut(frame: Frame): void {
    if (frame.token) {
      const range = { start: frame.token.start, end: frame.token.end };
      this.add(draft("expression", "content", range, { name: frame.name }, frame.attributes));
    } else this.add(...frame.attributes);
    this.add(...frame.children);
  }
}

/** What stays of an element that is none because of the tag at an offset: its tags and its content, side by side. */
function dissolved(node: Draft, offset: number): Draft[] {
  const { kind, shape } = node;
  if (kind !== "element" || !shape || offset <= node.start || node.end <= offset) return [node];
  const attributes = node.children.filter((child) => child.slot === "attribute");
  const content = node.children.filter((child) => child.slot !== "attribute");
  const close = shape.close && draft("expression", "content", shape.close, { name: `/${node.name}` });
  return [
    draft("expression", "content", shape.open, { name: node.name! }, attributes),
    ...content.flatMap((child) => dissolved(child, offset)),
    ...(close ? [close] : []),
  ];
}
