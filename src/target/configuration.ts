import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { UserError } from "../errors.js";
import { CONFIGURATION_SHAPE, type Configuration, type Shape } from "./schema.js";
import { closest } from "./suggest.js";

/** The name of the file, at the top of the repository. */
export const CONFIGURATION_FILE = "unpick.yaml";

/**
 * Parses and checks the text of `unpick.yaml`.
 *
 * @throws UserError (exit 2) with line and column: what is not YAML, an unknown key with the closest valid one, or a
 *   value of the wrong type
 */
export function parseConfiguration(text: string): Configuration {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const reader = new Reader(document, lines);
  const [fault] = document.errors;
  if (fault) throw reader.fault(fault.pos[0], fault.message);
  const value = reader.read(document.contents, CONFIGURATION_SHAPE, "the file") as Partial<Configuration> | undefined;
  return { targets: {}, ...value };
}

/** Reads nodes by a shape, so that nothing of another form gets through. */
class Reader {
  private readonly document: Document;
  private readonly lines: LineCounter;

  constructor(document: Document, lines: LineCounter) {
    this.document = document;
    this.lines = lines;
  }

  /** The value of a node; undefined if it is empty. */
  read(node: unknown, shape: Shape, what: string): unknown {
    const target = isAlias(node) ? node.resolve(this.document) : node;
    if (isAlias(node) && target === undefined)
      throw this.fault(startOf(node), `${what} refers to a mark that is not there`);
    if (target === null || target === undefined || (isScalar(target) && target.value === null)) return undefined;
    if (shape.is === "text") return this.readText(target, node, what);
    if (shape.is === "texts") {
      if (!isSeq(target)) throw this.wrongType(node, what, "a list of texts", target);
      return target.items.map((item, index) => {
        const text = this.read(item, { is: "text", about: "" }, `item ${index + 1} of ${what}`);
        if (text === undefined)
          throw this.fault(startOf(item) ?? startOf(target), `item ${index + 1} of ${what} is empty`);
        return text;
      });
    }
    return this.readMapping(target, node, shape, what);
  }

  private readText(target: unknown, node: unknown, what: string): string {
    if (isScalar(target) && typeof target.value === "string" && target.value !== "") return target.value;
    if (isScalar(target) && target.value === "") throw this.fault(startOf(node), `${what} is empty`);
    throw this.wrongType(node, what, "a text", target);
  }

  private readMapping(
    target: unknown,
    node: unknown,
    shape: Extract<Shape, { is: "keys" | "entries" }>,
    what: string,
  ): Record<string, unknown> {
    if (!isMap(target)) throw this.wrongType(node, what, "a mapping of keys to values", target);
    const entries: [string, unknown][] = [];
    for (const pair of target.items) {
      if (!isScalar(pair.key) || typeof pair.key.value === "object") {
        throw this.fault(startOf(pair.key) ?? startOf(target), `a key of ${what} must be a text`);
      }
      const key = String(pair.key.value);
      if (shape.is === "entries") {
        entries.push([key, this.read(pair.value, shape.each, `"${key}" of ${what}`) ?? {}]);
        continue;
      }
      const inner = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
      if (!inner) throw this.unknownKey(pair.key, key, Object.keys(shape.keys), what);
      const value = this.read(pair.value, inner, `"${key}"`);
      if (value !== undefined) entries.push([key, value]);
    }
    // Entries become own properties, whatever they are called.
    return Object.fromEntries(entries);
  }

  /** An error at a place; in words that begin a sentence after the place. */
  fault(offset: number | undefined, message: string, hint = ""): UserError {
    const { line, col } = this.lines.linePos(offset ?? 0);
    return new UserError(`${CONFIGURATION_FILE}:${line}:${col}: ${message.replace(/\.?$/, ".")}`, hint);
  }

  private wrongType(node: unknown, what: string, wanted: string, found: unknown): UserError {
    const hint = wanted === "a list of texts" && isScalar(found) ? `Write it as a list: [${String(found.value)}]` : "";
    return this.fault(startOf(node), `${what} must be ${wanted}, not ${typeName(found)}`, hint);
  }

  private unknownKey(node: unknown, key: string, valid: readonly string[], what: string): UserError {
    const [suggestion] = closest(key, valid, 1);
    const hint = suggestion ? `Did you mean ${suggestion}?` : `Valid keys are ${valid.join(", ")}.`;
    return this.fault(startOf(node), `unknown key "${key}" in ${what}`, hint);
  }
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function typeName(node: unknown): string {
  if (isMap(node)) return "a mapping";
  if (isSeq(node)) return "a list";
  if (!isScalar(node)) return "this";
  return typeof node.value === "number" ? "a number" : typeof node.value === "boolean" ? "true or false" : "a text";
}
