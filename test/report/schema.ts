import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import AjvDraft04 from "ajv-draft-04";
import addFormats from "ajv-formats";

const SCHEMAS = new URL("../../src/report/schemas/", import.meta.url);
const validators = new Map<string, ValidateFunction>();

/**
 * Holds a value against one of the shipped schemas.
 *
 * @param folder where the schema lies; that of the documents which commands print if left out
 * @returns a sentence for each fault; empty if the value is valid
 * @throws Error if the schema leaves open which properties an object may have, or is no schema
 */
export function schemaFaults(name: string, value: unknown, folder = SCHEMAS): string[] {
  const url = new URL(`${name}.json`, folder);
  return faults(url.href, value, () => {
    const schema = JSON.parse(readFileSync(url, "utf8"));
    mustBeClosed(schema, name);
    return new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);
  });
}

/** Holds a value against the schema of SARIF 2.1.0, as SchemaStore publishes it. */
export function sarifFaults(value: unknown): string[] {
  return faults("sarif", value, () => {
    const path = createRequire(import.meta.url).resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
    const ajv = new AjvDraft04.default({ allErrors: true, unicodeRegExp: false });
    addFormats.default(ajv);
    return ajv.compile(JSON.parse(readFileSync(path, "utf8")));
  });
}

function faults(key: string, value: unknown, compile: () => ValidateFunction): string[] {
  const validate = validators.get(key) ?? compile();
  validators.set(key, validate);
  if (validate(value)) return [];
  return validate.errors!.map((error) => `$${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}

/** A key that a document has and its schema does not must be a fault. */
function mustBeClosed(schema: unknown, at: string): void {
  if (typeof schema !== "object" || schema === null) return;
  if ("properties" in schema && !("additionalProperties" in schema))
    throw new Error(`the schema says at ${at} what an object has, not what else it may have`);
  for (const [key, inner] of Object.entries(schema)) mustBeClosed(inner, `${at}.${key}`);
}
