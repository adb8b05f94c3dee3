import { count } from "./balance.js";
import { escapeLine, escapeName } from "./escape.js";
import type { ScanDocument, ScanRequirement } from "./scan-document.js";
import { type ScanStyle, section } from "./scan-section.js";

/** Draws what the lists of requirements ask for, what no list names, and what nothing uses. */
export function drawDependencies(document: ScanDocument, style: ScanStyle): string {
  const { source, packages, requirements, unused } = document.dependencies;
  const files = new Map<string, ScanRequirement[]>();
  for (const row of requirements) files.set(row.file, [...(files.get(row.file) ?? []), row]);
  const lines = [...files].map(([file, rows]) => {
    const used = rows.filter(({ usedBy }) => usedBy.length > 0).length;
    const frozen = rows.filter(({ kind }) => kind === "frozen").length;
    const parts = [count(rows.length, "requirement"), `${used} used`];
    if (frozen > 0) parts.push(`${frozen} only pinned`);
    return `${style.palette.place(escapeName(file))}  ${parts.join(", ")}`;
  });
  if (source !== null && !files.has(source))
    lines.unshift(
      `${style.palette.place(escapeName(source))}  ${packages === null ? "cannot be read" : count(packages, "package")}`,
    );
  const title = "Dependencies";
  return [
    section(title, lines, style, document),
    section("Imported, but in no list", missingLines(document, style), style, document),
    section("In a list, but nothing imports or runs it", unused.map(escapeLine), style, document),
    style.all
      ? section(
          "Requirements",
          requirements.map((row) => requirementLine(row, style)),
          style,
          document,
        )
      : "",
  ]
    .filter((text) => text !== "")
    .join("\n");
}

/** What the program needs first, then what it can do without. */
function missingLines({ dependencies }: ScanDocument, { palette }: ScanStyle): string[] {
  return [...dependencies.missing]
    .sort((a, b) => Number(a.optional) - Number(b.optional))
    .map(({ distribution, at, import: module, optional }) => {
      const how = optional ? "  (the program goes on without it)" : "";
      return `${escapeLine(distribution)}  ${palette.place(escapeName(at))} imports ${escapeLine(module)}${how}`;
    });
}

function requirementLine(row: ScanRequirement, { palette }: ScanStyle): string {
  const uses = row.usedBy.length === 0 ? (row.kind === "frozen" ? "only pinned" : "not used") : row.usedBy.join(", ");
  return `${palette.place(`${escapeName(row.file)}:${row.line}`)}  ${escapeLine(`${row.name}${row.specifier}`)}  ${escapeLine(uses)}`;
}
