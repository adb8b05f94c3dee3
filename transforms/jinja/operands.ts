import { as, type Draft, draft } from "./draft.js";
import { NotAnExpression, Reader } from "./reader.js";
import { type Token, unquote } from "./tokens.js";

const CONSTANTS = new Map<string, boolean | null>([
  ["true", true],
  ["True", true],
  ["false", false],
  ["False", false],
  ["none", null],
  ["None", null],
]);
/** Tests that compare: `x is eq "a"`. */
const COMPARING = new Map([
  ["eq", "=="],
  ["equalto", "=="],
  ["ne", "!="],
  ["in", "in"],
  ["sameas", "is"],
]);

/** The operands of expressions: literals, names, brackets, and the members, calls, filters and tests behind them. */
export abstract class Operands extends Reader {
  /** Brackets around the current token; a Django filter argument stands in none. */
  private depth = 0;
  /** Whether blanks separate arguments. */
  private separated = false;

  /** A whole expression without a bare tuple. */
  abstract conditional(): Draft;

  /** An expression as far as `if`. */
  abstract or(): Draft;

  /** A primary with whatever follows it: members, calls, filters, tests. */
  protected filtered(): Draft {
    let node = this.postfix(this.primary());
    for (;;) {
      if (this.is("|")) node = this.postfix(this.filter(node));
      else if (this.is("is")) node = this.test(node);
      else return node;
    }
  }

  private filter(input: Draft): Draft {
    this.expect("|");
    const name = this.dotted();
    const given = [argument(input)];
    if (this.accept("(")) given.push(...this.inside(")", () => this.argument()));
    else if (this.depth === 0 && this.is(":") && this.token.start === this.passed) {
      this.next();
      given.push(argument(this.postfix(this.primary())));
    }
    const isDefault = name === "default" || name === "d" || name === "default_if_none";
    if (isDefault) for (const item of given.slice(1)) item.traits.push("fallback");
    const marks = [{ symbol: `filter:${name}`, defines: false }];
    return draft("call", "value", { start: input.start, end: this.passed }, { name, traits: ["pure"], marks }, given);
  }

  private test(input: Draft): Draft {
    this.expect("is");
    const negated = this.accept("not");
    const name = this.dotted();
    const given: Draft[] = [];
    if (this.accept("(")) given.push(...this.inside(")", () => this.argument()));
    else if (this.startsOperand()) given.push(argument(this.postfix(this.primary())));
    const range = { start: input.start, end: this.passed };
    const operator = COMPARING.get(name);
    const constant = CONSTANTS.get(name);
    let node: Draft;
    if (operator && given.length === 1) {
      const right = given[0]!.children[0]!;
      node = draft("compare", "value", range, { operator }, [as("left", input), as("right", right)]);
    } else if (constant !== undefined) {
      const last = this.tokens[this.at - 1]!;
      const right = draft("literal", "right", last, { value: constant });
      node = draft("compare", "value", range, { operator: "is" }, [as("left", input), right]);
    } else {
      node = draft("call", "value", range, { name, traits: ["pure"] }, [argument(input), ...given]);
    }
    return negated ? draft("not", "value", range, {}, [as("value", node)]) : node;
  }

  private startsOperand(): boolean {
    if (this.token.kind === "string" || this.token.kind === "number") return true;
    const words = ["and", "or", "if", "else", "is", "in", "not", "recursive", "reversed"];
    return (this.token.kind === "name" && !words.includes(this.token.text)) || this.is("[") || this.is("{");
  }

  private dotted(): string {
    let name = this.name().text;
    while (this.is(".") && this.tokens[this.at + 1]?.kind === "name") {
      this.next();
      name += `.${this.next().text}`;
    }
    return name;
  }

  private postfix(start: Draft): Draft {
    let node = start;
    for (;;) {
      if (this.accept(".")) {
        const property = this.token;
        if (property.kind !== "name" && property.kind !== "number") throw new NotAnExpression("property expected");
        this.next();
        const range = { start: node.start, end: property.end };
        node = draft("member", "value", range, { name: property.text }, [as("object", node)]);
      } else if (this.accept("[")) {
        node = this.index(node);
      } else if (this.accept("(")) {
        const given = this.inside(")", () => this.argument());
        const range = { start: node.start, end: this.passed };
        node = draft("call", "value", range, { name: path(node) }, [as("callee", node), ...given]);
      } else return node;
    }
  }

  private index(object: Draft): Draft {
    this.depth++;
    const parts: Draft[] = [];
    let slice = false;
    while (!this.is("]")) {
      if (this.accept(":") || this.accept(",")) slice = true;
      else parts.push(this.conditional());
    }
    this.depth--;
    this.expect("]");
    const range = { start: object.start, end: this.passed };
    const key = parts[0];
    if (slice || parts.length !== 1 || !key) {
      return draft("expression", "value", range, {}, [
        as("object", object),
        ...parts.map((part) => as("operand", part)),
      ]);
    }
    const name = typeof key.value === "string" ? { name: key.value } : {};
    return draft("index", "value", range, name, [as("object", object), as("key", key)]);
  }

  /** An argument of a call: `x`, `name=x`, `*x`, `**x`. */
  argument(): Draft {
    const start = this.token.start;
    if (this.is("*") || this.is("**")) {
      this.next();
      const value = as("value", this.conditional());
      return draft("spread", "argument", { start, end: value.end }, {}, [value]);
    }
    if (this.token.kind === "name" && this.is("=", 1)) {
      const name = this.next().text;
      this.next();
      const value = as("value", this.conditional());
      return draft("argument", "argument", { start, end: value.end }, { name }, [value]);
    }
    return argument(this.comprehended());
  }

  private comprehended(): Draft {
    const value = this.conditional();
    return this.is("for") ? this.comprehension(value) : value;
  }

  /** An argument of a tag that separates them by blanks, where an operator cannot stand. */
  blankArgument(): Draft {
    this.separated = true;
    if (this.token.kind !== "name" || !this.is("=", 1)) return argument(this.filtered());
    const { start, text } = this.next();
    this.next();
    const value = as("value", this.filtered());
    return draft("argument", "argument", { start, end: value.end }, { name: text }, [value]);
  }

  /** Members separated by commas up to a closing bracket, whose opening one was just read. */
  private inside(close: string, read: () => Draft): Draft[] {
    this.depth++;
    const found: Draft[] = [];
    while (!this.is(close)) {
      found.push(read());
      if (!this.accept(",")) break;
    }
    this.depth--;
    this.expect(close);
    return found;
  }

  private primary(): Draft {
    const token = this.next();
    if (token.kind === "name") {
      const constant = CONSTANTS.get(token.text);
      if (constant !== undefined) return draft("literal", "value", token, { value: constant });
      return draft("name", "value", token, { name: token.text });
    }
    if (token.kind === "number")
      return draft("literal", "value", token, { value: Number(token.text.replaceAll("_", "")) });
    if (token.kind === "string") return this.strings(token);
    if (token.kind === "sign") {
      if (token.text === "(") return this.group(token);
      if (token.text === "[") {
        const items = this.inside("]", () => this.comprehended()).map(element);
        const [only] = items;
        if (only?.kind === "comprehension" && items.length === 1)
          return { ...only, slot: "value", start: token.start, end: this.passed };
        return draft("sequence", "value", { start: token.start, end: this.passed }, { form: "list" }, items);
      }
      if (token.text === "{") {
        const entries = this.inside("}", () => this.entry());
        return draft("mapping", "value", { start: token.start, end: this.passed }, {}, entries);
      }
    }
    throw new NotAnExpression("expression expected");
  }

  /** What follows the value in `[value for name in values if test]`, as Python writes it. */
  private comprehension(made: Draft): Draft {
    const children = [as("element", made)];
    while (this.accept("for")) {
      children.push(...this.bound());
      this.expect("in");
      children.push(as("iterable", this.or()));
      while (this.accept("if")) children.push(as("test", this.or()));
    }
    return draft("comprehension", "value", { start: made.start, end: this.passed }, {}, children);
  }

  /** Names that a comprehension or a lambda binds. */
  private bound(): Draft[] {
    const bracket = this.accept("(");
    const found: Draft[] = [];
    do {
      const name = this.name();
      found.push(draft("name", "target", name, { name: name.text }));
    } while (this.accept(","));
    if (bracket) this.expect(")");
    return found;
  }

  /** `lambda a, b: value` */
  protected lambda(): Draft {
    const start = this.expect("lambda").start;
    const names = this.is(":") ? [] : this.bound();
    this.expect(":");
    const body = as("body", this.conditional());
    const parameters = names.map((one) => draft("parameter", "parameter", one, { name: one.name! }));
    return draft("lambda", "value", { start, end: body.end }, {}, [...parameters, body]);
  }

  private strings(first: Token): Draft {
    let value = unquote(first.text);
    // Jinja joins strings that stand side by side; between the arguments of a Django tag they are two.
    while (this.token.kind === "string" && !(this.separated && this.depth === 0)) value += unquote(this.next().text);
    return draft("literal", "value", { start: first.start, end: this.passed }, { value });
  }

  private group(open: Token): Draft {
    const items: Draft[] = [];
    let comma = false;
    this.depth++;
    while (!this.is(")")) {
      items.push(this.comprehended());
      if (!this.accept(",")) break;
      comma = true;
    }
    this.depth--;
    this.expect(")");
    const range = { start: open.start, end: this.passed };
    if (items.length === 1 && !comma) return draft("group", "value", range, {}, [as("value", items[0]!)]);
    return draft("sequence", "value", range, { form: "tuple" }, items.map(element));
  }

  private entry(): Draft {
    const key = as("key", this.conditional());
    this.expect(":");
    const value = as("value", this.conditional());
    const name = typeof key.value === "string" ? { name: key.value } : {};
    return draft("entry", "entry", { start: key.start, end: value.end }, name, [key, value]);
  }
}

/** A member of a list. */
export function element(node: Draft): Draft {
  return as("element", node);
}

/** An expression as a positional argument of a call. */
export function argument(value: Draft): Draft {
  return draft("argument", "argument", value, {}, [as("value", value)]);
}

function path(node: Draft): string | undefined {
  if (node.kind === "name") return node.name;
  if (node.kind !== "member") return undefined;
  const object = node.children[0] && path(node.children[0]);
  return object ? `${object}.${node.name}` : node.name;
}
