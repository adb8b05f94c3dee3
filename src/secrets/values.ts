import type { SecretKind } from "./names.js";

/** What stands for a value without being one: a type, a state, the name of a widget. */
const WORDS =
  /^(?:string|str|bytes|text|secret|password|token|bearer|basic|hidden|null|none|true|false|required|optional|header|cookie|query|default|utf-?8)$/i;
/** What people write where another service's key is to be put. */
const PLACEHOLDER =
  /^(?:your|my|the|some|insert|enter|paste|add|put|replace|use|fill|set|change|todo|tbd|dummy|fake|mock|example|sample|placeholder|test|demo|na|n\/a|not[-_ ]?needed|no[-_]?key|unused|empty|ollama|local|lm-studio)(?:$|[-_ .]|[A-Z])|^(?:x{3,}|\*+|\.{2,}|-+|0+|sk-x+|sk-\.+|sk-(?:your|test|fake|dummy|no|not).*)$|[-_](?:here|placeholder|goes[-_]here)$|\.\.\.$|x{4,}$/i;

/**
 * Tells whether a literal is a value. What an application signs with, and a password, is one whatever it is:
 * `changeme` and `dev` let everybody in who knows the habit. A key of another service is none if it cannot work.
 *
 * @param name what it is the value of
 */
export function isRealValue(kind: SecretKind, name: string, value: string): boolean {
  // A template, a path, an address, a sentence, the name of a variable.
  if (value.length < 2 || /\s/.test(value) || /^(?:[<{[%]|\$[({A-Z])|\{[\w.]*\}|^\/|^[a-z]+:\/\//.test(value))
    return false;
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(value)) return false;
  const plain = (word: string) => word.replace(/[^A-Za-z0-9]/g, "").toLowerCase();
  if (plain(value) === plain(name)) return kind === "signing" && /[_-]/.test(value) && value !== name;
  if (kind !== "token")
    return !/^(?:str|string|bytes|text|hidden|null|none|true|false|required|optional|password)$/i.test(value);
  if (WORDS.test(value) || PLACEHOLDER.test(value)) return false;
  // The name of a field or of a header, spelt as such: lower words with no digit.
  return !/^[a-z]+(?:[-_.:][a-z]+)*$|^[A-Z][a-z]+(?:-[A-Z][a-z]+)*$/.test(value);
}
