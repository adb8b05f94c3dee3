import { readYaml, type YamlNode } from "../syntax/yaml.js";
import type { DefaultPlace } from "./code-defaults.js";
import { isSecretName } from "./names.js";
import { isRealValue } from "./values.js";

/** Files whose settings a program runs with; another YAML file may describe anything. */
const SETTINGS =
  /(?:^|\/)(?:(?:docker-)?compose[\w.-]*|[\w.-]*(?:config|configuration|settings|secrets?|values|application)[\w.-]*)\.ya?ml$/i;

/** Finds secrets written into compose files and settings, as they are or behind `${NAME:-…}`. */
export function settingDefaults(path: string, text: string): DefaultPlace[] {
  if (!SETTINGS.test(path)) return [];
  const found: DefaultPlace[] = [];
  const add = (name: string, value: string, start: number) => {
    const kind = isSecretName(name);
    const fallback = /^\$\{(\w+):?-([^}]*)\}$/.exec(value);
    const written = fallback ? fallback[2]! : value;
    if (kind === undefined || !isRealValue(kind, name, written)) return;
    const at = text.indexOf(written, start);
    if (at >= 0) found.push({ name, start: at, end: at + written.length });
  };
  const visit = (node: YamlNode) => {
    for (const { key, value } of node.items) {
      if (value?.kind === "scalar" && typeof value.value === "string") {
        if (typeof key?.value === "string") add(key.value, value.value, value.start);
        const pair = key === undefined ? /^([A-Za-z_]\w*)=(.+)$/s.exec(value.value) : null;
        if (pair) add(pair[1]!, pair[2]!, value.start + value.value.indexOf("=") + 1);
      } else if (value) visit(value);
    }
  };
  for (const document of readYaml(text).documents) visit(document);
  return found;
}
