import { loadGrammar } from "../syntax/treesitter.js";
import { codeDefaults } from "./code-defaults.js";
import { hiddenEntries, isEnvironmentFile } from "./environment-file.js";
import type { Secret, SecretRule } from "./model.js";
import { OWN_RULES } from "./own-rules.js";
import { settingDefaults } from "./setting-defaults.js";

/** Rules of secretlint's and of our own; none before {@link loadSecretRules}. */
let rules: readonly SecretRule[] | undefined;

/** Name of the rule for a file of variables as a whole. */
export const ENVIRONMENT_FILE = "environment file";
/** Name of the rule for values that code or settings fall back to. */
export const DEFAULT_SECRET = "default secret";

/** Loads the rules and the grammar of Python, once; a command that reads no secrets never does. */
export async function loadSecretRules(): Promise<void> {
  if (rules !== undefined) return;
  const [{ loadSecretlint }] = await Promise.all([import("./secretlint.js"), loadGrammar("python")]);
  rules = [...(await loadSecretlint()), ...OWN_RULES];
}

/**
 * Finds keys, tokens, passwords in addresses and private keys in a text, by their form.
 *
 * @throws Error if the rules are not loaded
 */
export function tokensIn(path: string, text: string): Secret[] {
  if (rules === undefined) throw new Error("the rules for secrets are not loaded");
  const found = rules.flatMap((rule) => rule.find(path, text).map((place) => ({ rule: rule.id, ...place })));
  const sorted = found.sort((a, b) => a.start - b.start || b.end - a.end);
  // Two rules may know one value: a token is found alone and inside of an address.
  return sorted.filter(
    (one, index) => !sorted.some((other, at) => at < index && other.start <= one.start && one.end <= other.end),
  );
}

/**
 * Finds values that an application falls back to where nobody gives it a secret, in Python and in YAML.
 *
 * @throws Error if the rules are not loaded
 */
export function defaultsIn(file: string, text: string): Secret[] {
  // A backup of code is code.
  const path = file.replace(/(?:\.(?:bak|backup|orig|old|save|tmp|\d+)|~)+$/i, "");
  if (/\.pyi?$/.test(path)) return codeDefaults(text).map((place) => ({ rule: DEFAULT_SECRET, ...place }));
  if (/\.ya?ml$/i.test(path)) return settingDefaults(path, text).map((place) => ({ rule: DEFAULT_SECRET, ...place }));
  return [];
}

/** All values of a text that no output may show: those found by form, defaults, and what a file of variables sets. */
export function hiddenIn(path: string, text: string): Secret[] {
  const variables = isEnvironmentFile(path)
    ? hiddenEntries(text).map(({ key, valueStart, valueEnd }) => ({
        rule: ENVIRONMENT_FILE,
        start: valueStart,
        end: valueEnd,
        name: key,
      }))
    : [];
  return [...tokensIn(path, text), ...defaultsIn(path, text), ...variables];
}
