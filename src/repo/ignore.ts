/** One line of an ignore file that says something. */
export interface IgnoreRule {
  /** The line as it is written, without white space behind it. */
  text: string;
  /** It takes a match back (`!`). */
  negated: boolean;
  matches(path: string, isFolder: boolean): boolean;
}

/** An ignore file: the folder that it lies in, `""` or with a slash at its end, and its text. */
export interface IgnoreFile {
  folder: string;
  text: string;
}

/** The rules of one ignore file, in order; comments and blank lines say nothing. See gitignore(5). */
export function ignoreRules({ folder, text }: IgnoreFile): IgnoreRule[] {
  return text
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .flatMap((line) => ruleOf(line, folder));
}

/** The rule of one line; none for a comment or a blank line. */
function ruleOf(line: string, folder: string): IgnoreRule[] {
  const text = withoutSpaceBehind(line);
  if (text === "" || text.startsWith("#")) return [];
  const negated = text.startsWith("!");
  let pattern = negated ? text.slice(1) : text;
  const isFolderOnly = pattern.endsWith("/");
  if (isFolderOnly) pattern = pattern.slice(0, -1);
  const isAnchored = pattern.includes("/");
  pattern = pattern.replace(/^\//, "");
  if (pattern === "") return [];
  const expression = compile(isAnchored || pattern.startsWith("**") ? pattern : `**/${pattern}`);
  if (!expression) return [];
  return [
    {
      text,
      negated,
      matches: (path, isFolder) =>
        path.startsWith(folder) && (isFolder || !isFolderOnly) && expression.test(path.slice(folder.length)),
    },
  ];
}

/** A space behind a pattern counts only after a backslash. */
function withoutSpaceBehind(line: string): string {
  const trimmed = line.replace(/ +$/, "");
  return /(?:^|[^\\])(?:\\\\)*\\$/.test(trimmed) && trimmed.length < line.length ? `${trimmed} ` : trimmed;
}

/** A pattern as a regular expression over a whole path; undefined if git would not understand it. */
function compile(pattern: string): RegExp | undefined {
  let source = "";
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]!;
    const atPart = at === 0 || pattern[at - 1] === "/";
    if (atPart && pattern.startsWith("**/", at)) {
      source += "(?:[^/]+/)*";
      at += 2;
    } else if (atPart && pattern.slice(at) === "**") {
      source += ".+";
      at += 1;
    } else if (character === "*") {
      while (pattern[at + 1] === "*") at++;
      source += "[^/]*";
    } else if (character === "?") source += "[^/]";
    else if (character === "[") {
      const set = /^\[([!^]?)(\]?(?:\\.|\[:\w+:\]|[^\]\\])*)\]/.exec(pattern.slice(at));
      if (!set) return undefined;
      source += `(?!/)[${set[1] ? "^" : ""}${setSource(set[2]!)}]`;
      at += set[0].length - 1;
    } else {
      const isEscape = character === "\\" && at + 1 < pattern.length;
      source += (isEscape ? pattern[++at]! : character).replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
    }
  }
  try {
    return new RegExp(`^${source}$`, "su");
  } catch {
    return undefined;
  }
}

const CLASSES: Readonly<Record<string, string>> = {
  alnum: "A-Za-z0-9",
  alpha: "A-Za-z",
  digit: "0-9",
  lower: "a-z",
  space: "\\s",
  upper: "A-Z",
  xdigit: "A-Fa-f0-9",
};

/** What stands between the brackets of a set, for a regular expression. */
function setSource(set: string): string {
  return set.replace(
    /\[:(\w+):\]|\\(.)|([\]^[&~|$(){}.*+?/\\])/gu,
    (_, name?: string, escaped?: string, plain?: string) => {
      if (name !== undefined) return CLASSES[name] ?? "";
      return `\\${escaped ?? plain}`.replace(/^\\([\p{L}\p{N}\s_"'!#%,:;<=>@`])$/u, "$1");
    },
  );
}

/**
 * Tells whether git would leave a path out, as `git check-ignore --no-index` does: the last rule that matches the
 * path or, first, a folder around it decides.
 *
 * @param rules of all ignore files, those of outer folders first
 */
export function isIgnored(rules: readonly IgnoreRule[], path: string): boolean {
  return ignoredPart(rules, path) !== undefined;
}

/** The outermost folder (with a slash at its end) or file of a path that is left out; undefined if none is. */
export function ignoredPart(rules: readonly IgnoreRule[], path: string): string | undefined {
  for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1)) {
    const folder = path.slice(0, slash);
    if (decides(rules, folder, true)) return `${folder}/`;
  }
  return decides(rules, path, false) ? path : undefined;
}

function decides(rules: readonly IgnoreRule[], path: string, isFolder: boolean): boolean {
  for (let at = rules.length - 1; at >= 0; at--) {
    const rule = rules[at]!;
    if (rule.matches(path, isFolder)) return !rule.negated;
  }
  return false;
}
