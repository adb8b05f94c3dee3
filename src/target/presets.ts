import { readdirSync, readFileSync } from "node:fs";
import type { TargetEntry } from "./schema.js";

/**
 * What is known of a vendor beforehand: a file of data in the folder `presets`. Its keys are those of a target in
 * `unpick.yaml`, where they mean the same, so that a preset can do nothing that a user cannot write.
 */
export type Preset = Pick<TargetEntry, (typeof PRESET_KEYS)[number]> & { display: string };

/** The keys of a target that a preset may have besides `display`. */
export const PRESET_KEYS = ["display", "names", "modules", "packages", "env", "images", "weak"] as const;

/** How vendors without a preset write themselves, for text that a successor's name goes into. */
const DISPLAY_FORMS: Readonly<Record<string, string>> = {
  deepseek: "DeepSeek",
  github: "GitHub",
  gitlab: "GitLab",
  litellm: "LiteLLM",
  llamacpp: "llama.cpp",
  lmstudio: "LM Studio",
  mongodb: "MongoDB",
  mysql: "MySQL",
  openrouter: "OpenRouter",
  paypal: "PayPal",
  postgresql: "PostgreSQL",
  rabbitmq: "RabbitMQ",
  sqlite: "SQLite",
  vllm: "vLLM",
  xai: "xAI",
};

/** The folder beside this file, here and in the built package alike. */
const FOLDER = new URL("./presets/", import.meta.url);

const loaded = new Map<string, Preset>();
let names: string[] | undefined;

/** The preset of a name, in any case; undefined if there is none. */
export function presetOf(name: string): Preset | undefined {
  const key = name.toLowerCase();
  // Only a name of the list ever becomes a path.
  if (!presetNames().includes(key)) return undefined;
  const known = loaded.get(key);
  if (known) return known;
  const preset = JSON.parse(readFileSync(new URL(`${key}.json`, FOLDER), "utf8")) as Preset;
  loaded.set(key, preset);
  return preset;
}

/** Names of all presets, sorted. */
export function presetNames(): readonly string[] {
  names ??= readdirSync(FOLDER)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .sort();
  return names;
}

/** How a vendor is written in prose, if that is known. */
export function displayForm(name: string): string | undefined {
  const key = name.toLowerCase();
  return presetOf(key)?.display ?? (Object.hasOwn(DISPLAY_FORMS, key) ? DISPLAY_FORMS[key] : undefined);
}
