import { isSecretName } from "./names.js";

/** One line of a file of variables: `KEY=value`, with or without `export`. */
export interface EnvironmentEntry {
  key: string;
  /** Index of the key's first character. */
  start: number;
  /** The value as written, quotes left out; a quoted value may go over several lines. */
  valueStart: number;
  valueEnd: number;
  /** Behind the whole entry, without the line end. */
  end: number;
}

const NAME = /(?:^|\/)(?:\.env(?:rc)?(?:\.[^/]*)?|[^/]*\.env)$/i;
const EXAMPLE =
  /[._-](?:default|defaults|dist|example|sample|template|tmpl|tpl)s?(?:\.env)?$|(?:^|\/)(?:example|sample)\.env$/i;

/** True for a file of variables that a person fills in: `.env`, `.env.production`, `prod.env`. */
export function isEnvironmentFile(path: string): boolean {
  return NAME.test(path) && !EXAMPLE.test(path);
}

/** True for a file that says which variables there are: `.env.example`. */
export function isEnvironmentExample(path: string): boolean {
  return NAME.test(path) && EXAMPLE.test(path);
}

/** Reads a file of variables as dotenv and shells do; lines that are none are not in it. */
export function readEnvironment(text: string): EnvironmentEntry[] {
  const line = /^[ \t\ufeff]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*[=:][ \t]*/gm;
  const entries: EnvironmentEntry[] = [];
  for (let match = line.exec(text); match; match = line.exec(text)) {
    const from = match.index + match[0].length;
    const quote = text[from];
    let [valueStart, valueEnd, end] = [from, from, from];
    const close = quote === '"' || quote === "'" || quote === "`" ? closing(text, from) : -1;
    const lineEnd = endOfLine(text, from);
    if (close >= 0) {
      [valueStart, valueEnd] = [from + 1, close];
      end = endOfLine(text, close);
    } else {
      // A comment begins behind a blank; a password may hold the sign.
      const comment = /[ \t]#/.exec(text.slice(from, lineEnd));
      valueEnd = from + text.slice(from, comment ? from + comment.index : lineEnd).trimEnd().length;
      end = lineEnd;
    }
    const start = match.index + match[0].indexOf(match[1]!);
    entries.push({ key: match[1]!, start, valueStart, valueEnd, end });
    line.lastIndex = end;
  }
  return entries;
}

/** Index of the quote that ends a value; -1 if none does before the next variable. */
function closing(text: string, from: number): number {
  const quote = text[from]!;
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === "\\" && quote === '"') at++;
    else if (text[at] === quote) return at;
    else if (
      text[at] === "\n" &&
      /^[ \t]*(?:export[ \t]+)?[A-Za-z_]\w*=/.test(text.slice(at + 1, endOfLine(text, at + 1)))
    )
      return -1;
  }
  return -1;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  const whole = end < 0 ? text.length : end;
  return whole > from && text[whole - 1] === "\r" ? whole - 1 : whole;
}

/** Switches, numbers, and addresses without a user or a query: they may be shown, whatever file they are in. */
const HARMLESS =
  /^(?:|true|false|yes|no|on|off|null|none|\d{1,5}(?:\.\d+)?|(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|host\.docker\.internal)(?::\d+)?(?:\/[\w./-]*)?)$/i;

/** The entries whose value must not be shown: all but those of a form that can be no secret. */
export function hiddenEntries(text: string): EnvironmentEntry[] {
  return readEnvironment(text).filter(({ key, valueStart, valueEnd }) => {
    const value = text.slice(valueStart, valueEnd);
    return value !== "" && (isSecretName(key) !== undefined || !HARMLESS.test(value));
  });
}

/**
 * An example of a file of variables: the same lines without their values, comments and order kept. Comments that hold
 * a value that was switched off (`# KEY=value`) lose it as well.
 */
export function exampleOf(text: string): string {
  let result = "";
  let at = 0;
  for (const { start, end, key } of readEnvironment(text)) {
    result += `${emptied(text.slice(at, start))}${key}=`;
    at = end;
  }
  return result + emptied(text.slice(at));
}

/** Text between variables: of a line that is no comment nothing is known, so it goes. */
function emptied(text: string): string {
  return text
    .split("\n")
    .map((line, index, lines) => {
      if (/^\s*(?:export\s+)?$/.test(line)) return line;
      if (!/^[\s\ufeff]*#/.test(line)) return index === lines.length - 1 ? "" : line.endsWith("\r") ? "\r" : "";
      return line.replace(/^(\s*#+\s*(?:export\s+)?[A-Za-z_]\w*\s*[=:]\s*)\S.*?(\r?)$/, "$1$2");
    })
    .join("\n");
}

/**
 * An example that exists, with the keys that it lacks added at its end.
 *
 * @returns the same text if none is missing
 */
export function completedExample(example: string, text: string): string {
  const known = new Set(
    [
      ...readEnvironment(example).map(({ key }) => key),
      ...example.matchAll(/^\s*#+\s*(?:export\s+)?([A-Za-z_]\w*)=/gm),
    ].map((one) => (typeof one === "string" ? one : one[1]!)),
  );
  const missing = [...new Set(readEnvironment(text).map(({ key }) => key))].filter((key) => !known.has(key));
  if (missing.length === 0) return example;
  const ending = example.includes("\r\n") ? "\r\n" : "\n";
  const open = example === "" || example.endsWith("\n") ? "" : ending;
  return example + open + missing.map((key) => `${key}=${ending}`).join("");
}
