import type { Slot } from "../../src/engine/region.js";
import { as, type Draft, draft } from "./draft.js";
import { Expressions, looseExpression, parseExpression } from "./expression.js";
import type { Tag } from "./lexer.js";
import { MAKO_TAGS } from "./mako/statements.js";
import { givenName } from "./names.js";
import { NotAnExpression } from "./reader.js";

/** Words between the arguments of a Django tag that are no variables. */
const GLUE = new Set(["as", "with", "only", "by", "and", "or", "not", "from", "in", "count", "limit", "asvar", "noop"]);
/** Tags of Django and Jinja that print what they compute. */
const BUILT_IN = new Set(
  "url static trans translate blocktrans cycle firstof now media regroup resetcycle templatetag widthratio get_static_prefix get_media_prefix get_current_language get_available_languages get_current_timezone csrf_token querystring do".split(
    " ",
  ),
);
const PLAIN = new Set(["csrf_token", "endraw", "endverbatim", "debug", "lorem"]);

/** The region of a tag that stands alone. */
export function singleDraft(text: string, tag: Tag, slot: Slot): Draft {
  const range = { start: tag.start, end: tag.end };
  const shape = { open: range };
  if (tag.kind === "comment") return draft("comment", slot, range, { shape });
  if (tag.kind === "output") {
    const value = parseExpression(text, tag.rest) ?? looseExpression(text, tag.rest);
    return draft("output", slot, range, { shape }, [as("value", value)]);
  }
  try {
    const found = statement(text, tag, slot);
    found.shape = shape;
    return found;
  } catch (error) {
    if (!(error instanceof NotAnExpression)) throw error;
    return draft("statement", slot, range, { name: tag.word, shape });
  }
}

function statement(text: string, tag: Tag, slot: Slot): Draft {
  const range = { start: tag.start, end: tag.end };
  const own = MAKO_TAGS[tag.word];
  if (own) return own(text, tag, slot);
  const rest = new Expressions(text, tag.rest);
  switch (tag.word) {
    case "set":
      return assignment(rest, range, slot);
    case "include":
      return include(rest, tag, slot, argumentsIn(text, tag));
    case "extends":
    case "layout":
      return draft("statement", slot, range, { name: tag.word }, [template(as("value", rest.conditional()))]);
    case "import":
      return importAll(rest, range, slot);
    case "from":
      return importNames(rest, range, slot);
    case "load":
      return load(text, tag, slot);
    case "do":
      return draft("expressionStatement", slot, range, {}, [as("value", rest.expression())]);
    case "break":
    case "continue":
      return draft("exit", slot, range, { name: tag.word });
  }
  if (PLAIN.has(tag.word) || tag.word.startsWith("end")) return draft("statement", slot, range, { name: tag.word });
  return printed(rest, tag, slot);
}

/** Names that a `set` or a `for` binds, up to a word or sign. */
export function targets(rest: Expressions): Draft[] {
  const found: Draft[] = [];
  const bracket = rest.accept("(");
  for (;;) {
    const name = rest.name();
    let node = draft("name", "target", name, { name: name.text });
    while (rest.accept(".")) {
      const property = rest.name();
      const range = { start: node.start, end: property.end };
      node = draft("member", "target", range, { name: property.text }, [as("object", node)]);
    }
    found.push(node);
    if (!rest.accept(",")) break;
  }
  if (bracket) rest.expect(")");
  return found;
}

function assignment(rest: Expressions, range: { start: number; end: number }, slot: Slot): Draft {
  const bound = targets(rest);
  rest.expect("=");
  const value = as("value", rest.expression(true));
  if (!rest.ended) throw new NotAnExpression("end of tag expected");
  return draft("assignment", slot, range, {}, [...bound, value]);
}

/** Marks the literals of an expression that names templates. */
function template(node: Draft): Draft {
  const literals = node.kind === "sequence" ? node.children : [node];
  for (const literal of literals) {
    if (typeof literal.value === "string")
      literal.marks.push({ symbol: `template:${givenName(literal.value)}`, defines: false });
  }
  return node;
}

function include(rest: Expressions, tag: Tag, slot: Slot, given: Draft[]): Draft {
  const value = template(as("value", rest.conditional()));
  if (rest.accept("with")) while (rest.token.kind === "name" && rest.is("=", 1)) given.push(rest.argument());
  for (const item of given) {
    // The page that is pulled in sees these names and nobody else does.
    if (typeof value.value === "string" && item.name !== undefined)
      item.marks.push({ symbol: `ctx:${givenName(value.value)}#${item.name}`, defines: true, private: true });
  }
  return draft("include", slot, { start: tag.start, end: tag.end }, {}, [value, ...given]);
}

/** `<%include file="row.html" args="item=one"/>` */
function argumentsIn(text: string, tag: Tag): Draft[] {
  const range = tag.attributes?.find((one) => one.name === "args")?.value;
  return range ? argumentsOf(new Expressions(text, range)).given : [];
}

function importAll(rest: Expressions, range: { start: number; end: number }, slot: Slot): Draft {
  const value = template(as("value", rest.conditional()));
  rest.expect("as");
  const name = rest.name();
  const item = draft("importName", "item", name, { name: name.text });
  // The whole module: its members are looked up by the template's name.
  if (typeof value.value === "string") item.value = value.value;
  return draft("import", slot, range, {}, [value, item]);
}

function importNames(rest: Expressions, range: { start: number; end: number }, slot: Slot): Draft {
  const value = template(as("value", rest.conditional()));
  rest.expect("import");
  const children = [value];
  while (rest.token.kind === "name") {
    if (rest.is("with") || rest.is("without")) break;
    const name = rest.name();
    const local = rest.accept("as") ? rest.name() : name;
    const item = draft("importName", "item", { start: name.start, end: local.end }, { name: local.text });
    if (typeof value.value === "string")
      item.marks.push({ symbol: `macro:${value.value}#${name.text}`, defines: false });
    children.push(item);
    if (!rest.accept(",")) break;
  }
  return draft("import", slot, range, {}, children);
}

function load(text: string, tag: Tag, slot: Slot): Draft {
  const from = tag.rest.start;
  const words = [...text.slice(from, tag.rest.end).matchAll(/\S+/g)];
  const children: Draft[] = [];
  for (const word of words) {
    if (word[0] === "from") break;
    const start = from + word.index;
    children.push(draft("importName", "item", { start, end: start + word[0].length }, { name: word[0] }));
  }
  return draft("import", slot, { start: tag.start, end: tag.end }, {}, children);
}

/** A tag that prints what it computes: `{% url 'name' arg key=value as name %}` and tags of the application's own. */
function printed(rest: Expressions, tag: Tag, slot: Slot): Draft {
  const range = { start: tag.start, end: tag.end };
  const { given, bound } = argumentsOf(rest);
  const call = draft("call", "value", tag.inner, { name: tag.word }, [...calleeOf(tag), ...given]);
  if (bound) return draft("assignment", slot, range, {}, [bound, call]);
  return draft("output", slot, range, {}, [call]);
}

/** The name of a tag that an application or a library brings. */
function calleeOf(tag: Tag): Draft[] {
  if (BUILT_IN.has(tag.word)) return [];
  const marks = [{ symbol: `tag:${tag.word}`, defines: false }];
  return [draft("name", "callee", tag.keyword, { name: tag.word, word: true, marks })];
}

/** Arguments of a tag that separates them by blanks, and the name after `as`. */
export function argumentsOf(rest: Expressions): { given: Draft[]; bound?: Draft } {
  const given: Draft[] = [];
  let bound: Draft | undefined;
  try {
    while (!rest.ended) {
      if (rest.accept(",")) continue;
      if (rest.is("as")) {
        rest.next();
        const name = rest.name();
        bound = draft("name", "target", name, { name: name.text });
      } else if (rest.token.kind === "name" && GLUE.has(rest.token.text) && !rest.is("=", 1)) rest.next();
      else given.push(rest.blankArgument());
    }
  } catch (error) {
    if (!(error instanceof NotAnExpression)) throw error;
  }
  return bound ? { given, bound } : { given };
}
