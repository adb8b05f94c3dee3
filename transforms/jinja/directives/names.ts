/** What the value of an attribute is to a framework that reads its elements: Alpine, htmx or Vue. */
export type DirectiveKind =
  /** A test: the element is there, or is shown, only while it holds. */
  | "condition"
  /** The element is there if no test of the elements before it held. */
  | "otherwise"
  /** `item in items`: the element is there once for each. */
  | "loop"
  /** An expression. */
  | "expression"
  /** Statements that run on an event or when the element is made. */
  | "statements"
  /** Names that the element's content is handed. */
  | "pattern";

/** Tests that choose among neighbours; others ask for their element alone. */
const CHAIN: Record<string, DirectiveKind> = { "v-if": "condition", "v-else-if": "condition", "v-else": "otherwise" };
const ALONE = new Set(["v-show", "x-if", "x-show"]);
const LOOPS = new Set(["v-for", "x-for"]);
/** Directives whose value is no expression, or that have none. */
const WORDS = new Set("v-cloak v-pre v-once x-cloak x-ignore x-ref x-teleport x-transition x-mask x-sort".split(" "));
const STATEMENTS =
  /^(?:on[a-z]+|@[\w.:-]+|(?:x-|v-)on:[\w.:-]+|(?:data-)?hx-on:[\w:.-]*|x-(?:init|effect|intersect)\b.*)$/;
const PATTERN = /^(?:v-slot\b|slot-scope$|#[\w.:-]*$)/;
const EXPRESSION = /^(?::[\w.:-]+|v-[\w.:-]+|x-(?:bind|text|html|model|modelable|data|id|trap|mask)\b.*)$/;

/** What an attribute is to a framework; undefined for one that only the browser reads. */
export function directiveOf(attribute: string): DirectiveKind | undefined {
  const name = attribute.toLowerCase();
  const [word] = name.split(".");
  if (CHAIN[name]) return CHAIN[name];
  if (ALONE.has(word!)) return "condition";
  if (LOOPS.has(name)) return "loop";
  if (STATEMENTS.test(name)) return "statements";
  if (PATTERN.test(name)) return "pattern";
  if (WORDS.has(word!) || name.startsWith("x-transition:")) return undefined;
  return EXPRESSION.test(name) ? "expression" : undefined;
}

/** True for a test that the elements behind it may go on with. */
export function opensChain(attribute: string): boolean {
  return attribute.toLowerCase() === "v-if";
}

/** True for a test or an `else` that goes on with the chain before it. */
export function goesOn(attribute: string): boolean {
  return /^v-else(?:-if)?$/i.test(attribute);
}

/** True for an attribute that says what its element does on an event; not for what runs when the element is made. */
export function isHandler(attribute: string): boolean {
  const name = attribute.toLowerCase();
  return directiveOf(name) === "statements" && !/^(?:x-(?!on:)|(?:data-)?hx-on:(?::|htmx:))/.test(name);
}

/** What a bound attribute says is what the plain one of this name says: `:href` is `href`, `v-bind:to` is `to`. */
export function boundName(attribute: string): string | undefined {
  return /^(?::|v-bind:|x-bind:)([\w-]+)/i.exec(attribute)?.[1]?.toLowerCase();
}

/** Bound attributes and directives without which their element is nothing. */
const NEEDED = /^(?:v-model|x-model|v-text|v-html|x-text|x-html|v-for|x-for)$/i;
const NEEDED_WHEN_BOUND = new Set(["href", "src", "action", "for", "id", "to", "is"]);

/** True if an element goes with the value of this attribute. */
export function isNeeded(attribute: string): boolean {
  if (NEEDED.test(attribute.split(/[.:]/)[0]!) && !attribute.startsWith(":")) return true;
  if (/^(?:v-slot:|#)/i.test(attribute)) return true;
  const bound = boundName(attribute);
  return bound !== undefined && NEEDED_WHEN_BOUND.has(bound);
}
