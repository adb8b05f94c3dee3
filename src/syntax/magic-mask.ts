/** Where a magic stands: a statement that runs a command, one that asks for help, or the value of an assignment. */
export type MagicPart = "command" | "help" | "value";

/** Magics whose words are Python: the statement runs, and what it binds is bound. */
const runsPython = /^%(?:time|timeit|prun|memit)\b(?:\s+-[a-zA-Z]\w*(?:\s+\d+)?)*\s+(?=\S)/;
const compound = /^(?:async|class|def|for|if|match|try|while|with)\b/;

/** Names of Python that a command takes in: `{model}`, `{sys.executable}`, `{paths["data"]}`, `$model`. */
const taken = /\{([A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\([^(){}]*\)|\[[^[\]{}]*\])*)\}|\$([A-Za-z_]\w*)/g;

/**
 * The words before the statement of Python that a magic runs (`%time `), or undefined if it runs none.
 *
 * @param written one magic without white space at its ends
 */
export function pythonPrefix(written: string): string | undefined {
  const prefix = runsPython.exec(written)?.[0];
  return prefix !== undefined && !compound.test(written.slice(prefix.length)) ? prefix : undefined;
}

/**
 * Writes a magic as Python of the same length that refers to the same names and does nothing: every other sign becomes
 * the sign of a number, and the last one a number. Continued lines stay continued.
 *
 * @param written one magic without white space at its ends
 */
export function maskMagic(written: string, part: MagicPart): string {
  const prefix = part === "command" ? pythonPrefix(written) : undefined;
  if (prefix !== undefined) return `if 1${" ".repeat(prefix.length - 6)}: ${written.slice(prefix.length)}`;
  const signs = written.replace(/[^\r\n]/g, "-").split("");
  for (const { index } of written.matchAll(/\\(?=\r?\n)/g)) signs[index] = "\\";
  if (part === "help") {
    const [, before, name] = /^(\?*)([A-Za-z_][\w.]*)\?*$/.exec(written) ?? [];
    if (name !== undefined) return `${"-".repeat(before!.length)}${name}`.padEnd(written.length);
  }
  let at = 0;
  for (const match of part === "help" ? [] : written.matchAll(taken)) {
    const name = match[1] ?? match[2]!;
    // The bracket or sign before a name is the sign of a number, so that two names are one expression.
    if (at > 0) blank(signs, at, match.index);
    for (let index = 0; index < name.length; index++) signs[match.index + 1 + index] = name[index]!;
    at = match.index + 1 + name.length;
  }
  const last = signs.length - 1;
  if (at === 0) signs[last] = "0";
  else {
    // A command that goes on behind its last name is one statement to its end.
    const ends = last - 1 > at && signs[last - 1] === "-";
    blank(signs, at, ends ? last - 1 : last + 1);
    if (ends) signs[last] = "0";
  }
  return signs.join("");
}

function blank(signs: string[], from: number, to: number): void {
  for (let at = from; at < to; at++) if (signs[at] === "-") signs[at] = " ";
}
