import { count } from "./balance.js";
import type { ScanDependencies, ScanRequirement } from "./dependencies-document.js";
import { escapeLine, escapeName } from "./escape.js";
import { drawBoth } from "./loads.js";
import { drawDeletions, drawFrontier, drawSets } from "./scan-choices.js";
import type { ScanDocument } from "./scan-document.js";
import { drawRequirements } from "./scan-requirements.js";
import { type ScanStyle, section } from "./scan-section.js";

/** Draws what is installed and why, what each requirement costs, what no list names, and what nothing uses. */
export function drawDependencies(document: ScanDocument, style: ScanStyle): string {
  const { unused, misplaced, missing, unasked } = document.dependencies;
  return [
    section("Dependencies", summary(document.dependencies, style), { ...style, all: true }, document),
    drawDeletions(document, style),
    drawRequirements(document, style),
    drawSets(document, style),
    drawFrontier(document, style),
    section("Imported, but in no list", missing.length > 0 ? missingLines(document, style) : [], style, document),
    section("In a list, but nothing is seen to use or need it", unused.map(escapeLine), style, document),
    section(
      "In the wrong list",
      misplaced.map(
        ({ name, file, line, reason }) =>
          `${escapeLine(name)}  ${style.palette.place(`${escapeName(file)}:${line}`)} ${escapeLine(reason)}`,
      ),
      style,
      document,
    ),
    style.all ? section("Installed, but no list asks for it", unasked.map(escapeLine), style, document) : "",
  ]
    .filter((text) => text !== "")
    .join("\n");
}

/** The sums with their sources, and how many lines of each list are used. */
function summary(dependencies: ScanDependencies, { palette }: ScanStyle): string[] {
  const { packages, bytes, sources, requirements, development, unasked, target, source } = dependencies;
  const files = new Map<string, ScanRequirement[]>();
  for (const row of requirements) files.set(row.file, [...(files.get(row.file) ?? []), row]);
  const lines: string[] = [];
  if (packages !== null && sources.length > 0) {
    lines.push(`${count(packages, "package")}, ${drawBoth(bytes)}`);
    const added = development !== null && development.packages > 0 ? development : undefined;
    if (added) lines.push(`for development ${count(added.packages, "package")} more, ${drawBoth(added)}`);
    if (unasked.length > 0) lines.push(`${count(unasked.length, "installed package")} that no list asks for`);
    for (const [index, one] of sources.entries())
      lines.push(`${palette.place(escapeName(one.path))}  ${sourceWords(one, index === 0)}`);
    const { python, machine, libc, from } = target;
    lines.push(`for Python ${python}, ${machine}, ${libc}${from === null ? "" : ` (${escapeName(from)})`}`);
  } else if (source !== null && !files.has(source) && packages !== null)
    lines.push(`${palette.place(escapeName(source))}  ${count(packages, "package")}`);
  for (const [file, rows] of files) {
    const used = rows.filter(({ usedBy }) => usedBy.length > 0).length;
    const frozen = rows.filter(({ kind }) => kind === "frozen").length;
    const parts = [count(rows.length, "requirement"), `${used} used`];
    if (frozen > 0) parts.push(`${frozen} only brought along or pinned`);
    lines.push(`${palette.place(escapeName(file))}  ${parts.join(", ")}`);
  }
  return lines;
}

/** What a source tells. */
function sourceWords(
  { kind, packages, requirementsKnown, unknown }: ScanDependencies["sources"][number],
  first: boolean,
) {
  const what = { environment: "environment", lock: "lock file", resolver: "resolver" }[kind];
  const tells = [
    ...(first && requirementsKnown ? ["what needs what"] : []),
    ...(unknown.download < packages ? ["bytes of downloads"] : []),
    ...(unknown.installed < packages ? ["bytes on disk"] : []),
  ];
  const lacks = first && !requirementsKnown ? "; not what needs what" : "";
  return `${what} of ${count(packages, "package")}: ${tells.length > 0 ? tells.join(", ") : "versions only"}${lacks}`;
}

/** What the program needs first, then what it can do without. */
function missingLines({ dependencies }: ScanDocument, { palette }: ScanStyle): string[] {
  return [...dependencies.missing]
    .sort((a, b) => Number(a.optional) - Number(b.optional))
    .map(({ distribution, at, import: module, optional, comesThrough }) => {
      const how = optional ? "  (the program goes on without it)" : "";
      const way = comesThrough === null ? "" : `  (there through ${comesThrough.map(escapeLine).join(" → ")})`;
      return `${escapeLine(distribution)}  ${palette.place(escapeName(at))} imports ${escapeLine(module)}${how}${way}`;
    });
}
