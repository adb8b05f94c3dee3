/** A string of a Python text. */
export interface PythonString {
  /** Of its first quote. */
  start: number;
  /** Behind its last quote. */
  end: number;
  /** What stands between the quotes, as written. */
  text: string;
  /** It is a statement of its own, as docstrings are: nothing reads its value. */
  isStatement: boolean;
}

/**
 * A string with its quotes, a comment, or a line end that a backslash takes back. No part can fail once it has begun,
 * so a text that never ends a string costs no more than others.
 */
const HIDDEN =
  /"""(?:[^"\\]+|\\[\s\S]?|"(?!""))*(?:"""|$)|'''(?:[^'\\]+|\\[\s\S]?|'(?!''))*(?:'''|$)|"(?:[^"\\\n]+|\\[\s\S]?)*"?|'(?:[^'\\\n]+|\\[\s\S]?)*'?|#[^\n]*|\\\r?\n/g;

/** A Python text with strings and comments turned to blanks, every other character at its place. No grammar is needed. */
export function hideStrings(text: string): string {
  return text.replace(HIDDEN, blanked);
}

/** A Python text with comments turned to blanks, every other character at its place. */
export function hideComments(text: string): string {
  return text.replace(HIDDEN, (hidden) => (hidden[0] === "#" ? blanked(hidden) : hidden));
}

const blanked = (hidden: string) => hidden.replace(/[^\n]/g, " ").replace(/\n/g, hidden[0] === "\\" ? " " : "\n");

/** The strings of a Python text, in order. */
export function pythonStrings(text: string): PythonString[] {
  const found: PythonString[] = [];
  let [depth, at, lineIsBlank] = [0, 0, true];
  /** Reads code between two strings: how many brackets are open, and whether a line has begun. */
  const read = (code: string) => {
    for (const character of code) {
      if ("([{".includes(character)) depth++;
      else if (")]}".includes(character)) depth = Math.max(0, depth - 1);
      if (character === "\n") lineIsBlank = true;
      else if (!/\s/.test(character)) lineIsBlank = false;
    }
  };
  for (const match of text.matchAll(HIDDEN)) {
    const [hidden] = match;
    const start = match.index;
    const prefix = /\b[rbuft]{1,2}$/i.exec(text.slice(Math.max(at, start - 3), start))?.[0].length ?? 0;
    read(text.slice(at, start - prefix));
    at = start + hidden.length;
    if (hidden[0] === "#" || hidden[0] === "\\") continue;
    const quotes = /^(?:"""|''')/.test(hidden) ? 3 : 1;
    const last = hidden.length - (hidden.length >= 2 * quotes && hidden.endsWith(hidden.slice(0, quotes)) ? quotes : 0);
    const isStatement = lineIsBlank && depth === 0;
    found.push({ start, end: at, text: hidden.slice(quotes, last), isStatement });
    lineIsBlank = false;
  }
  return found;
}
