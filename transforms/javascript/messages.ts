import { dottedName } from "./dotted-name.js";
import type { Draft, DraftOccurrence, Reading } from "./draft.js";
import { textOf } from "./draft.js";
import { builtString, stringValue } from "./literals.js";
import { type Names, patternOfBinding } from "./names.js";
import { field, named, type Syntax } from "./tree.js";

/** Functions that look a message up by its key or its text: i18next, vue-i18n, next-intl, polyglot, typesafe clients. */
const byKey = /^(t|\$t|tc|\$tc|te|\$te|translate|\$translate|instant)$/;

/** Functions of gettext, by the place of the text; where a context comes first, its place. */
const byText: [RegExp, number, number?][] = [
  [/^(_|__|gettext|i18n\._|msgid)$/, 0],
  [/^(ngettext|_n)$/, 0],
  [/^(pgettext|npgettext|_x)$/, 1, 0],
];

/** Hooks that hand out a function which looks messages up below a group: `useTranslation("ns", { keyPrefix: "cart" })`. */
const hook = /^use\w*(Translat|I18n|Intl|Locale|Messages)|^getTranslations$|^getFixedT$/;

/** A key with its group. */
const key = /^[A-Za-z][\w-]*(?:\.[\w-]+)+$/;

/** A string that may be the key of a message. */
export interface DraftKey {
  draft: Draft;
  key: string;
}

/**
 * What a script takes from the catalogues: `t("cart.total")`, `<Trans i18nKey="…">`, `gettext("…")`; and the strings that
 * may be keys, as scripts keep them in tables (`title: "cart.total"`): the catalogues tell.
 */
export function messageLinks(
  reading: Reading,
  names: Names,
  program: Syntax,
): { occurrences: DraftOccurrence[]; keys: DraftKey[] } {
  const keys: DraftKey[] = [];
  const links: DraftOccurrence[] = [];
  const refer = (node: Syntax, messages: readonly string[]) => {
    const draft: Draft | undefined = reading.draftOf.get(node);
    if (draft) for (const one of messages) links.push({ symbol: `message:${one}`, defines: false, draft });
  };
  const open: Syntax[] = [program];
  while (open.length > 0) {
    const node = open.pop()!;
    if (node.type === "call_expression") callMessages(reading, names, node, refer);
    else if (node.type === "string") {
      const value = stringValue(reading, node);
      const draft = reading.draftOf.get(node);
      if (draft && value !== undefined && key.test(value)) keys.push({ draft, key: value });
    } else if (node.type === "jsx_attribute") attributeMessages(reading, node, refer);
    for (let index = node.children.length - 1; index >= 0; index--) open.push(node.children[index]!);
  }
  return { occurrences: links, keys };
}

type Refer = (node: Syntax, messages: readonly string[]) => void;

function callMessages(reading: Reading, names: Names, node: Syntax, refer: Refer): void {
  const callee = field(node, "function");
  const passed = field(node, "arguments");
  if (!callee || passed?.type !== "arguments") return;
  const given = named(passed);
  const dotted = dottedName(reading, callee);
  const last = dotted.slice(dotted.lastIndexOf(".") + 1);
  const [first] = given;
  if (first && byKey.test(nameOfFunction(reading, names, callee) ?? last)) {
    const groups = groupsOf(reading, names, callee);
    for (const place of alternatives(first)) refer(place, keysOf(builtString(reading, place), groups));
    return;
  }
  const found = byText.find(([pattern]) => pattern.test(dotted) || pattern.test(last));
  const text = found && given[found[1]];
  const value = text && stringValue(reading, text);
  if (!found || !text || value === undefined) return;
  const context = found[2] === undefined ? undefined : given[found[2]];
  const before = context && stringValue(reading, context);
  if (context && before === undefined) return;
  refer(text, [before === undefined ? value : `${before}\u0004${value}`]);
}

/** What a function was called where it was handed out: `const { t: translate } = useTranslation()`. */
function nameOfFunction(reading: Reading, names: Names, callee: Syntax): string | undefined {
  const [only, ...more] = callee.type === "identifier" ? (names.bindingOf.get(callee)?.writes ?? []) : [];
  const pair = only?.parent?.type === "pair_pattern" && more.length === 0 ? field(only.parent, "key") : undefined;
  return pair && textOf(reading, pair);
}

/** `i18nKey="…"` of i18next, `id="…"` of react-intl and Lingui. */
function attributeMessages(reading: Reading, node: Syntax, refer: Refer): void {
  const [name, value] = named(node);
  if (!name || !value || !/^(i18nKey|id)$/.test(textOf(reading, name))) return;
  const inner = value.type === "jsx_expression" ? named(value)[0] : value;
  if (textOf(reading, name) === "i18nKey" && inner) refer(inner, keysOf(builtString(reading, inner), { known: [] }));
  else if (/^(FormattedMessage|Trans|Plural)$/.test(tagOf(reading, node)) && inner) {
    const id = stringValue(reading, inner);
    if (id !== undefined) refer(inner, [id]);
  }
}

function tagOf(reading: Reading, attribute: Syntax): string {
  const name = attribute.parent && field(attribute.parent, "name");
  return name ? textOf(reading, name) : "";
}

/** The strings that an expression can be: both arms of a ternary, the defaults of a choice. */
function alternatives(node: Syntax): Syntax[] {
  if (node.type === "parenthesized_expression") return named(node).flatMap(alternatives);
  if (node.type === "ternary_expression")
    return [field(node, "consequence"), field(node, "alternative")].flatMap((arm) => (arm ? alternatives(arm) : []));
  // `t(["first.choice", "second.choice"])`.
  if (node.type === "array") return named(node).flatMap(alternatives);
  return [node];
}

/** Groups that the keys of a function stand below; `any`: which ones only running the code tells. */
interface Groups {
  known: string[];
  any?: boolean;
}

/**
 * Messages that a key may mean: itself without the namespace that names a file (`common:save`), and below each group.
 * Parts that only running the code tells make a pattern, which keeps what it may reach.
 */
function keysOf(value: string | undefined, { known, any }: Groups): string[] {
  if (value === undefined || /^(?:\{\})*$/.test(value)) return [];
  const written = value.replace(/(?:\{\})+/g, "*");
  const inFile = /^[\w-]+:(?=[\w-])/.test(written) ? written.replace(/^[\w-]+:/, "") : written;
  const keys = [written, inFile].flatMap((one) => [one, ...known.map((group) => `${group}.${one}`)]);
  // In a group that is not known the key may stand in any.
  return [...new Set(any && /^[\w.*-]+$/.test(inFile) ? [...keys, `*.${inFile}`] : keys)];
}

/** The groups that a function looks messages up in, by the hook that handed it out. */
function groupsOf(reading: Reading, names: Names, callee: Syntax): Groups {
  // `i18n.t` and `this.$t` begin at the root.
  if (callee.type !== "identifier") return { known: [] };
  const declarator = patternOfBinding(names, callee)?.parent;
  const value = declarator?.type === "variable_declarator" ? field(declarator, "value") : undefined;
  const call = value?.type === "await_expression" ? named(value)[0] : value;
  const maker = call?.type === "call_expression" ? field(call, "function") : undefined;
  const bound = names.bindingOf.get(callee);
  if (!call || !maker) return { known: [], any: bound?.kind === "parameter" };
  const name = dottedName(reading, maker);
  if (!hook.test(name.slice(name.lastIndexOf(".") + 1))) return { known: [], any: true };
  const known: string[] = [];
  let any = false;
  for (const argument of named(field(call, "arguments") ?? call)) {
    const words = argument.type === "object" ? valuesOf(argument) : alternatives(argument);
    for (const word of words) {
      const group = stringValue(reading, word);
      if (group !== undefined) known.push(group);
      else if (!/^(null|undefined|true|false)$/.test(textOf(reading, word))) any = true;
    }
  }
  return { known, any };
}

const valuesOf = (object: Syntax): Syntax[] =>
  named(object).flatMap((entry) => {
    const value = field(entry, "value");
    return value ? [value] : [entry];
  });
