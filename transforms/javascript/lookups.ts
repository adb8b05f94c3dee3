import type { SymbolName } from "../../src/engine/model.js";
import type { Draft, DraftOccurrence, Reading } from "./draft.js";
import { builtString, stringValue } from "./literals.js";
import { type Names, symbolOf } from "./names.js";
import type { Binding } from "./scopes.js";
import { looksLikeSelector, selectorNames } from "./selectors.js";
import { field, isFunction, named, type Syntax } from "./tree.js";

/** What a function looks up in the page by one of its parameters: `const box = (id) => document.getElementById(id)`. */
export interface Lookup {
  /** Symbol of the function. */
  symbol: SymbolName;
  /** Zero-based place of the parameter. */
  index: number;
  as: "id" | "class" | "selector";
  /** What is looked up, with `{}` for the value: `{}`, `#{}`, `#{}-panel`. */
  pattern: string;
}

/** A string that is handed to a function which this script does not define. */
export interface GivenString {
  /** Symbol of the function as this script names it. */
  symbol: SymbolName;
  index: number;
  value: string;
}

const word = /^[#.]?[\w-]{2,}$/;

/** Ids and classes that a value makes a function look up. */
export function lookedUp({ as, pattern }: Pick<Lookup, "as" | "pattern">, value: string): SymbolName[] {
  const whole = pattern.replace("{}", value);
  if (as === "id") return /^[\w-]+$/.test(whole) ? [`dom:#${whole}`] : [];
  if (as === "class") return whole.split(/\s+/).flatMap((one) => (/^[\w-]+$/.test(one) ? [`class:.${one}`] : []));
  return looksLikeSelector(whole) && !whole.includes(",") ? selectorNames(whole).symbols : [];
}

/** Look-ups by a parameter of a script's functions, and what calls of such functions hand to them. */
export class Lookups {
  readonly found: Lookup[] = [];
  private readonly reading: Reading;
  private readonly names: Names;
  private readonly calls: { binding: Binding; index: number; value: string; draft: Draft }[] = [];

  constructor(reading: Reading, names: Names) {
    this.reading = reading;
    this.names = names;
  }

  /**
   * Notes a call that looks something up, if all that is unknown of it is one parameter of the function around it.
   * @param argument what is looked up
   */
  note(argument: Syntax, as: Lookup["as"]): void {
    const unknown = namesIn(argument).filter((node) => this.names.bindingOf.has(node));
    const binding = unknown.length === 1 ? this.names.bindingOf.get(unknown[0]!) : undefined;
    if (binding?.kind !== "parameter" || binding.writes.length !== 1) return;
    const pattern = argument.type === "identifier" ? "{}" : builtString(this.reading, argument);
    if (pattern === undefined || pattern.split("{}").length !== 2) return;
    const owner = ownerOf(binding.writes[0]!);
    const called = owner && this.bindingOfFunction(owner.node);
    if (called) this.found.push({ symbol: symbolOf(this.reading.path, called), index: owner.index, as, pattern });
  }

  /** Notes the strings that a call hands to a function with a name. */
  noteCall(callee: Syntax, passed: Syntax): void {
    if (callee.type !== "identifier") return;
    const binding = this.names.bindingOf.get(callee);
    if (!binding) return;
    named(passed).forEach((argument, index) => {
      const value = stringValue(this.reading, argument);
      const draft = this.reading.draftOf.get(argument);
      if (value !== undefined && draft && word.test(value)) this.calls.push({ binding, index, value, draft });
    });
  }

  /** References of the calls to what the functions of the same script look up. */
  occurrences(): DraftOccurrence[] {
    return this.calls.flatMap(({ binding, index, value, draft }) => {
      const symbol = symbolOf(this.reading.path, binding);
      return this.found
        .filter((one) => one.symbol === symbol && one.index === index)
        .flatMap((one) => lookedUp(one, value))
        .map((found) => ({ symbol: found, defines: false, draft }));
    });
  }

  /** What is handed to functions that are imported, or that another script of the page defines. */
  given(): (GivenString & { draft: Draft })[] {
    return this.calls
      .filter(({ binding }) => binding.kind === "implicit" || binding.kind === "import")
      .map(({ binding, ...rest }) => ({ symbol: symbolOf(this.reading.path, binding), ...rest }));
  }

  /** The binding of a function that has a name of its own, or is all that a name stands for. */
  private bindingOfFunction(node: Syntax): Binding | undefined {
    const isAssigned = node.parent?.type === "variable_declarator" && node.field === "value";
    const name = isAssigned ? field(node.parent!, "name") : field(node, "name");
    const binding = name && this.names.bindingOf.get(name);
    return binding?.writes.length === 1 ? binding : undefined;
  }
}

/** The function that a parameter belongs to, and the parameter's place; undefined inside a pattern. */
function ownerOf(parameter: Syntax): { node: Syntax; index: number } | undefined {
  let at = parameter;
  // `id` of TypeScript stands in a `required_parameter`; a default makes a pattern around the name.
  while (at.parent && /^(?:required_parameter|optional_parameter|assignment_pattern)$/.test(at.parent.type))
    at = at.parent;
  const list = at.parent;
  if (!list) return undefined;
  if (isFunction(list) && at.field === "parameter") return { node: list, index: 0 };
  if (list.type !== "formal_parameters" || !list.parent) return undefined;
  return { node: list.parent, index: named(list).indexOf(at) };
}

function namesIn(node: Syntax): Syntax[] {
  return node.type === "identifier" ? [node] : node.children.flatMap(namesIn);
}
