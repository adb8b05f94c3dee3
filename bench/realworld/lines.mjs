/** Files that nobody edits by hand, and those that are no text. */
const SKIPPED =
  /(^|\/)(package-lock\.json|yarn\.lock|pnpm-lock\.yaml|poetry\.lock|uv\.lock|Pipfile\.lock|.*\.min\.(js|css)|.*\.map|.*\.(png|jpe?g|gif|svg|ico|woff2?|ttf|eot|pdf|pyc|db|sqlite3?|bin|zip|gz|mo))$/;

const KINDS = [
  ["configuration", /requirements[^/]*\.txt$/],
  ["Python", /\.pyi?$/],
  ["templates", /\.(html?|jinja2?|j2|tpl|tmpl|mako|spt|xml)$/],
  ["scripts", /\.(m?[jt]sx?|vue|svelte|coffee)$/],
  ["styles", /\.(css|s[ac]ss|less)$/],
  ["documents", /\.(md|rst|txt)$/],
];

/** What kind of file a path is of. */
export const kindOf = (path) => KINDS.find(([, pattern]) => pattern.test(path))?.[0] ?? "configuration";

/**
 * Lines that a diff takes away for good: without blank ones, and without those that it adds again in the same file at
 * another depth or place. A bag for each path, as a line may go several times.
 *
 * @param {string} diff with no context, as `git diff -U0` prints it
 * @returns {Map<string, Map<string, number>>}
 */
export function deletedLines(diff) {
  const bags = new Map();
  let path;
  const count = (line, by) => {
    if (path === undefined || line === "" || SKIPPED.test(path)) return;
    if (!bags.has(path)) bags.set(path, new Map());
    bags.get(path).set(line, (bags.get(path).get(line) ?? 0) + by);
  };
  let inHead = false;
  for (const line of diff.split("\n")) {
    if (line.startsWith("diff --git ")) {
      path = undefined;
      inHead = true;
    } else if (line.startsWith("@@")) inHead = false;
    else if (inHead && line.startsWith("--- a/")) path = line.slice(6).replace(/\t$/, "");
    else if (inHead && line.startsWith("+++ b/")) path ??= line.slice(6).replace(/\t$/, "");
    else if (!inHead && line.startsWith("-")) count(line.slice(1).trim(), 1);
    else if (!inHead && line.startsWith("+")) count(line.slice(1).trim(), -1);
  }
  return bags;
}

/** How many lines a bag of bags holds, and how many of them another one holds as well; for some paths and lines only. */
export function compare(bags, others, { kind, line: wanted = () => true } = {}) {
  let all = 0;
  let both = 0;
  for (const [path, bag] of bags) {
    if (kind !== undefined && kindOf(path) !== kind) continue;
    for (const [line, count] of bag) {
      if (count <= 0 || !wanted(line)) continue;
      all += count;
      both += Math.min(count, Math.max(0, others.get(path)?.get(line) ?? 0));
    }
  }
  return { all, both };
}

/** Recall, precision and sizes of a removal, held against another one. */
export function heldAgainst(human, tool, { kind, line } = {}) {
  const wanted = compare(human, tool, { kind, line });
  const done = compare(tool, human, { kind, line });
  return {
    human: wanted.all,
    tool: done.all,
    recall: wanted.all > 0 ? wanted.both / wanted.all : undefined,
    precision: done.all > 0 ? done.both / done.all : undefined,
  };
}

/** Kinds of files that either removal touches. */
export const kindsOf = (...removals) => [...new Set(removals.flatMap((bags) => [...bags.keys()].map(kindOf)))].sort();
