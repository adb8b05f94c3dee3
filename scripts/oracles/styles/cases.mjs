// purgecss's examples, each turned into removals of an invented target: a page of the target's uses part of the sheet.
import { dirname, join } from "node:path";
import { parse } from "parse5";
import { pathsBelow, show } from "../git.mjs";
import { element } from "./elsewhere.mjs";
import { elementsOf } from "./purge.mjs";
import { namesOf, prepared } from "./sheet.mjs";

const EXAMPLES = "packages/purgecss/__tests__/test_examples";
/** So many names of a sheet are the target's, one at a time; of more, as many are taken at equal distances. */
const MOST_NAMES = 60;
const LONGEST = 1 << 20;

/**
 * All cases: `sheet`, the `page` of the application and the one of the target (`own`). A sheet that cannot be used has a
 * `cause` instead.
 * @param {string} folder with `FullHuman+purgecss/repo`, a git directory
 */
export function readCases(folder) {
  const repository = join(folder, "FullHuman+purgecss", "repo");
  const paths = pathsBelow(repository, EXAMPLES);
  const read = (path) => show(repository, `HEAD:${path}`);
  return paths
    .filter((path) => path.endsWith(".css"))
    .flatMap((path) => {
      const name = path.slice(EXAMPLES.length + 1);
      const text = read(path);
      if (text.length > LONGEST) return [{ suite: "purgecss", name, cause: "the sheet is too large to be read" }];
      const sheet = prepared(text);
      const pages = paths.filter((one) => one.endsWith(".html") && dirname(one) === dirname(path));
      const twin = pages.filter((one) => one === path.replace(/\.css$/, ".html"));
      const elements = (twin.length > 0 ? twin : pages).flatMap((one) => byElement(read(one)));
      const found = [
        ...elements.map((one) => ({ suite: "purgecss, an element", ...one })),
        ...byName(sheet).map((one) => ({ suite: "purgecss, a name", ...one })),
      ];
      if (found.length === 0)
        return [{ suite: "purgecss", name, cause: "no element and no name that could be a feature's" }];
      return found.map(({ kind, ...one }) => ({ name: `${name} ${kind}`, sheet, ...one }));
    });
}

/** Each element of an example's own page with a class or an id stands on the target's page instead. */
function byElement(page) {
  return elementsOf(parse(page, { sourceCodeLocationInfo: true }))
    .filter(({ tagName, attrs }) => tagName !== "html" && attrs.some(({ name }) => name === "class" || name === "id"))
    .map(({ tagName, sourceCodeLocation: { startOffset, endOffset } }, at) => ({
      kind: `<${tagName}> ${at + 1}`,
      page: page.slice(0, startOffset) + page.slice(endOffset),
      own: page.slice(startOffset, endOffset),
    }));
}

/** Each class and id of the sheet is used by the target's page alone, and the others by another one. */
function byName(sheet) {
  const { classes, ids } = namesOf(sheet);
  const named = [
    ...[...classes].map((name) => [`.${name}`, element("i", "class", name)]),
    ...[...ids].map((name) => [`#${name}`, element("i", "id", name)]),
  ];
  const step = Math.max(1, named.length / MOST_NAMES);
  const chosen = named.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
  return chosen.map(([kind, own]) => {
    const rest = named.filter(([name]) => name !== kind).map(([, one]) => one);
    return { kind, own: `${own}\n`, page: `<!doctype html>\n${rest.join("\n")}\n` };
  });
}
