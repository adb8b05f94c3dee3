import type { Edit, Proposal } from "../../engine/model.js";
import { applyEdits } from "../../syntax/edits.js";
import { readToml, type TomlText } from "../../syntax/toml.js";
import type { DeclaredList } from "../lists/model.js";
import { CPU_INDEX, CPU_INDEX_NAME, RISK, refused, torchOf } from "./torch-builds.js";

/**
 * The CPU builds of torch for a project: an index that only they are taken from, for uv and for Poetry.
 *
 * @param hasUvLock whether uv locks the project
 * @param obstacle why it cannot be done anywhere in the repository, if it cannot
 * @param saving what it saves, in words
 * @returns undefined if the project is not about torch, or names where its builds come from already
 */
export function cpuTorchInProject(
  list: DeclaredList,
  text: string,
  hasUvLock: boolean,
  obstacle: string | undefined,
  saving: string,
): Proposal | undefined {
  const torch = torchOf(list.requirements);
  if (torch.length === 0) return undefined;
  const toml = readToml(text);
  const names = [...new Set(torch.map(({ name }) => name))];
  const isPoetry = toml.tables.some(({ key }) => key === "tool.poetry.dependencies");
  const isUv = hasUvLock || toml.tables.some(({ key }) => /^tool\.uv\b/.test(key));
  const change = isPoetry ? forPoetry(toml, text, names) : isUv ? forUv(toml, text, names) : NO_TOOL;
  if (change === undefined) return undefined;
  const reason = obstacle ?? change.refusal;
  if (reason !== undefined)
    return { path: list.path, action: "review", reason, places: torch.map((one) => refused(one, reason)) };
  const command = isPoetry ? "poetry lock" : "uv lock";
  return {
    path: list.path,
    action: "write",
    content: applyEdits(text, change.edits),
    reason: "build for processors alone",
    places: torch.map(({ range }) => ({ ...range, fate: "rewritten", reason: "build for processors alone" })),
    notes: [
      `${list.path}: torch for processors alone; ${saving}; ${RISK}`,
      `${list.path}: the lock file still names the CUDA build: \`${command}\` writes it again`,
    ],
  };
}

interface Change {
  edits: Edit[];
  refusal?: string;
}

const NO_TOOL: Change = {
  edits: [],
  refusal: "neither uv nor Poetry is set up: nothing here can name an index for torch alone",
};
const OTHER_FORM: Change = { edits: [], refusal: "sources are written in a form that is not edited" };
const OTHER_SOURCE: Change = { edits: [], refusal: "another source is named already" };

/** @see https://docs.astral.sh/uv/guides/integration/pytorch/ */
function forUv(toml: TomlText, text: string, names: readonly string[]): Change | undefined {
  const uv = toml.tables.find(({ key }) => key === "tool.uv");
  if (uv?.entries.some(({ key }) => /^(?:sources|index)\b/.test(key))) return OTHER_FORM;
  if (toml.tables.some(({ key }) => key.startsWith("tool.uv.sources."))) return OTHER_FORM;
  const indexes = toml.tables.filter(({ key }) => key === "tool.uv.index");
  const sources = toml.tables.find(({ key }) => key === "tool.uv.sources");
  const known = names.flatMap((name) => sources?.entries.find(({ key }) => key === name) ?? []);
  const index = indexes.find((one) => isCpu(textOf(one, "url")));
  const indexName = (index && textOf(index, "name")) ?? CPU_INDEX_NAME;
  if (known.some(({ value }) => text.slice(value.start, value.end).includes(`"${indexName}"`) === false))
    return OTHER_SOURCE;
  const open = names.filter((name) => !known.some(({ key }) => key === name));
  if (open.length === 0) return undefined;
  const end = lineEndOf(text);
  const lines = open.map((name) => `${name} = { index = "${indexName}" }`);
  const edits: Edit[] = [];
  let tail = "";
  if (index === undefined)
    tail += block(["[[tool.uv.index]]", `name = "${indexName}"`, `url = "${CPU_INDEX}"`, "explicit = true"], end);
  if (sources === undefined) tail += block(["[tool.uv.sources]", ...lines], end);
  else edits.push(afterTable(text, sources, lines, end));
  if (tail !== "") edits.push(atEnd(text, tail, end));
  return { edits };
}

/** @see https://python-poetry.org/docs/repositories/#explicit-package-sources */
function forPoetry(toml: TomlText, text: string, names: readonly string[]): Change | undefined {
  const table = toml.tables.find(({ key }) => key === "tool.poetry.dependencies")!;
  const found = names.map((name) => table.entries.find(({ key }) => key.toLowerCase() === name));
  const source = toml.tables.find((one) => one.key === "tool.poetry.source" && isCpu(textOf(one, "url")));
  const sourceName = (source && textOf(source, "name")) ?? CPU_INDEX_NAME;
  const edits: Edit[] = [];
  for (const entry of found) {
    if (entry === undefined || entry.value.kind === "array") return OTHER_FORM;
    const { value } = entry;
    if (value.kind === "literal") {
      const version = text.slice(value.start, value.end);
      edits.push({ start: value.start, end: value.end, text: `{ version = ${version}, source = "${sourceName}" }` });
      continue;
    }
    const known = value.entries.find(({ key }) => key === "source");
    if (known?.value.value === sourceName) continue;
    if (known !== undefined || text[value.start] !== "{" || value.entries.some(({ key }) => key === "url"))
      return OTHER_SOURCE;
    const last = value.entries.at(-1)!.end;
    edits.push({ start: last, end: last, text: `, source = "${sourceName}"` });
  }
  if (edits.length === 0) return undefined;
  const end = lineEndOf(text);
  const lines = ["[[tool.poetry.source]]", `name = "${sourceName}"`, `url = "${CPU_INDEX}"`, 'priority = "explicit"'];
  if (source === undefined) edits.push(atEnd(text, block(lines, end), end));
  return { edits };
}

const isCpu = (url: string | undefined) => url?.replace(/\/+$/, "") === CPU_INDEX;

function textOf({ entries }: TomlText["tables"][number], key: string): string | undefined {
  const value = entries.find((entry) => entry.key === key)?.value.value;
  return typeof value === "string" ? value : undefined;
}

const lineEndOf = (text: string) => (text.includes("\r\n") ? "\r\n" : "\n");

/** Lines of a table, a blank one in front. */
const block = (lines: readonly string[], end: string) => end + lines.map((line) => line + end).join("");

function atEnd(text: string, tail: string, end: string): Edit {
  const open = text === "" || text.endsWith("\n") ? "" : end;
  return { start: text.length, end: text.length, text: open + tail };
}

/** Below the last entry of a table, and what is said beside it. */
function afterTable(text: string, table: TomlText["tables"][number], lines: readonly string[], end: string): Edit {
  const from = table.entries.at(-1)?.end ?? table.headerEnd;
  const at = from + /^[^\r\n]*/.exec(text.slice(from))![0].length;
  return { start: at, end: at, text: lines.map((line) => end + line).join("") };
}
