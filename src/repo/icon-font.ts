/** A rule that shows one picture, by one name or several: `.icon-cart:before { content: "\e902"; color: #333; }`. */
const PICTURE = /^[^,{}]+::?before(?:\s*,[^,{}]+::?before)*$/;
const PICTURE_BODY = /^content:\s*(["'])\\[ef][\da-f]{2,4}\1(?:;\s*(?:margin-left|color|opacity):[^;]+)*;?$/i;
const PREFIXED = /\[class[*^]=["']?\s?[\w-]+-["']?\]/;

/**
 * True for a sheet as tools for icon fonts (IcoMoon, Fontello) write it beside the font: the font, one rule for all
 * pictures, which switches speech off, and a rule for each picture. The next run of the tool writes it anew.
 */
export function isIconFontSheet(text: string): boolean {
  const rules = plainRules(text.replace(/\/\*[\s\S]*?\*\//g, ""));
  if (!rules) return false;
  const rest = rules.filter(([head, body]) => !(PICTURE.test(head) && PICTURE_BODY.test(body)));
  const common = rest.filter(([head, body]) => PREFIXED.test(head) && /\bspeak:\s*(?:none|never)\b/.test(body));
  const others = rest.filter((one) => one !== common[0] && one[0] !== "@font-face");
  return rest.length < rules.length && common.length === 1 && others.length === 0;
}

/** Selectors and declarations of each rule; undefined if there is anything else, such as rules inside of others. */
function plainRules(sheet: string): [string, string][] | undefined {
  const blocks = sheet.split("}");
  if (blocks.pop()!.trim() !== "") return undefined;
  const rules = blocks.map((block) => block.split("{").map((part) => part.trim()));
  return rules.every((rule): rule is [string, string] => rule.length === 2) ? rules : undefined;
}
