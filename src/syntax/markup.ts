import { Tokenizer, TokenizerMode } from "parse5";
import type { Range } from "../engine/model.js";

/** A tag, comment or declaration of a page. What stands between is character data. */
export interface Token extends Range {
  kind: "start" | "end" | "comment" | "declaration";
  /** Tag name in lower case. */
  name: string;
  selfClosing: boolean;
  /** The tag is one of a component: its name is as it is written, a slash closes it, no end tag is left out. */
  component?: true;
}

/** Tokens of a page in order, and what the tokenizer objected to. */
export interface Markup {
  tokens: Token[];
  faults: { offset: number; message: string }[];
}

/** Elements whose content holds no tags. */
export const RAW_ELEMENTS = new Set(["script", "style", "textarea", "title"]);

/** Errors of the tokenizer that a removal could cause; the others are matters of taste. */
const GRAVE = new Set([
  "eof-in-tag",
  "eof-in-comment",
  "eof-before-tag-name",
  "missing-attribute-value",
  "missing-whitespace-between-attributes",
  "unexpected-equals-sign-before-attribute-name",
  "unexpected-character-in-attribute-name",
  "unexpected-character-in-unquoted-attribute-value",
  "missing-end-tag-name",
  "invalid-first-character-of-tag-name",
  "eof-in-script-html-comment-like-text",
]);

/**
 * Tokens of a page whose template tags are masked.
 * @param masked text of the file's own length
 * @param form `xml`: no element has raw content; `component`: tags are those of a component
 */
export function markup(masked: string, form: "page" | "xml" | "component" = "page"): Markup {
  const xml = form === "xml";
  const tokens: Token[] = [];
  const faults: Markup["faults"] = [];
  let foreign = 0;
  const push = (
    kind: Token["kind"],
    location: { startOffset: number; endOffset: number } | null,
    name = "",
    selfClosing = false,
  ) => {
    if (!location) return;
    const token: Token = { kind, name, selfClosing, start: location.startOffset, end: location.endOffset };
    if (form === "component" && name !== "") {
      const start = token.start + (kind === "end" ? 2 : 1);
      Object.assign(token, { name: masked.slice(start, start + name.length), component: true });
    }
    tokens.push(token);
  };
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onComment: (token) => push("comment", token.location),
      onDoctype: (token) => push("declaration", token.location),
      onStartTag(token) {
        push("start", token.location, token.tagName, token.selfClosing);
        if (token.tagName === "svg" || token.tagName === "math") foreign += token.selfClosing ? 0 : 1;
        const name = form === "component" ? tokens.at(-1)!.name : token.tagName;
        if (foreign > 0 || xml || !RAW_ELEMENTS.has(name) || (form === "component" && token.selfClosing)) return;
        tokenizer.lastStartTagName = token.tagName;
        const modes = { script: TokenizerMode.SCRIPT_DATA, style: TokenizerMode.RAWTEXT } as Record<string, number>;
        tokenizer.state = (modes[token.tagName] ?? TokenizerMode.RCDATA) as typeof tokenizer.state;
      },
      onEndTag(token) {
        push("end", token.location, token.tagName);
        if (token.tagName === "svg" || token.tagName === "math") foreign = Math.max(0, foreign - 1);
      },
      onCharacter() {},
      onNullCharacter() {},
      onWhitespaceCharacter() {},
      onEof() {},
      onParseError(error) {
        if (GRAVE.has(error.code)) faults.push({ offset: error.startOffset, message: error.code.replaceAll("-", " ") });
      },
    },
  );
  tokenizer.write(masked, true);
  return { tokens, faults };
}

/** An attribute of a start tag: its whole range, its name, and its value without quotes. */
export interface Attribute extends Range {
  name: string;
  nameRange: Range;
  value?: Range;
}

const NAME = /[^\s/>=]+/y;
const EQUALS = /\s*=\s*/y;
const UNQUOTED = /[^\s>]+/y;

/** Attributes of a start tag, all of them: of two with one name a browser sees only the first. */
export function attributesOf(masked: string, tag: Range): Attribute[] {
  const found: Attribute[] = [];
  let at = tag.start + 1;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const text = pattern.exec(masked)?.[0] ?? "";
    at += text.length;
    return text;
  };
  take(NAME);
  while (at < tag.end - 1) {
    const start = at;
    const name = take(NAME);
    if (!name) {
      at++;
      continue;
    }
    const attribute: Attribute = { name: name.toLowerCase(), nameRange: { start, end: at }, start, end: at };
    if (take(EQUALS)) {
      const quote = masked[at];
      if (quote === '"' || quote === "'") {
        const close = masked.indexOf(quote, at + 1);
        const end = close < 0 || close > tag.end ? tag.end - 1 : close;
        attribute.value = { start: at + 1, end };
        at = Math.min(end + 1, tag.end);
      } else {
        const valueStart = at;
        take(UNQUOTED);
        // A tag that closes itself keeps its slash: `<input value=x/>` is rare, `<br/>` has no value.
        attribute.value = { start: valueStart, end: at };
      }
    }
    attribute.end = at;
    found.push(attribute);
  }
  return found;
}
