/** What a `.dockerignore` leaves out of a build. */
export interface DockerIgnore {
  /** Tells whether a file or folder of the context is left out; the path is from the context's top. */
  excludes(path: string): boolean;
  /** Some line takes a match back (`!`), so what lies in a folder that is left out may be taken all the same. */
  takesBack: boolean;
  /** Lines that Docker refuses, with the build that has them. */
  faults: { line: number; text: string }[];
}

interface Rule {
  takesBack: boolean;
  matches(path: string): boolean;
}

/**
 * Reads a `.dockerignore` as Docker does, which is not as git reads a `.gitignore`: a pattern starts at the top of the
 * context (`*.log` leaves out those at the top alone), `**` stands for any folders, a folder takes along what is in it,
 * and of several lines the last one that matches decides, also about files in a folder that another line leaves out.
 *
 * @see https://docs.docker.com/build/concepts/context/#dockerignore-files, and moby/patternmatcher
 */
export function readDockerIgnore(text: string): DockerIgnore {
  const rules: Rule[] = [];
  const faults: DockerIgnore["faults"] = [];
  text
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .forEach((line, index) => {
      const rule = ruleOf(line);
      if (rule === "faulty") faults.push({ line: index + 1, text: line.trim() });
      else if (rule) rules.push(rule);
    });
  const known = new Map<string, boolean[]>();
  const matchesOf = (path: string): boolean[] => {
    const slash = path.lastIndexOf("/");
    const above = slash < 0 ? undefined : folderMatches(path.slice(0, slash));
    return rules.map((rule, at) => above?.[at] === true || rule.matches(path));
  };
  // What a pattern says of a folder holds for everything in it: asked once.
  const folderMatches = (folder: string): boolean[] => {
    const found = known.get(folder) ?? matchesOf(folder);
    known.set(folder, found);
    return found;
  };
  return {
    excludes: (path) => {
      const matches = matchesOf(path);
      return rules.reduce((excluded, rule, at) => (matches[at] ? !rule.takesBack : excluded), false);
    },
    takesBack: rules.some((rule) => rule.takesBack),
    faults,
  };
}

/** The rule of one line; none for a comment or a blank line. */
function ruleOf(line: string): Rule | "faulty" | undefined {
  // Only a number sign in the first column starts a comment.
  if (line.startsWith("#")) return undefined;
  const text = line.trim();
  if (text === "") return undefined;
  const takesBack = text.startsWith("!");
  const named = takesBack ? text.slice(1).trim() : text;
  if (named === "") return "faulty";
  const pattern = cleaned(named);
  const matches = matcher(pattern);
  return matches ? { takesBack, matches } : "faulty";
}

/** A path without `.`, `..` where they can be resolved, doubled slashes, and slashes at its ends (Go's filepath.Clean). */
function cleaned(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== ".." || !path.startsWith("/")) parts.push(part);
  }
  return parts.length === 0 ? (path.startsWith("/") ? "/" : ".") : parts.join("/");
}

/** A pattern as a test of one path; undefined if Docker refuses it. */
export function matcher(pattern: string): ((path: string) => boolean) | undefined {
  // These three forms are compared as texts, so that `**.log` ends any name and `a/**` is everything below.
  if (!/[*?[\]\\]/.test(pattern)) return (path) => path === pattern;
  if (/^\*\*[^*?[\]\\]*$/.test(pattern)) {
    const rest = pattern.slice(2);
    return (path) => path.endsWith(rest) || (rest.startsWith("/") && path === rest.slice(1));
  }
  if (/^[^*?[\]\\]+\*\*$/.test(pattern)) return (path) => path.startsWith(pattern.slice(0, -2));
  const expression = compile(pattern);
  return expression && ((path) => expression.test(path));
}

function compile(pattern: string): RegExp | undefined {
  let source = "";
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]!;
    if (pattern.startsWith("**", at)) {
      at += pattern[at + 2] === "/" ? 2 : 1;
      source += at === pattern.length - 1 ? ".*" : "(?:.*/)?";
    } else if (character === "*") source += "[^/]*";
    else if (character === "?") source += "[^/]";
    else if (character === "\\") {
      at++;
      if (at === pattern.length) return undefined;
      source += escaped(pattern[at]!);
    } else if (character === "[") {
      const close = classEnd(pattern, at);
      if (close === undefined) return undefined;
      source += pattern.slice(at, close + 1);
      at = close;
    } else if (character === "^") {
      // Docker hands it on as it is, so such a pattern matches nothing (moby/patternmatcher, escapeBytes).
      source += "^";
    } else source += escaped(character);
  }
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return undefined;
  }
}

/** Where a set of characters ends; undefined if it is empty or does not end. */
function classEnd(pattern: string, open: number): number | undefined {
  let at = pattern[open + 1] === "^" ? open + 2 : open + 1;
  if (pattern[at] === "]") return undefined;
  for (; at < pattern.length; at++) {
    if (pattern[at] === "\\") at++;
    else if (pattern[at] === "]") return at;
  }
  return undefined;
}

function escaped(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
}
