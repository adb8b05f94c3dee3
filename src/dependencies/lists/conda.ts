import { readYaml, type YamlNode } from "../../syntax/yaml.js";
import { MAIN } from "./audience.js";
import { declare, specificationOf } from "./declare.js";
import type { DeclaredList } from "./model.js";
import { lineNumbers } from "./places.js";
import { parseRequirementsFile } from "./requirements-file.js";
import { factsOfLines } from "./requirements-list.js";

/** `channel::name[build] version build`, in any of conda's spellings. */
const MATCH = /^(?:[\w./:-]+::)?([A-Za-z0-9_][\w.-]*)(?:\[[^\]]*\])?\s*(.*)$/s;

/**
 * Reads an environment of conda (`environment.yml`), with the list that it hands to pip. Packages of conda are taken for
 * distributions of the same name.
 *
 * @returns undefined if the file lists no packages: workflows have files of that name, too
 * @see https://docs.conda.io/projects/conda/en/latest/user-guide/concepts/pkg-specs.html#package-match-specifications
 */
export function readConda(path: string, text: string): DeclaredList | undefined {
  const { documents, faults } = readYaml(text);
  const list = documents[0] && valueFor(documents[0], "dependencies");
  if (list?.kind !== "sequence" && !(faults.length > 0 && /^dependencies:/m.test(text))) return undefined;
  const lineOf = lineNumbers(text);
  const read: DeclaredList = {
    path,
    format: "conda",
    isEditable: false,
    requirements: [],
    includes: [],
    indexes: [],
    faults,
  };
  for (const { value } of list?.items ?? []) {
    if (value === undefined) continue;
    if (typeof value.value === "string") {
      const [, name, rest] = MATCH.exec(value.value) ?? [];
      const range = placeOf(text, value);
      if (name === undefined) read.faults.push({ line: lineOf(value.start), message: `is no package: ${value.value}` });
      else if (name !== "python" && name !== "pip") {
        const specification = specificationOf(name, { specifier: specifierOf(rest!) });
        read.requirements.push(...declare(path, text, [{ specification, audience: MAIN, range }]));
      }
    }
    for (const item of (value.kind === "mapping" && valueFor(value, "pip")?.items) || [])
      addPip(read, text, item.value);
  }
  return read;
}

/** A member of the list for pip is a line of a requirements file. */
function addPip(read: DeclaredList, text: string, node: YamlNode | undefined): void {
  if (typeof node?.value !== "string") return;
  const place = placeOf(text, node);
  const line = lineNumbers(text)(place.start);
  const facts = factsOfLines(parseRequirementsFile(node.value), read.path, MAIN);
  read.requirements.push(
    ...declare(
      read.path,
      text,
      facts.found.map((one) => ({ ...one, range: place })),
    ),
  );
  read.includes.push(...facts.includes.map((one) => ({ ...one, line })));
  read.indexes.push(...facts.indexes.map((one) => ({ ...one, line })));
  read.faults.push(...facts.faults.map((one) => ({ ...one, line })));
}

function valueFor(node: YamlNode, key: string): YamlNode | undefined {
  return node.items.find((item) => item.key?.value === key)?.value;
}

function placeOf(text: string, { start, end }: YamlNode) {
  const isQuoted = /^["']/.test(text[start] ?? "");
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}

/** conda's versions: `1.2` behind one `=` is a prefix, behind two the version; a build follows the next `=` or a blank. */
function specifierOf(written: string): string {
  const words = written.trim().replace(/^=+/, (signs) => (signs === "=" ? "~" : "=="));
  if (words.startsWith("~")) {
    const version = words
      .slice(1)
      .trim()
      .split(/[=\s]/)[0]!
      .replace(/\.?\*$/, "");
    return version === "" ? "" : `==${version}.*`;
  }
  if (words.startsWith("==")) return `==${words.slice(2).trim().split(/[=\s]/)[0]}`;
  if (/^\d/.test(words)) {
    const version = words.split(/[=\s]/)[0]!;
    return version.includes("*") ? `==${version.replace(/\.?\*$/, "")}.*` : `==${version}`;
  }
  // A union says more than specifiers can.
  return words.includes("|") || words === "*" ? "" : words.replace(/\s+/g, "");
}
