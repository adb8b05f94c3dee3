import { type Draft, draft, field, named } from "./draft.js";
import type { ReadExpression } from "./strings.js";
import type { Syntax } from "./syntax.js";

/**
 * Parameters of a function or lambda, the markers `*` and `/` among them (named so). `operator` is `*` or `**` for
 * those that collect the rest.
 */
export function readParameters(list: Syntax, text: string, expression: ReadExpression): Draft[] {
  return named(list).map((node) => readParameter(node, text, expression));
}

function readParameter(node: Syntax, text: string, expression: ReadExpression): Draft {
  const spelled = (at: Syntax | undefined) => (at ? text.slice(at.start, at.end) : "");
  switch (node.type) {
    case "identifier":
      return draft("parameter", "parameter", node, { name: spelled(node) });
    case "keyword_separator":
    case "positional_separator":
      return draft("parameter", "parameter", node, { name: spelled(node), operator: "marker" });
    case "list_splat_pattern":
    case "dictionary_splat_pattern": {
      const operator = node.type === "list_splat_pattern" ? "*" : "**";
      return draft("parameter", "parameter", node, { name: spelled(named(node)[0]), operator });
    }
    case "typed_parameter": {
      const first = named(node)[0];
      const inner = first ? readParameter(first, text, expression) : draft("parameter", "parameter", node);
      const type = field(node, "type");
      const children = type ? [expression(type, "annotation")] : [];
      return { ...inner, start: node.start, end: node.end, children };
    }
    case "default_parameter":
    case "typed_default_parameter": {
      const name = field(node, "name");
      const type = field(node, "type");
      const value = field(node, "value");
      const children = type ? [expression(type, "annotation")] : [];
      if (value) {
        const item = expression(value, "default");
        item.traits = [...(item.traits ?? []), "fallback"];
        children.push(item);
      }
      return draft("parameter", "parameter", node, { name: spelled(name) }, children);
    }
    default:
      return draft("parameter", "parameter", node, { name: spelled(node) });
  }
}
