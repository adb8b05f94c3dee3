import { classifyPath } from "../../src/repo/classify.js";

/** A file that looks like a copy of another. */
export interface Copy {
  path: string;
  /** What its name says. */
  because: string;
}

/** Endings that a copy gets beside the extension; `sure` ones need no likeness in content. */
const MARKS: { mark: RegExp; sure: boolean }[] = [
  // Made by file managers: nobody names a file so.
  { mark: /(?: - copy(?: ?\(\d+\))?| copy(?: \d+)?| ?\(\d+\))$/i, sure: true },
  { mark: /[_\-. ](?:old|backup|bak|copy|orig)(?:[_-]?\d+)?$/i, sure: true },
  { mark: /[_\-. ](?:19|20)\d{2}[-_.]?\d{2}[-_.]?\d{2}(?:[-_.t]?\d{4,6})?$/i, sure: false },
  { mark: /[_-](?:before_\w+|working|prev(?:ious)?)$/i, sure: false },
  { mark: /[_-]?\d{1,2}$/, sure: false },
];
/** Endings behind the extension. */
const SUFFIX = /(?:\.(?:bak|orig|old|backup|save)(?:\.?\d+)?|~)$/i;

/** Only these are compared: numbered documents and data are there to be alike. */
const SOURCES = new Set(["code", "template", "style"]);
/** So much of a copy's lines must stand in the original if its name alone does not prove it. */
const LIKENESS = 0.6;

/**
 * Finds copies by their names; where a name could mean something else (`page2.html`), by their content too. Names
 * such as `app_fixed.py` are not looked at: what is fixed may be what runs.
 *
 * @param paths all tracked files
 * @param read gives the text of a file, undefined if it has none
 */
export function findCopies(paths: readonly string[], read: (path: string) => string | undefined): Copy[] {
  const all = new Set(paths);
  return paths.flatMap((path): Copy[] => {
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    const name = path.slice(folder.length);
    const suffix = SUFFIX.exec(name);
    if (suffix && suffix.index > 0) {
      const original = folder + name.slice(0, suffix.index);
      if (!all.has(original) && !/^\.(?:bak|~)/.test(suffix[0])) return [];
      return [{ path, because: `it ends in ${suffix[0]}` }];
    }
    const dot = name.lastIndexOf(".");
    const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
    for (const { mark, sure } of MARKS) {
      const match = mark.exec(stem);
      if (!match || match.index === 0) continue;
      const original = `${folder}${stem.slice(0, match.index)}${extension}`;
      if (!all.has(original)) continue;
      if (!sure && !(SOURCES.has(classifyPath(path).role) && isAlike(read(path), read(original)))) continue;
      return [{ path, because: `${original} lies beside it` }];
    }
    return [];
  });
}

function isAlike(copy: string | undefined, original: string | undefined): boolean {
  if (copy === undefined || original === undefined) return false;
  const lines = (text: string) =>
    text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line.length > 3);
  const own = lines(copy);
  const others = new Set(lines(original));
  return own.length >= 5 && own.filter((line) => others.has(line)).length >= LIKENESS * own.length;
}
