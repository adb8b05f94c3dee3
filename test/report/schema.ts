import { readFileSync } from "node:fs";

type Schema = { [key: string]: unknown };

/**
 * Holds a value against one of the shipped schemas. It knows the keywords that they use and no others.
 *
 * @returns a sentence for each fault; empty if the value is valid
 */
export function schemaFaults(name: string, value: unknown): string[] {
  const url = new URL(`../../src/report/schemas/${name}.json`, import.meta.url);
  const root = JSON.parse(readFileSync(url, "utf8")) as Schema;
  return faults(root, root, value, "$");
}

const KNOWN = new Set(
  "$schema title type required properties additionalProperties items enum const $ref $defs".split(" "),
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
  if (Array.isArray(value))
    return value.flatMap((item, index) => faults(root, schema.items as Schema, item, `${at}[${index}]`));
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value);
  // A map: any key, one form of values.
  if (schema.properties === undefined)
    return entries.flatMap(([key, item]) => faults(root, schema.additionalProperties as Schema, item, `${at}.${key}`));
  const properties = schema.properties as Record<string, Schema>;
  return [
    ...(schema.required as string[]).filter((key) => !(key in value)).map((key) => `${at}.${key} is missing`),
    ...entries.filter(([key]) => !(key in properties)).map(([key]) => `${at}.${key} is not in the schema`),
    ...entries
      .filter(([key]) => key in properties)
      .flatMap(([key, item]) => faults(root, properties[key]!, item, `${at}.${key}`)),
  ];
}

function hasType(type: string, value: unknown): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  return typeof value === type;
}
