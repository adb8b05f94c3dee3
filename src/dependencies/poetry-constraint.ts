/**
 * Poetry's constraint as specifiers of PEP 440: `*` admits all, a bare version only itself, `^` and `~` all up to the next.
 * What a union leaves out (`<2.2 || >2.2`) is one version or, where specifiers cannot say it, admitted.
 *
 * @see https://python-poetry.org/docs/dependency-specification/#version-constraints
 */
export function poetrySpecifier(constraint: string): string {
  const single = constraint
    .replace(/<([^\s,|]+)\s*\|\|\s*>\1(?![^\s,|])/g, "!=$1")
    .replace(/,?<=?[^\s,|]+\s*\|\|\s*>=?[^\s,|]+/g, "");
  if (single.includes("|")) return "";
  return single
    .split(/,|(?<=[\w*])\s+(?=[\^~<>=!\d])/)
    .map((one) => one.trim())
    .filter((one) => one !== "" && one !== "*")
    .map((one) => (/^v?\d/.test(one) ? `==${one}` : caret(one)))
    .join(",");
}

function caret(constraint: string): string {
  const match = /^([\^~])\s*v?(\d+(?:\.\d+)*)([\w.+-]*)$/.exec(constraint);
  if (match === null) return constraint.replace(/\s+/g, "").replace(/^=(?!=)/, "==");
  const [, sign, version, rest] = match;
  const parts = version!.split(".").map(Number);
  // `^` lets all change but the first part that is not zero, `~` all but the first two.
  const firstSet = parts.findIndex((part) => part !== 0);
  const fixed = sign === "^" ? (firstSet < 0 ? parts.length - 1 : firstSet) : Math.min(1, parts.length - 1);
  const next = parts.slice(0, fixed + 1);
  next[fixed] = next[fixed]! + 1;
  return `>=${version}${rest},<${next.join(".")}`;
}
