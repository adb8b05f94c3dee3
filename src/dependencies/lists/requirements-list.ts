import { dirname, join } from "node:path/posix";
import { audienceOfFile } from "./audience.js";
import { declare, type Found, specificationOfAddress } from "./declare.js";
import type { Audience, DeclaredList, Included, PackageIndex } from "./model.js";
import { parseRequirementsFile, type RequirementsLine } from "./requirements-file.js";

/** Words in the first comments by which a tool says that it wrote the list. */
const GENERATED = /(?:auto-?generated|@generated|generated)\s+(?:by|with)\s+(?:the\s+)?[`'"]?([\w.-]*\w)/i;

/**
 * Reads a requirements file as a list.
 *
 * @param audience whom all of it is for; left out, its name says that
 */
export function readRequirementsList(
  path: string,
  text: string,
  audience: Audience = audienceOfFile(path),
): DeclaredList {
  const lines = parseRequirementsFile(text);
  const { found, ...told } = factsOfLines(lines, path, audience);
  return {
    path,
    format: "requirements",
    isEditable: true,
    requirements: declare(path, text, found),
    ...told,
    ...generatorOf(text, lines),
  };
}

/** What lines of a requirements file say, wherever they stand. */
export function factsOfLines(lines: readonly RequirementsLine[], path: string, audience: Audience) {
  const found: Found[] = [];
  const includes: Included[] = [];
  const indexes: PackageIndex[] = [];
  const faults: DeclaredList["faults"] = [];
  for (const one of lines) {
    const { line } = one;
    if (one.kind === "blank") continue;
    if (one.kind === "other") {
      faults.push({ line, message: `pip refuses the line: ${one.text}` });
      continue;
    }
    if (one.kind === "requirement") {
      const specification = one.specification ?? specificationOfAddress(one.requirement);
      const { isEditable, range } = one;
      const hashes = one.options.flatMap(({ name, value }) => (name === "--hash" && value ? [value] : []));
      if (specification) found.push({ specification, audience, range, isEditable, hashes });
      // The project itself (`-e .[dev]`) is no requirement.
      else if (!/^\.\/?(?:\[[^\]]*\])?$/.test(one.requirement))
        faults.push({ line, message: `names no distribution: ${one.requirement}` });
      continue;
    }
    for (const { name, value = "" } of one.options) {
      if (name === "--requirement" || name === "--constraint")
        includes.push({
          path: /^[a-z]+:\/\//i.test(value) ? value : join(dirname(path), value),
          as: name === "--requirement" ? "requirements" : "constraints",
          line,
        });
      const kind = { "--index-url": "index", "--extra-index-url": "extra", "--find-links": "links" }[name];
      if (kind !== undefined) indexes.push({ url: value, kind: kind as PackageIndex["kind"], line });
    }
  }
  return { found, includes, indexes, faults };
}

function generatorOf(text: string, lines: readonly RequirementsLine[]): { generator?: string } {
  for (const { comment, kind } of lines.slice(0, 12)) {
    if (kind !== "blank") break;
    const words = comment && text.slice(comment.start, comment.end);
    const generator = words && GENERATED.exec(words)?.[1];
    if (generator) return { generator };
  }
  return {};
}
