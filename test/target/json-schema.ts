import { PRESET_KEYS } from "../../src/target/presets.js";
import { CONFIGURATION_SHAPE, type Shape, TARGET_KEYS } from "../../src/target/schema.js";

const DIALECT = "https://json-schema.org/draft/2020-12/schema";

/** The JSON schema of `unpick.yaml`, which editors check it with while it is written. */
export function configurationSchema(): object {
  return { $schema: DIALECT, title: "unpick.yaml", ...schemaOf(CONFIGURATION_SHAPE, true) };
}

/** The JSON schema of a preset: a target of `unpick.yaml` with fewer keys, none of which may be empty. */
export function presetSchema(): object {
  const properties = Object.fromEntries(PRESET_KEYS.map((key) => [key, schemaOf(TARGET_KEYS[key], false)]));
  return {
    $schema: DIALECT,
    title: "Preset of unpick",
    type: "object",
    required: ["display"],
    properties,
    additionalProperties: false,
  };
}

/** @param optional whether a key may stand without a value, as YAML allows */
function schemaOf(shape: Shape, optional: boolean): object {
  const types = (type: string) => (optional ? [type, "null"] : type);
  const description = shape.about;
  switch (shape.is) {
    case "text":
      return { description, type: types("string"), minLength: 1 };
    case "texts":
      return { description, type: types("array"), items: { type: "string", minLength: 1 } };
    case "keys": {
      const properties = Object.fromEntries(
        Object.entries(shape.keys).map(([key, inner]) => [key, schemaOf(inner, optional)]),
      );
      return { description, type: types("object"), properties, additionalProperties: false };
    }
    case "entries":
      return { description, type: types("object"), additionalProperties: schemaOf(shape.each, optional) };
  }
}
