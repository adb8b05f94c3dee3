import type { Slot, Trait } from "../../src/engine/region.js";
import { type Draft, draft, field, hasToken, named } from "./draft.js";
import { dottedName, readBases, readExpression } from "./expressions.js";
import { readParameters } from "./parameters.js";
import type { Syntax } from "./syntax.js";
import { readBounds } from "./type-parameters.js";

/** How a block becomes a suite; handed in because statements and definitions nest in each other. */
export type ReadSuite = (block: Syntax, slot: Slot, text: string, docstring?: boolean) => Draft;

/** A function with its decorators. @param whole the node that covers the decorators too */
export function readFunction(
  node: Syntax,
  whole: Syntax,
  slot: Slot,
  text: string,
  decorators: Syntax[],
  readSuite: ReadSuite,
): Draft {
  const name = field(node, "name");
  const parameters = field(node, "parameters");
  const result = field(node, "return_type");
  const body = field(node, "body");
  const traits: Trait[] = hasToken(node, "async") ? ["async"] : [];
  const annotated = (child: Syntax, childSlot: Slot) =>
    readExpression(child, childSlot, text, childSlot === "annotation" || child.type === "type");
  return draft(
    "function",
    slot,
    whole,
    { name: name ? text.slice(name.start, name.end) : "", ...(traits.length > 0 ? { traits } : {}) },
    [
      ...decorators.map((decorator) => readDecorator(decorator, text)),
      ...readBounds(field(node, "type_parameters"), text),
      ...(parameters ? readParameters(parameters, text, annotated) : []),
      ...(result ? [readExpression(result, "annotation", text, true)] : []),
      ...(body ? [readSuite(body, "body", text, true)] : []),
    ],
  );
}

/** A class with its decorators. */
export function readClass(
  node: Syntax,
  whole: Syntax,
  slot: Slot,
  text: string,
  decorators: Syntax[],
  readSuite: ReadSuite,
): Draft {
  const name = field(node, "name");
  const bases = field(node, "superclasses");
  const body = field(node, "body");
  return draft("class", slot, whole, { name: name ? text.slice(name.start, name.end) : "" }, [
    ...decorators.map((decorator) => readDecorator(decorator, text)),
    ...readBounds(field(node, "type_parameters"), text),
    ...(bases ? readBases(bases, text) : []),
    ...(body ? [readSuite(body, "body", text, true)] : []),
  ]);
}

function readDecorator(node: Syntax, text: string): Draft {
  const expression = named(node)[0];
  const name = expression && dottedName(expression, text);
  return draft(
    "decorator",
    "decorator",
    node,
    name === undefined ? {} : { name },
    expression ? [readExpression(expression, "value", text)] : [],
  );
}
