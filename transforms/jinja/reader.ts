import type { Range } from "../../src/engine/model.js";
import { type Token, tokenize } from "./tokens.js";

/** Thrown for what is no expression; never leaves the folder. */
export class NotAnExpression extends Error {}

/** Reads the tokens of a tag one by one. */
export class Reader {
  protected at = 0;
  protected readonly tokens: Token[];

  constructor(text: string, range: Range) {
    this.tokens = tokenize(text, range);
  }

  get token(): Token {
    return this.tokens[this.at]!;
  }

  get ended(): boolean {
    return this.token.kind === "end";
  }

  /** End of the last token read. */
  get passed(): number {
    return this.at > 0 ? this.tokens[this.at - 1]!.end : this.token.start;
  }

  next(): Token {
    const token = this.token;
    if (token.kind !== "end") this.at++;
    return token;
  }

  is(text: string, ahead = 0): boolean {
    const token = this.tokens[this.at + ahead];
    return token !== undefined && token.text === text && (token.kind === "sign" || token.kind === "name");
  }

  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.at++;
    return true;
  }

  expect(text: string): Token {
    if (!this.is(text)) throw new NotAnExpression(`${text} expected`);
    return this.next();
  }

  name(): Token {
    if (this.token.kind !== "name") throw new NotAnExpression("name expected");
    return this.next();
  }
}
