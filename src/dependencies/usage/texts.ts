import { pythonStrings } from "../../syntax/python-text.js";
import { RUNTIME_RULES, type TextRule } from "./rules.js";

/** A text that chooses a distribution. */
export interface TextPlace {
  rule: TextRule;
  text: string;
  offset: number;
}

const RULES = RUNTIME_RULES.texts.map((rule) => ({
  rule,
  pattern: new RegExp(rule.pattern),
  // Anywhere in a text: tells quickly that no string of it can match.
  loose: new RegExp(rule.pattern.replace(/^\^|\$$/g, "")),
}));
const WORDS = [...new Set(RUNTIME_RULES.texts.flatMap(({ words }) => words))];

/** The strings of a Python text that choose a distribution; the first one for each rule. No docstring does. */
export function pythonTexts(text: string): TextPlace[] {
  const rules = rulesFor(text);
  if (rules.length === 0) return [];
  const strings = pythonStrings(text).filter(({ isStatement, start }) => !isStatement && !isSought(text, start));
  return matched(
    rules,
    strings.map((one) => ({ text: one.text, offset: one.start })),
  );
}

/** Whether a string is only looked for: `url.startswith("redis://")`, and what `replace` takes away. */
const isSought = (text: string, start: number) =>
  /\.(?:startswith|removeprefix|replace|find|split)\(\s*(?:\(\s*)?$/.test(text.slice(Math.max(0, start - 40), start));

/** A value behind a name in a settings file, in quotes or not: `DATABASE_URL=mysql+pymysql://…`, `url: redis://…`. */
const VALUE = /^[ \t]*(?:-[ \t]+)?(?:export[ \t]+)?["']?[\w.-]+["']?[ \t]*[:=][ \t]*["']?([^\s"'#]+)/gm;

/** The values of a settings file that choose a distribution; comments are none. */
export function settingTexts(text: string): TextPlace[] {
  const rules = rulesFor(text);
  if (rules.length === 0) return [];
  const values = [...text.matchAll(VALUE)].flatMap(({ 0: whole, 1: value = "", index }) => {
    const offset = index + whole.length - value.length;
    // In a list of Compose the name stands in the value: `- DATABASE_URL=redis://…`; a default: `${URL:-redis://…}`.
    const inner = /^(?:\w+=)?(?:\$\{\w+:-)?/.exec(value)![0].length;
    return [{ text: value.slice(inner), offset: offset + inner }];
  });
  return matched(rules, values);
}

const rulesFor = (text: string) =>
  WORDS.some((word) => text.includes(word))
    ? RULES.filter(({ rule, loose }) => rule.words.some((word) => text.includes(word)) && loose.test(text))
    : [];

function matched(rules: typeof RULES, values: readonly { text: string; offset: number }[]): TextPlace[] {
  return rules.flatMap(({ rule, pattern }) => {
    const value = values.find((one) => pattern.test(one.text));
    return value === undefined ? [] : [{ rule, ...value }];
  });
}
