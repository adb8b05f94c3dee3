import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseConfiguration } from "../../src/target/configuration.js";
import { presetNames, presetOf } from "../../src/target/presets.js";
import { makeTarget } from "../../src/target/target.js";
import { schemaFaults } from "../report/schema.js";
import { configurationSchema, presetSchema } from "./json-schema.js";

const folder = new URL("../../src/target/schemas/", import.meta.url);
const faults = (name: string, value: unknown) => schemaFaults(name, value, folder);

/** The example of the documentation. */
const EXAMPLE = /```yaml\n([\s\S]*?)```/.exec(
  readFileSync(new URL("../../docs/configuration.md", import.meta.url), "utf8"),
)![1]!;

describe("the schema of unpick.yaml", () => {
  it.each([
    ["unpick", configurationSchema()],
    ["preset", presetSchema()],
  ])("%s.json says what the parser accepts", (name, schema) => {
    const file = new URL(`${name}.json`, folder);
    if (process.env.UNPICK_WRITE_SCHEMAS) writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(schema);
  });

  it("accepts the example of the documentation, which names every key", () => {
    expect(faults("unpick", parse(EXAMPLE))).toEqual([]);
    const { targets, ...rest } = parseConfiguration(EXAMPLE);
    const { properties } = configurationSchema() as { properties: Record<string, { additionalProperties?: object }> };
    expect(["targets", ...Object.keys(rest)].sort()).toEqual(Object.keys(properties).sort());
    const each = properties.targets!.additionalProperties as { properties: object };
    expect(Object.values(targets).flatMap(Object.keys).sort()).toEqual(Object.keys(each.properties).sort());
  });

  const valid = [
    "targets: {ollama: }",
    "targets: {ollama: {names: [a], env: [], weak: ['11434']}}",
    "targets:\nhistory:\nverify: {run: }",
    "{}",
  ];
  const invalid = [
    "targets: {ollama: {succesor: x}}",
    "target: {}",
    "toString: 1",
    "verify: {command: x}",
    "targets: [ollama]",
    "targets: {a: {names: local}}",
    "targets: {a: {weak: [11434]}}",
    "targets: {a: {names: ['']}}",
    "targets: {a: {names: [null]}}",
    "branch: ''",
    "branch: 3",
    "transforms: [./a]",
    "verify: pytest",
    "history: true",
  ];

  it.each(valid)("and the parser both take %j", (text) => {
    expect(faults("unpick", parse(text))).toEqual([]);
    expect(() => parseConfiguration(text)).not.toThrow();
  });

  it.each(invalid)("and the parser both refuse %j", (text) => {
    expect(faults("unpick", parse(text))).not.toEqual([]);
    expect(() => parseConfiguration(text)).toThrow();
  });
});

describe("presets", () => {
  const files = readdirSync(new URL("../../src/target/presets/", import.meta.url));

  it("are the files of a folder, and nothing else is one", () => {
    expect(files.sort()).toEqual(presetNames().map((name) => `${name}.json`));
    for (const name of ["../schema", "constructor", "", "ollama.json", "../presets/ollama"])
      expect(presetOf(name), name).toBeUndefined();
    expect(presetOf("OLLAMA")).toBe(presetOf("ollama"));
  });

  it.each(presetNames())("%s is valid, and can be written under a target of unpick.yaml", (name) => {
    const preset = presetOf(name)!;
    expect(faults("preset", preset)).toEqual([]);
    expect(faults("unpick", { targets: { [name]: preset } })).toEqual([]);
    expect(parseConfiguration(JSON.stringify({ targets: { [name]: preset } })).targets[name]).toEqual(preset);
  });

  it.each(presetNames())("%s says nothing twice, and nothing weak that is a mention anyway", (name) => {
    const preset = presetOf(name)!;
    const target = makeTarget({ name });
    for (const key of ["names", "modules", "packages", "env", "images", "weak"] as const) {
      const entries = preset[key] ?? [];
      expect(new Set(entries).size, key).toBe(entries.length);
    }
    // A mention counts wherever it stands, so calling it weak would say something that is not so.
    const onlyTheName = makeTarget({ name, preset: null });
    for (const entry of preset.weak ?? []) expect(onlyTheName.matches(entry), entry).toBe(false);
    for (const entry of preset.names ?? []) expect(target.matches(entry), entry).toBe(true);
    // A further spelling that the name alone would find everywhere says nothing.
    for (const entry of preset.names ?? []) {
      const forms = [entry, entry.replaceAll("-", " ")];
      expect(
        forms.every((form) => onlyTheName.matches(form)),
        entry,
      ).toBe(false);
    }
  });
});
