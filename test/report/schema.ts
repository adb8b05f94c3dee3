import { readFileSync } from "node:fs";

const SCHEMAS = new URL("../../src/report/schemas/", import.meta.url);

type Schema = { [key: string]: unknown };

/**
 * Holds a value against one of the shipped schemas. It knows the keywords that they use and no others.
 *
 * @param folder where the schema lies; that of the documents which commands print if left out
 * @returns a sentence for each fault; empty if the value is valid
 */
export function schemaFaults(name: string, value: unknown, folder = SCHEMAS): string[] {
  const url = new URL(`${name}.json`, folder);
  const root = JSON.parse(readFileSync(url, "utf8")) as Schema;
  return faults(root, root, value, "$");
}

const KNOWN = new Set(
  "$schema title description type required properties additionalProperties items minLength enum const $ref $defs".split(
    " ",
  ),
);

function faults(root: Schema, schema: Schema, value: unknown, at: string): string[] {
  const unknown = Object.keys(schema).filter((key) => !KNOWN.has(key));
  if (unknown.length > 0) throw new Error(`the validator does not know ${unknown.join(", ")}`);
  if (typeof schema.$ref === "string") {
    const name = schema.$ref.replace("#/$defs/", "");
    return faults(root, (root.$defs as Record<string, Schema>)[name]!, value, at);
  }
  if ("const" in schema && value !== schema.const) return [`${at} is not ${schema.const}`];
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) return [`${at} is none of ${schema.enum.join(", ")}`];
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => hasType(type as string, value)))
    return [`${at} is no ${types.join("|")}`];
  if (typeof value === "string" && value.length < ((schema.minLength as number | undefined) ?? 0))
    return [`${at} is empty`];
  if (Array.isArray(value))
    return value.flatMap((item, index) => faults(root, schema.items as Schema, item, `${at}[${index}]`));
  if (typeof value !== "object" || value === null) return [];
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  const schemaOf = (key: string) => (Object.hasOwn(properties, key) ? properties[key] : schema.additionalProperties);
  return [
    ...((schema.required ?? []) as string[])
      .filter((key) => !Object.hasOwn(value, key))
      .map((key) => `${at}.${key} is missing`),
    ...Object.entries(value).flatMap(([key, item]) => {
      const inner = schemaOf(key);
      return typeof inner === "object"
        ? faults(root, inner as Schema, item, `${at}.${key}`)
        : [`${at}.${key} is not in the schema`];
    }),
  ];
}

function hasType(type: string, value: unknown): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  return typeof value === type;
}
