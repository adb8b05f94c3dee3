import type { DistributionName, Specification } from "../model.js";
import { parseSpecification } from "../specification.js";
import { specificationOfAddress } from "./declare.js";
import { type LogicalLine, logicalLines, stripped } from "./logical-lines.js";
import { type ListOption, readOptions } from "./options.js";

interface Line {
  /** The line as it stands in the file, with all its continuations and what ends it. */
  raw: string;
  start: number;
  end: number;
  /** One-based. */
  line: number;
  /** What pip reads of it: joined, without comment; variables (`${TOKEN}`) stay as written. */
  text: string;
  comment?: { start: number; end: number };
}

/** A line that asks for a distribution, or, in a list of constraints, holds its version. */
export interface RequirementLine extends Line {
  kind: "requirement";
  /** What stands before the options. */
  requirement: string;
  /** It stands behind `-e`. */
  isEditable: boolean;
  /** Undefined for a path or an address without a name in front, and for what packaging refuses. */
  specification?: Specification;
  /** From the specification, from `#egg=` or from the file name of a wheel. */
  name?: DistributionName;
  /** Place of `requirement` in the file. */
  range: { start: number; end: number };
  /** `--hash` and what else stands behind it. */
  options: ListOption[];
}

/** One logical line of a requirements file. */
export type RequirementsLine =
  | RequirementLine
  /** Without requirement: `-r`, `-c`, indexes and so on. */
  | (Line & { kind: "options"; options: ListOption[] })
  /** Blank, or a comment alone. */
  | (Line & { kind: "blank" })
  /** pip refuses it. */
  | (Line & { kind: "other" });

/**
 * Reads a requirements file as pip does, without loss: every character belongs to exactly one line.
 *
 * @see https://pip.pypa.io/en/stable/reference/requirements-file-format/
 */
export function parseRequirementsFile(text: string): RequirementsLine[] {
  return logicalLines(text).map((line) => asRequirementsLine(line, text));
}

/** The text of lines: of all that were read, the file as it was. */
export function printRequirementsFile(lines: readonly RequirementsLine[]): string {
  return lines.map(({ raw }) => raw).join("");
}

function asRequirementsLine(line: LogicalLine, file: string): RequirementsLine {
  const { start, end, line: number, text, comment } = line;
  const base = { raw: file.slice(start, end), start, end, line: number, text, ...(comment && { comment }) };
  if (text === "") return { ...base, kind: "blank" };
  // Options start at the first word, as blanks alone part words, that starts with a line.
  const optionsAt = text.startsWith("-") ? 0 : text.indexOf(" -") + 1 || text.length;
  const before = stripped(text.slice(0, optionsAt));
  const options = readOptions(text.slice(optionsAt));
  if (options === undefined) return { ...base, kind: "other" };
  const editable = options.find(({ name }) => name === "--editable")?.value;
  if (before === "" && editable === undefined) return { ...base, kind: "options", options };
  const requirement = before === "" ? stripped(editable!) : before;
  // What a shell takes for one word may be written with quotes and escapes: then its place is that of the whole line.
  const at = Math.max(before === "" ? text.indexOf(requirement) : 0, 0);
  const isWhole = before === "" && !text.includes(requirement);
  const specification = isArchive(requirement) ? undefined : parseSpecification(requirement);
  const name = specification?.name ?? specificationOfAddress(requirement)?.name;
  return {
    ...base,
    kind: "requirement",
    requirement,
    isEditable: before === "",
    ...(specification && { specification }),
    ...(name !== undefined && { name }),
    range: { start: line.offsetOf(at), end: line.offsetOf(isWhole ? text.length : at + requirement.length) },
    options: before === "" ? [] : options,
  };
}

/** File names that pip takes for archives, unless an address follows. */
const ARCHIVE = /\.(?:zip|whl|tar\.(?:gz|bz2|xz|lz|lzma)|tgz|tar|tbz|txz|tlz)$/i;

function isArchive(requirement: string): boolean {
  const words = stripped(requirement.split(";")[0]!);
  return !words.includes("@") && ARCHIVE.test(words);
}
