import type { DistributionName } from "../model.js";
import { lineAt, type UsageFile } from "./files.js";
import type { Use } from "./model.js";
import { type NamedModule, namedInPython } from "./python-settings.js";
import { namedInMkdocs, namedInSettings, type ToolSettings, toolSettings } from "./tool-settings.js";

/** The first part of a module's name, in quotes as Python writes it. */
const QUOTED = /["']([A-Za-z_]\w*)(?=["'.:])/g;

/**
 * What settings use: modules that settings of a program name, plug-ins that those of a tool name, and tools whose settings
 * stand here. One place for each distribution and file.
 *
 * @param known names that the lists have
 * @param distributionsOf those of them that may provide a module in dotted form
 */
export function namedUses(
  files: Iterable<UsageFile>,
  known: ReadonlySet<DistributionName>,
  distributionsOf: (module: string) => readonly DistributionName[],
): Use[] {
  const uses: Use[] = [];
  const tops = new Map<string, boolean>();
  const isKnown = (top: string) => {
    const there = tops.get(top) ?? distributionsOf(top).length > 0;
    tops.set(top, there);
    return there;
  };
  for (const { path, text, isDevelopment } of files) {
    const seen = new Set<string>();
    const add = (
      needs: readonly DistributionName[],
      offset: number,
      one: Pick<Use, "kind" | "text" | "evidence" | "isOptional" | "isDevelopment">,
    ) => {
      for (const distribution of needs) {
        if (!known.has(distribution) || seen.has(distribution)) continue;
        seen.add(distribution);
        uses.push({ distribution, path, line: lineAt(text, offset), ...one });
      }
    };
    const addModule = ({ module, offset, text: words, evidence, isOptional }: NamedModule, isTool: boolean) =>
      add(distributionsOf(module), offset, {
        kind: isTool ? "plugin" : "text",
        text: words,
        evidence,
        isOptional,
        isDevelopment: isDevelopment || isTool,
      });
    const addTool = ({ needs, offset, ...one }: ToolSettings) =>
      add(needs, offset, { ...one, kind: "settings", isOptional: false });
    // Most files name nothing of what is asked for: their strings are not read.
    if (/\.py$/.test(path)) {
      if ([...text.matchAll(QUOTED)].some((match) => isKnown(match[1]!)))
        for (const one of namedInPython(path, text))
          addModule(one, /(?:^|\/)conf\.py$/.test(path) && one.evidence.startsWith("Sphinx"));
    } else for (const one of namedInSettings(path, text)) addModule(one, one.evidence.includes("documentation"));
    for (const one of namedInMkdocs(path, text)) addTool(one);
    for (const one of toolSettings(path, text)) addTool(one);
  }
  return uses;
}
