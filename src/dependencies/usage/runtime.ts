import type { DistributionName } from "../model.js";
import { lineAt, type UsageFile } from "./files.js";
import type { Use } from "./model.js";
import { chosenNeeds } from "./rules.js";
import { symbolPlaces } from "./symbols.js";
import { pythonTexts, settingTexts } from "./texts.js";

/** Files that hold settings of a program: their values are read, and nothing else. */
const SETTINGS = /(?:^|\/)(?:\.env[\w.-]*|[\w.-]+\.(?:env|ya?ml|toml|ini|cfg|conf))$/;

/** A text that stands for a place is no longer than this. */
const SHORT = 60;

/**
 * What the program needs at run time without importing it: by a name of another package, or by a text that chooses it.
 * One place for each rule, name and file, and one use for each line. Comments and docstrings are never read.
 *
 * @param known names that the lists or the graph have; of several that would do, those are taken
 */
export function runtimeUses(files: Iterable<UsageFile>, known: ReadonlySet<DistributionName>): Use[] {
  const uses: Use[] = [];
  for (const { path, text, isDevelopment } of files) {
    const isPython = /\.pyw?$/.test(path);
    if (!isPython && !SETTINGS.test(path)) continue;
    const places = new Set<string>();
    const add = (
      rule: { needs: readonly DistributionName[]; evidence: string },
      offset: number,
      one: Pick<Use, "kind" | "text" | "isOptional">,
    ) => {
      const line = lineAt(text, offset);
      for (const distribution of chosenNeeds(rule.needs, known)) {
        // Two rules may speak of one place: `models.ImageField`, `ImageField`.
        if (places.has(`${distribution} ${line}`)) continue;
        places.add(`${distribution} ${line}`);
        uses.push({ distribution, path, line, evidence: rule.evidence, isDevelopment, ...one });
      }
    };
    if (isPython)
      for (const { rule, name, offset, isOptional } of symbolPlaces(text))
        add(rule, offset, { kind: "symbol", text: name, isOptional });
    for (const { rule, text: value, offset } of isPython ? pythonTexts(text) : settingTexts(text))
      add(rule, offset, { kind: "text", text: shortened(value), isOptional: false });
  }
  return uses;
}

/** The beginning of a text that chooses something; of an address only the scheme, which hides its password. */
function shortened(text: string): string {
  const scheme = /^[\w+.-]+:\/\//.exec(text);
  if (scheme !== null) return scheme[0];
  return text.length > SHORT ? `${text.slice(0, SHORT)}…` : text;
}
