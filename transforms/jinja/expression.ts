import type { Range } from "../../src/engine/model.js";
import { as, type Draft, draft } from "./draft.js";
import { element, Operands } from "./operands.js";
import { NotAnExpression } from "./reader.js";
import { tokenize } from "./tokens.js";

const COMPARISONS = new Set(["==", "!=", "<", "<=", ">", ">="]);
const BINARY: Record<string, number> = { "+": 1, "-": 1, "~": 2, "*": 3, "/": 3, "//": 3, "%": 3, "**": 4 };

/** Words of Jinja and Python that are no names. */
const RESERVED = new Set(
  "and or not in is if elif else for while try except finally with as def class return lambda import from pass break continue raise del global nonlocal yield async await assert True False None true false none".split(
    " ",
  ),
);

/**
 * A parser for the expressions of Jinja and of Django, in one grammar: filters with arguments in parentheses or
 * after a colon, tests, slices, dotted numbers. Every method starts at the current token and ends after what it read.
 */
export class Expressions extends Operands {
  /** Whole expression: a ternary, or a tuple without parentheses if `tuple` is set. */
  expression(tuple = false): Draft {
    const first = this.conditional();
    if (!tuple || !this.is(",")) return first;
    const items = [first];
    while (this.accept(",")) {
      if (this.ended || this.is(")")) break;
      items.push(this.conditional());
    }
    return draft("sequence", "value", { start: first.start, end: this.passed }, { form: "tuple" }, items.map(element));
  }

  conditional(): Draft {
    if (this.is("lambda")) return this.lambda();
    let left = this.or();
    while (this.accept("if")) {
      const test = this.or();
      const children = [as("then", left), as("test", test)];
      if (this.accept("else")) children.push(as("else", this.conditional()));
      left = draft("conditional", "value", { start: left.start, end: this.passed }, {}, children);
    }
    return left;
  }

  or(): Draft {
    return this.flat("or", () => this.flat("and", () => this.not()));
  }

  private flat(word: "or" | "and", operand: () => Draft): Draft {
    const first = operand();
    if (!this.is(word)) return first;
    const operands = [first];
    while (this.accept(word)) operands.push(operand());
    // The right-hand side of a value-`or` is what stands in for a missing value.
    if (word === "or") for (const item of operands.slice(1)) if (item.kind === "literal") item.traits.push("fallback");
    const range = { start: first.start, end: operands.at(-1)!.end };
    return draft(
      word,
      "value",
      range,
      {},
      operands.map((item) => as("operand", item)),
    );
  }

  private not(): Draft {
    if (!this.is("not")) return this.comparison();
    const start = this.next().start;
    const value = as("value", this.not());
    return draft("not", "value", { start, end: value.end }, {}, [value]);
  }

  private comparison(): Draft {
    const first = this.binary(0);
    const operands = [first];
    let operator = "";
    for (;;) {
      if (this.token.kind === "sign" && COMPARISONS.has(this.token.text)) operator = this.next().text;
      else if (this.accept("in")) operator = "in";
      else if (this.is("not") && this.is("in", 1)) {
        this.at += 2;
        operator = "not in";
      } else break;
      operands.push(this.binary(0));
    }
    if (operands.length === 1) return first;
    const range = { start: first.start, end: operands.at(-1)!.end };
    if (operands.length > 2)
      return draft(
        "expression",
        "value",
        range,
        {},
        operands.map((item) => as("operand", item)),
      );
    return draft("compare", "value", range, { operator }, [as("left", first), as("right", operands[1]!)]);
  }

  private binary(least: number): Draft {
    let left = this.unary();
    for (;;) {
      const power = this.token.kind === "sign" ? BINARY[this.token.text] : undefined;
      if (power === undefined || power <= least) return left;
      this.next();
      const right = this.binary(power);
      const children = [as("operand", left), as("operand", right)];
      left = draft("expression", "value", { start: left.start, end: right.end }, {}, children);
    }
  }

  private unary(): Draft {
    if (!this.is("-") && !this.is("+")) return this.filtered();
    const start = this.next().start;
    const value = as("operand", this.unary());
    return draft("expression", "value", { start, end: value.end }, {}, [value]);
  }
}

/** An expression that is not understood: it refers to every name in it. */
export function looseExpression(text: string, range: Range): Draft {
  const tokens = tokenize(text, range);
  const names = tokens.filter(({ kind, text: word }, at) => {
    const isMember = tokens[at - 1]?.text === ".";
    return kind === "name" && !isMember && tokens[at + 1]?.text !== "=" && !RESERVED.has(word);
  });
  const children = names.map((name) => draft("name", "operand", name, { name: name.text }));
  return draft("expression", "value", range, {}, children);
}

/**
 * The expression in a range, or undefined if it is none.
 * @param tuple accept `a, b` without parentheses
 */
export function parseExpression(text: string, range: Range, tuple = true): Draft | undefined {
  try {
    const parser = new Expressions(text, range);
    const found = parser.expression(tuple);
    return parser.ended ? found : undefined;
  } catch (error) {
    if (error instanceof NotAnExpression) return undefined;
    throw error;
  }
}
