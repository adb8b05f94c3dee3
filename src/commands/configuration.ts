import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isMap, isScalar, LineCounter, type Pair, parseDocument } from "yaml";
import { UserError } from "../errors.js";
import type { Repository } from "../git/repository.js";
import { closest } from "../target/suggest.js";

/** One entry under `targets` of `unpick.yaml`. */
export interface TargetEntry {
  preset?: string;
  names?: string[];
  packages?: string[];
  env?: string[];
  paths?: string[];
  successor?: string;
  keep?: string[];
  tombstone?: string[];
}

/** What `unpick.yaml` says. */
export interface Configuration {
  targets: Record<string, TargetEntry>;
  history?: string[];
  cleanup?: string[];
  entrypoints?: string[];
  transforms?: string;
  verify?: { run?: string };
  branch?: string;
}

/** The name of the file, at the top of the repository. */
export const CONFIGURATION_FILE = "unpick.yaml";

type Kind = "text" | "texts" | "object" | { keys: Shape };
interface Shape {
  [key: string]: Kind;
}

const TARGET_SHAPE: Shape = {
  preset: "text",
  names: "texts",
  packages: "texts",
  env: "texts",
  paths: "texts",
  successor: "text",
  keep: "texts",
  tombstone: "texts",
};

const SHAPE: Shape = {
  targets: "object",
  history: "texts",
  cleanup: "texts",
  entrypoints: "texts",
  transforms: "text",
  verify: { keys: { run: "text" } },
  branch: "text",
};

/**
 * Reads the configuration from the working tree, so that it counts before it is committed.
 *
 * @returns undefined if there is none
 * @throws UserError (exit 2) for an unknown key or a wrong type, with line and column
 */
export async function readConfiguration(repository: Repository): Promise<Configuration | undefined> {
  if (repository.root === null) return undefined;
  const path = join(repository.root, CONFIGURATION_FILE);
  const found = await lstat(path).catch(() => undefined);
  // A link could lead anywhere, and an error message would show what is there.
  if (!found?.isFile()) return undefined;
  return parseConfiguration(await readFile(path, "utf8"));
}

/** Parses and checks the text of `unpick.yaml`. */
export function parseConfiguration(text: string): Configuration {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${CONFIGURATION_FILE}:${line}:${col}`;
  };
  const [fault] = document.errors;
  if (fault)
    throw new UserError(`${place(fault.pos[0])}: ${fault.message.split("\n")[0]!.replace(/ at line .*$/, "")}`);
  const root: unknown = document.contents;
  if (root !== null) check(root, SHAPE, place, "the file");
  const targets = document.get("targets");
  if (isMap(targets)) {
    for (const pair of targets.items) check(pair.value, TARGET_SHAPE, place, `the target ${keyOf(pair)}`);
  }
  return { targets: {}, ...(document.toJS() as Partial<Configuration> | null) } as Configuration;
}

function check(node: unknown, shape: Shape, place: (offset: number) => string, where: string): void {
  if (node === null || (isScalar(node) && node.value === null)) return;
  if (!isMap(node)) throw new UserError(`${place(startOf(node))}: ${where} must be a mapping of keys to values.`);
  for (const pair of node.items) {
    const key = keyOf(pair);
    const kind = Object.hasOwn(shape, key) ? shape[key]! : undefined;
    if (kind === undefined) {
      const [suggestion] = closest(key, Object.keys(shape), 1);
      throw new UserError(
        `${place(startOf(pair.key))}: unknown key "${key}".`,
        suggestion ? `Did you mean ${suggestion}?` : `Keys of ${where}: ${Object.keys(shape).join(", ")}.`,
      );
    }
    if (typeof kind === "object") check(pair.value, kind.keys, place, key);
    else checkKind(pair, key, kind, place);
  }
}

function checkKind(
  pair: Pair,
  key: string,
  kind: "text" | "texts" | "object",
  place: (offset: number) => string,
): void {
  const value: unknown = isNode(pair.value) ? pair.value.toJSON() : pair.value;
  const isTexts = Array.isArray(value) && value.every((item) => typeof item === "string");
  const fits = value === null || { text: typeof value === "string", texts: isTexts, object: isMap(pair.value) }[kind];
  if (fits) return;
  const wanted = { text: "a text", texts: "a list of texts", object: "a mapping" }[kind];
  throw new UserError(`${place(startOf(pair.value))}: "${key}" must be ${wanted}.`);
}

function isNode(value: unknown): value is { toJSON(): unknown; range?: [number, number, number] | null } {
  return typeof value === "object" && value !== null && "toJSON" in value;
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
}

function startOf(node: unknown): number {
  return (isNode(node) ? node.range?.[0] : undefined) ?? 0;
}
