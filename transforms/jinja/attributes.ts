import type { Target } from "../../src/engine/model.js";
import { isModuleAttribute } from "../javascript/attribute-modules.js";
import { dressSelectors, requestOf } from "./directives/htmx.js";
import { boundName, isHandler, isNeeded } from "./directives/names.js";
import { type Draft, draft, type Mark } from "./draft.js";
import type { Tag } from "./lexer.js";
import { VALUE_STATEMENTS } from "./mask.js";
import { HOLE, pattern, routePath, staticPath } from "./names.js";

/** Attributes that say what their element is or leads to, whatever it is. */
const IDENTITY = new Set("id name for href src action formaction list aria-controls form ng-model x-ref".split(" "));
/** Data attributes whose one-word value says which alternative their element stands for. */
const CHOOSING =
  /^data-(?:[\w-]+-)?(?:tab|pane|panel|provider|value|target|section|option|engine|backend|vendor|service|key|id|name|model)$/;
const FETCHED = new Set(["data-url", "data-href", "data-endpoint", "data-src"]);
/** Attributes by which an element acts without a handler: requests of htmx, values bound both ways. */
const ACTS = /^(?:(?:data-)?hx-(?:get|post|put|patch|delete)|[vx]-model\b.*)$/i;
const ONE_ID = new Set(["for", "list", "aria-controls", "form"]);
const SEVERAL_IDS = new Set(["aria-describedby", "aria-labelledby", "aria-owns", "headers"]);
/** Elements that explain a control: by their class, or because a control of the page is described by them. */
const HINT_CLASS = /^(?:hint|help|help-?text|help-block|form-text|field-hint|form-help|description)$/i;
const HINT_ELEMENTS = new Set(["small", "p", "span", "div"]);
const CONTROLS = new Set(["input", "select", "textarea"]);
/** Components that stand for one of several values, however their library spells them. */
const CHOICE = /(?:-|[a-z])(?:option|radio|checkbox|tab|pane|chip|segment)s?$/i;
/** Elements that stay even if one of their classes names the target: the class alone goes. */
const FRAMES = new Set(["html", "body", "head", "main"]);

/** An element and its attributes while they are looked at. */
interface Dressing {
  text: string;
  tags: readonly Tag[];
  target: Target;
  element: Draft;
  attributes: Draft[];
  described: ReadonlySet<string>;
}

/**
 * Gives an element and its attributes their traits and symbols: what defines an id or a class, what leads to
 * another element, a route or a file, and what goes with the value that it holds.
 * @param described ids that some control of the page names as its description
 */
export function dressElement(
  text: string,
  tags: readonly Tag[],
  target: Target,
  element: Draft,
  described: ReadonlySet<string>,
): void {
  const attributes = element.children.filter((child) => child.slot === "attribute").flatMap(attributesIn);
  const dressing = { text, tags, target, element, attributes, described };
  for (const attribute of attributes) dressAttribute(dressing, attribute);
  if (element.kind !== "element") return;
  if (isSubmit(dressing)) element.traits.push("submit");
  const chosen = element.children.some(
    (child) => child.kind === "attribute" && child.name?.toLowerCase() === "selected",
  );
  if (element.name === "option" && chosen) element.traits.push("selected");
}

function attributesIn(node: Draft): Draft[] {
  return node.kind === "attribute" ? [node] : node.children.flatMap(attributesIn);
}

/** Raw value of an attribute with every computed part as a hole; undefined if there is none. */
function sourceOf({ text, tags }: Dressing, attribute: Draft): string | undefined {
  const value = attribute.children[0];
  if (!value) return undefined;
  let found = "";
  let at = value.start;
  for (const tag of tags) {
    if (tag.end <= value.start) continue;
    if (tag.start >= value.end) break;
    found += text.slice(at, tag.start);
    if (tag.kind === "output" || VALUE_STATEMENTS.has(tag.word)) found += HOLE;
    else if (tag.kind === "statement") {
      const neighbour = tag.word.startsWith("end") ? text[tag.end] : text[tag.start - 1];
      const inside = tag.word.startsWith("end") ? tag.end < value.end : tag.start > value.start;
      found += tag.word === "else" || tag.word === "elif" ? " " : inside && /[\w-]/.test(neighbour ?? "") ? HOLE : "";
    }
    at = tag.end;
  }
  return found + text.slice(at, value.end);
}

function literal(dressing: Dressing, name: string): string | undefined {
  const attribute = dressing.attributes.find((one) => one.name?.toLowerCase() === name);
  return attribute && sourceOf(dressing, attribute);
}

function isSubmit(dressing: Dressing): boolean {
  const { name } = dressing.element;
  const type = literal(dressing, "type")?.toLowerCase();
  if (name === "button") return type === undefined || type === "submit";
  if (name === "a") {
    const href = literal(dressing, "href");
    return href !== undefined && href !== "#" && href !== "" && !/^javascript:/i.test(href);
  }
  if (name === "input" && (type === "submit" || type === "image")) return true;
  if (isComponent(name ?? "")) return true;
  if (dressing.attributes.some((one) => ACTS.test(one.name ?? ""))) return true;
  return CONTROLS.has(name ?? "") && literal(dressing, "name") !== undefined;
}

/** An element that is more than its handlers: one of the author's own, unless it is there to be pressed. */
function isComponent(name: string): boolean {
  return /[a-z\d]-|^[A-Z]/.test(name) && !/(?:button|btn|link|item|chip|icon)$/i.test(name);
}

function dressAttribute(dressing: Dressing, attribute: Draft): void {
  const name = attribute.name!.toLowerCase();
  const value = sourceOf(dressing, attribute);
  if (isHandler(name)) attribute.traits.push("handler");
  if (name === "x-data")
    attribute.traits.push("abstract", ...(/^\s*\{/.test(value ?? "{") ? [] : ["identity" as const]));
  if (value === undefined) {
    if (isNeeded(name)) attribute.traits.push("identity");
    return;
  }
  if (name === "class") dressClass(dressing, attribute, value);
  else if (dressSelectors(attribute)) return;
  else if (SEVERAL_IDS.has(name)) dressIds(attribute, value);
  else if (isModuleAttribute(name) && /\S\s+\S/.test(value)) listWords(attribute);
  else dressValue(dressing, attribute, name, value);
}

function dressValue(dressing: Dressing, attribute: Draft, name: string, value: string): void {
  if (isIdentity(dressing, name, value)) {
    attribute.traits.push("identity");
    attribute.children.forEach(opaque);
  }
  const marks = [...referencesOf(dressing, name, value)];
  if (name === "id") defineId(dressing, value);
  if (CHOOSING.test(name) && /^[\w.:-]+$/.test(value)) {
    dressing.element.marks.push({ symbol: `attr:${name}=${value}`, defines: true });
  }
  attribute.children[0]!.marks.push(...marks);
}

function isIdentity({ attributes, element, tags, text }: Dressing, name: string, value: string): boolean {
  if (name === "href") return value !== "#" && value !== "" && !/^javascript:/i.test(value);
  if (IDENTITY.has(name) || requestOf(name) !== undefined || isNeeded(name)) return true;
  if (name === "data-target" || name === "data-bs-target" || FETCHED.has(name)) return true;
  if (CHOOSING.test(name)) return /^\S+$/.test(value);
  if (CHOICE.test(element.name ?? "") && /^(?:value|label)$/.test(boundName(name) ?? name)) return true;
  if (name !== "value") return false;
  if (element.name === "option" || element.name === "button") return true;
  const type = literal({ attributes, element, tags, text } as Dressing, "type")?.toLowerCase() ?? "";
  return element.name === "input" && ["radio", "checkbox", "button", "submit", "hidden"].includes(type);
}

/** Within an identity an output is no part that goes alone: the value is gone with it. */
function opaque(node: Draft): void {
  if (node.kind === "output") node.kind = "group";
  else if (node.kind === "template") node.children.forEach(opaque);
}

function* referencesOf(dressing: Dressing, name: string, value: string): Generator<Mark> {
  const reference = (symbol: string): Mark => ({ symbol, defines: false });
  const id = pattern(value);
  if (ONE_ID.has(name) && id) yield reference(`dom:#${id}`);
  const leads = name === "href" || name.startsWith("data-");
  if (leads && /^#./.test(value)) {
    const aim = pattern(value.slice(1));
    if (aim) yield reference(`dom:#${aim}`);
  }
  const asset = (name === "src" || name === "href" || name === "data-src" || name === "poster") && staticPath(value);
  if (asset) {
    yield reference(`static:${asset}`);
    return;
  }
  const path = routePath(value);
  if (path === undefined) return;
  let method = requestOf(name) ?? (name === "href" || FETCHED.has(name) ? "GET" : undefined);
  if (name === "action") method = (literal(dressing, "method") ?? "get").toUpperCase();
  if (name === "formaction") method = (literal(dressing, "formmethod") ?? "post").toUpperCase();
  if (method) yield reference(`route:${method} ${path}`);
}

function defineId(dressing: Dressing, value: string): void {
  const id = pattern(value.trim());
  if (!id) return;
  const { element } = dressing;
  const classes = literal(dressing, "class")?.split(/\s+/) ?? [];
  const hint =
    element.kind === "element" &&
    HINT_ELEMENTS.has(element.name ?? "") &&
    (dressing.described.has(id) || classes.some((one) => HINT_CLASS.test(one)));
  element.marks.push({ symbol: `dom:#${id}`, defines: true, ...(hint ? { private: true } : {}) });
}

/** Several ids: each word is a reference of its own. */
function dressIds(attribute: Draft, value: string): void {
  if (value.includes(HOLE)) return;
  splitWords(attribute, (word, node) => node.marks.push({ symbol: `dom:#${word}`, defines: false }));
}

function dressClass(dressing: Dressing, attribute: Draft, value: string): void {
  const { element, target } = dressing;
  const words = value.split(/\s+/).filter((word) => word !== "");
  const isNamed = (word: string) => !word.includes(HOLE) && target.matches(word);
  const named = words.some(isNamed) && attribute.children[0]?.kind === "literal";
  for (const word of new Set(words)) {
    const name = pattern(word.replaceAll("&amp;", "&"));
    if (name && !(named && isNamed(word))) element.marks.push({ symbol: `class:.${name}`, defines: true });
  }
  if (!named) return;
  // A word that names the target may leave its element behind: it is the word that makes the class, not the element.
  const define = (word: string, node: Draft) => {
    if (isNamed(word)) node.marks.push({ symbol: `class:.${word}`, defines: true });
  };
  if (!FRAMES.has(element.name ?? "")) {
    // The element is the target's: a single word of its class is enough to tell.
    attribute.traits.push("identity");
    splitWords(attribute, define);
  } else if (words.length > 1) {
    listWords(attribute, define);
  }
}

/** Replaces a literal of several words by a list of them: each goes alone. */
function listWords(attribute: Draft, each?: (word: string, node: Draft) => void): void {
  const range = attribute.children[0]!;
  if (range.kind !== "literal") return;
  splitWords(attribute, each);
  const members = attribute.children;
  for (const member of members) member.slot = "element";
  attribute.children = [draft("sequence", "value", range, { form: "list" }, members)];
}

/** Replaces a literal of several words by one literal for each. */
function splitWords(attribute: Draft, each: (word: string, node: Draft) => void = () => {}): void {
  const [whole] = attribute.children;
  if (whole?.kind !== "literal" || typeof whole.value !== "string") return;
  attribute.children = [...whole.value.matchAll(/\S+/g)].map((match) => {
    const start = whole.start + match.index;
    const node = draft("literal", "value", { start, end: start + match[0].length }, { value: match[0] });
    each(match[0], node);
    return node;
  });
}
