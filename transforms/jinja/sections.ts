import type { Slot } from "../../src/engine/region.js";
import type { Block, Section } from "./blocks.js";
import { as, type Draft, draft, type Shape } from "./draft.js";
import { Expressions, looseExpression, parseExpression } from "./expression.js";
import type { Tag } from "./lexer.js";
import { NotAnExpression } from "./reader.js";
import { argumentsOf, targets } from "./statements.js";

/** Builds the content of a section; its page text is not this file's concern. */
export type Fill = (section: Section) => Draft[];

/** The region of a block with its tags and the content of its sections. */
export function blockDraft(text: string, block: Block, slot: Slot, fill: Fill): Draft {
  const first = block.sections[0]!;
  const shape = { ...shapeOf(first.tag), close: { start: block.ending.start, end: block.ending.end } };
  const made = byWord(text, block, slot, fill);
  made.shape = shape;
  return made;
}

function byWord(text: string, block: Block, slot: Slot, fill: Fill): Draft {
  const first = block.sections[0]!;
  const range = { start: block.start, end: block.end };
  const rest = () => restOf(text, first);
  switch (first.tag.word) {
    case "if":
    case "unless":
    case "ifequal":
    case "ifnotequal":
      return branch(text, block, slot, fill);
    case "for":
      return draft("loop", slot, range, {}, [...forParts(rest()), ...suites(block, fill)]);
    case "while":
      return draft("loop", slot, range, {}, [
        as("test", parseExpression(text, first.tag.rest) ?? looseExpression(text, first.tag.rest)),
        ...suites(block, fill),
      ]);
    case "set": {
      const bound = attempt(() => targets(rest())) ?? [];
      return draft("assignment", slot, range, {}, [...bound, as("value", suite(first, fill))]);
    }
    case "with":
      return draft("with", slot, range, {}, [...withItems(text, first), ...suites(block, fill)]);
    case "macro":
      return macro(rest(), block, slot, fill);
    case "call":
      return draft("output", slot, range, {}, [...callParts(rest()), ...suites(block, fill)]);
    case "block":
      return named(rest(), block, slot, fill);
    default: {
      const { given } = argumentsOf(rest());
      for (const item of given) item.slot = "value";
      const marks = [{ symbol: `tag:${first.tag.word}`, defines: false }];
      return draft("block", slot, range, { marks }, [...given, ...suites(block, fill)]);
    }
  }
}

function restOf(text: string, section: Section): Expressions {
  return new Expressions(text, section.tag.rest);
}

/** Ranges of a tag that opens something. */
function shapeOf(tag: Tag): Shape {
  return { open: { start: tag.start, end: tag.end }, keyword: tag.keyword, rest: tag.rest };
}

/** What a reader of a tag gives, or undefined if the tag is written otherwise. */
function attempt<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotAnExpression) return undefined;
    throw error;
  }
}

function suite(section: Section, fill: Fill): Draft {
  return draft("suite", "body", section.body, {}, fill(section));
}

function suites(block: Block, fill: Fill): Draft[] {
  return block.sections.map((section, index) => as(index === 0 ? "body" : "else", suite(section, fill)));
}

function branch(text: string, block: Block, slot: Slot, fill: Fill): Draft {
  const arms = block.sections.map((section) => {
    const { tag, body } = section;
    const children: Draft[] = [];
    if (tag.word !== "else" && tag.word !== "empty") {
      const test =
        tag.word.startsWith("if") && tag.word !== "if" ? equality(text, section) : parseExpression(text, tag.rest);
      children.push(as("test", test ?? looseExpression(text, tag.rest)));
      if (tag.word === "unless") children[0] = draft("not", "test", tag.rest, {}, [as("value", children[0]!)]);
    }
    children.push(suite(section, fill));
    const shape = shapeOf(tag);
    return draft("arm", "arm", { start: tag.start, end: body.end }, { shape }, children);
  });
  return draft("branch", slot, block, {}, arms);
}

/** `{% ifequal a b %}` compares like `{% if a == b %}`. */
function equality(text: string, section: Section): Draft | undefined {
  const { given } = argumentsOf(restOf(text, section));
  const [left, right] = given.map((item) => item.children[0]!);
  if (!left || !right || given.length !== 2) return undefined;
  const operator = section.tag.word === "ifequal" ? "==" : "!=";
  return draft("compare", "test", { start: left.start, end: right.end }, { operator }, [
    as("left", left),
    as("right", right),
  ]);
}

function forParts(rest: Expressions): Draft[] {
  return (
    attempt(() => {
      const parts = targets(rest);
      rest.expect("in");
      const iterable = rest.or();
      const items = [iterable];
      while (rest.accept(",")) items.push(rest.or());
      if (items.length === 1) parts.push(as("iterable", iterable));
      else {
        const range = { start: iterable.start, end: rest.passed };
        const elements = items.map((item) => as("element", item));
        parts.push(draft("sequence", "iterable", range, { form: "tuple" }, elements));
      }
      if (rest.accept("if")) parts.push(as("test", rest.or()));
      return parts;
    }) ?? []
  );
}

function withItems(text: string, section: Section): Draft[] {
  const found: Draft[] = [];
  const rest = restOf(text, section);
  attempt(() => {
    while (!rest.ended) {
      if (rest.accept(",")) continue;
      if (rest.token.kind === "name" && rest.is("=", 1)) {
        const name = rest.next();
        rest.next();
        const value = as("value", rest.conditional());
        const target = draft("name", "target", name, { name: name.text });
        found.push(
          draft("withItem", "item", { start: name.start, end: value.end }, { name: name.text }, [target, value]),
        );
      } else {
        const value = as("value", rest.conditional());
        rest.expect("as");
        const name = rest.name();
        const target = draft("name", "target", name, { name: name.text });
        found.push(
          draft("withItem", "item", { start: value.start, end: name.end }, { name: name.text }, [value, target]),
        );
      }
    }
  });
  return found;
}

function parameters(rest: Expressions): Draft[] {
  const found: Draft[] = [];
  rest.expect("(");
  while (!rest.is(")")) {
    const name = rest.name();
    const children: Draft[] = [];
    if (rest.accept("=")) {
      const value = as("default", rest.conditional());
      if (value.kind === "literal") value.traits.push("fallback");
      children.push(value);
    }
    found.push(draft("parameter", "parameter", { start: name.start, end: rest.passed }, { name: name.text }, children));
    if (!rest.accept(",")) break;
  }
  rest.expect(")");
  return found;
}

function macro(rest: Expressions, block: Block, slot: Slot, fill: Fill): Draft {
  const name = attempt(() => rest.name().text);
  const given = (name !== undefined && attempt(() => parameters(rest))) || [];
  const children = [...given, ...suites(block, fill)];
  return draft("function", slot, block, name === undefined ? {} : { name }, children);
}

/** `{% call(user) list(users) %}`: parameters of the caller, then the call. */
function callParts(rest: Expressions): Draft[] {
  const given = rest.is("(") ? (attempt(() => parameters(rest)) ?? []) : [];
  const call = attempt(() => rest.conditional());
  return call ? [...given, as("value", call)] : given;
}

function named(rest: Expressions, block: Block, slot: Slot, fill: Fill): Draft {
  const name = attempt(() => rest.name().text);
  return draft("block", slot, block, name === undefined ? {} : { name }, suites(block, fill));
}
