import type { Range } from "../engine/model.js";

/** A directive: words that end with `;`, or with a block of further ones. */
export interface Directive extends Range {
  name: string;
  words: (Range & { text: string })[];
  /** What stands between the braces; absent for a directive that ends with `;`. */
  block?: Range & { directives: Directive[] };
}

/** What a configuration of nginx says. */
export interface DirectiveText {
  directives: Directive[];
  comments: Range[];
  faults: { line: number; message: string }[];
}

/** Reads a configuration of nginx (nginx.org/en/docs/beginners_guide.html#conf_structure), or one laid out like it. */
export function readDirectives(text: string): DirectiveText {
  const reader = new Reader(text);
  const directives = reader.read(false);
  return { directives, comments: reader.comments, faults: reader.faults };
}

class Reader {
  readonly comments: Range[] = [];
  readonly faults: DirectiveText["faults"] = [];
  private readonly text: string;
  private at: number;

  constructor(text: string) {
    this.text = text;
    this.at = text[0] === "\ufeff" ? 1 : 0;
  }

  /** Directives up to the brace that closes their block, or to the end. */
  read(isInner: boolean): Directive[] {
    const found: Directive[] = [];
    for (;;) {
      this.skip();
      if (this.at >= this.text.length) {
        if (isInner) this.fault("block is not closed");
        return found;
      }
      if (this.text[this.at] === "}") {
        if (isInner) return found;
        this.fault("nothing to close");
        this.at++;
        continue;
      }
      const directive = this.directive();
      if (directive) found.push(directive);
    }
  }

  private directive(): Directive | undefined {
    const start = this.at;
    const words: Directive["words"] = [];
    for (;;) {
      this.skip();
      const sign = this.text[this.at];
      if (sign === undefined || sign === "}") {
        this.fault("directive is not ended");
        return undefined;
      }
      if (sign === ";") {
        this.at++;
        if (words.length === 0) return undefined;
        return { start, end: this.at, name: words[0]!.text, words };
      }
      if (sign === "{") return this.withBlock(start, words);
      words.push(this.word());
    }
  }

  private withBlock(start: number, words: Directive["words"]): Directive {
    const open = ++this.at;
    const name = words[0]?.text ?? "";
    // Scripts have braces of their own.
    const directives = name.endsWith("_by_lua_block") ? this.script() : this.read(true);
    const block = { start: open, end: this.at, directives };
    if (this.text[this.at] === "}") this.at++;
    return { start, end: this.at, name, words, block };
  }

  private script(): Directive[] {
    for (let depth = 0; this.at < this.text.length; this.at++) {
      if (this.text[this.at] === "{") depth++;
      else if (this.text[this.at] === "}" && depth-- === 0) break;
    }
    return [];
  }

  private word(): Directive["words"][number] {
    const start = this.at;
    const quote = this.text[start]!;
    if (quote === '"' || quote === "'") {
      for (this.at++; this.at < this.text.length && this.text[this.at] !== quote; this.at++)
        if (this.text[this.at] === "\\") this.at++;
      this.at = Math.min(this.at + 1, this.text.length);
      return { start, end: this.at, text: this.text.slice(start + 1, this.at - 1) };
    }
    const pattern = /(?:\\[\s\S]|\$\{[^}]*\}|\{\d+(?:,\d*)?\}|[^\s;{}\\])+|[\s\S]/y;
    pattern.lastIndex = start;
    const text = pattern.exec(this.text)![0];
    this.at = start + text.length;
    return { start, end: this.at, text };
  }

  private skip(): void {
    const pattern = /\s+|#[^\n]*/y;
    for (;;) {
      pattern.lastIndex = this.at;
      const match = pattern.exec(this.text);
      if (!match) return;
      if (match[0].startsWith("#")) this.comments.push({ start: this.at, end: this.at + match[0].trimEnd().length });
      this.at += match[0].length;
    }
  }

  private fault(message: string): void {
    this.faults.push({ line: this.text.slice(0, this.at).split("\n").length, message });
  }
}
