/** An option of a requirements file under its long name: `--requirement` for `-r`. */
export interface ListOption {
  name: string;
  /** Undefined for options that take none. */
  value?: string;
}

/** Options that pip reads in such files: short name if any, and whether a value follows. */
const OPTIONS: Readonly<Record<string, { short?: string; same?: string; hasValue: boolean }>> = {
  "--index-url": { short: "-i", hasValue: true },
  "--pypi-url": { same: "--index-url", hasValue: true },
  "--extra-index-url": { hasValue: true },
  "--no-index": { hasValue: false },
  "--constraint": { short: "-c", hasValue: true },
  "--requirement": { short: "-r", hasValue: true },
  "--editable": { short: "-e", hasValue: true },
  "--find-links": { short: "-f", hasValue: true },
  "--no-binary": { hasValue: true },
  "--only-binary": { hasValue: true },
  "--prefer-binary": { hasValue: false },
  "--require-hashes": { hasValue: false },
  "--pre": { hasValue: false },
  "--trusted-host": { hasValue: true },
  "--use-feature": { hasValue: true },
  "--global-option": { hasValue: true },
  "--hash": { hasValue: true },
  "--config-settings": { short: "-C", hasValue: true },
  "--config-setting": { same: "--config-settings", hasValue: true },
};
const LONG_NAMES = Object.keys(OPTIONS);
const LONG_OF_SHORT = new Map(LONG_NAMES.map((name) => [OPTIONS[name]!.short, name]));

/**
 * Reads the options of a line as pip does: words as a shell splits them, values behind `=`, a blank or a short name, long
 * names that are cut short as long as only one fits.
 *
 * @returns undefined where pip refuses the line
 */
export function readOptions(text: string): ListOption[] | undefined {
  const words = shellWords(text);
  if (words === undefined) return undefined;
  const found: ListOption[] = [];
  while (words.length > 0) {
    const word = words.shift()!;
    if (word === "--") break;
    // What stands between options counts for nothing.
    if (!word.startsWith("-") || word === "-") continue;
    const equals = word.indexOf("=");
    const isLong = word.startsWith("--");
    const written = isLong ? (equals < 0 ? word : word.slice(0, equals)) : word.slice(0, 2);
    const attached = isLong ? (equals < 0 ? undefined : word.slice(equals + 1)) : word.slice(2) || undefined;
    const name = isLong ? longName(written) : LONG_OF_SHORT.get(written);
    if (name === undefined) return undefined;
    const option = OPTIONS[name]!;
    const asked = option.same ?? name;
    if (!option.hasValue) {
      if (attached !== undefined) return undefined;
      found.push({ name: asked });
      continue;
    }
    const value = attached ?? words.shift();
    if (value === undefined) return undefined;
    found.push({ name: asked, value });
  }
  return found;
}

function longName(written: string): string | undefined {
  if (Object.hasOwn(OPTIONS, written)) return written;
  const fitting = LONG_NAMES.filter((name) => name.startsWith(written));
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Words as Python's `shlex.split` finds them; undefined if a quotation or an escape does not end. */
function shellWords(text: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === "\\" && quote !== "'") {
      const next = text[++at];
      if (next === undefined) return undefined;
      // Between double quotes only they and the backslash itself are escaped.
      word = (word ?? "") + (quote !== "" && next !== '"' && next !== "\\" ? character : "") + next;
    } else if (quote !== "") {
      if (character === quote) quote = "";
      else word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= "";
    } else if (/[ \t\r\n]/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? "") + character;
  }
  if (quote !== "") return undefined;
  return word === undefined ? words : [...words, word];
}
