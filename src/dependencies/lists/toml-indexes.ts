import type { TomlValue } from "../../syntax/toml.js";
import type { PackageIndex } from "./model.js";
import { lineNumbers } from "./places.js";
import { entryOf, type TomlSetting, textAt } from "./toml-entries.js";

/** Tables that each name one index: of uv, Poetry, PDM and Pipenv. */
const RECORDS = /^(?:tool\.uv\.index|tool\.poetry\.source|tool\.pdm\.source|source)$/;
const PLAIN: Readonly<Record<string, PackageIndex["kind"]>> = {
  "tool.uv.index-url": "index",
  "tool.uv.extra-index-url": "extra",
  "tool.uv.find-links": "links",
};

/** Where a TOML list says packages are to be found. */
export function indexesOf(settings: readonly TomlSetting[], text: string): PackageIndex[] {
  const lineOf = lineNumbers(text);
  return settings.flatMap(({ keys, value, place }) => {
    const key = keys.join(".");
    const kind = PLAIN[key];
    const line = lineOf(place.start);
    if (kind !== undefined)
      return [value, ...value.items].flatMap((one) =>
        typeof one.value === "string" ? [{ url: one.value, kind, line }] : [],
      );
    if (!RECORDS.test(key)) return [];
    return (value.kind === "array" ? value.items : [value]).flatMap((one) => recordOf(one, key, line));
  });
}

function recordOf(value: TomlValue, key: string, line: number): PackageIndex[] {
  const url = textAt(value, "url");
  // Poetry knows one index without being told its address.
  if (url === undefined) return [];
  const name = textAt(value, "name");
  const priority = textAt(value, "priority");
  const isFlagged = (flag: string) => entryOf(value, flag)?.value === true;
  const isExplicit = isFlagged("explicit") || priority === "explicit";
  return [
    {
      url,
      kind: kindOf(value, key, priority, isFlagged),
      line,
      ...(name === undefined ? {} : { name }),
      ...(isExplicit ? { isExplicit } : {}),
    },
  ];
}

function kindOf(
  value: TomlValue,
  key: string,
  priority: string | undefined,
  isFlagged: (flag: string) => boolean,
): PackageIndex["kind"] {
  if (textAt(value, "type") === "find_links" || textAt(value, "format") === "flat") return "links";
  if (key === "tool.uv.index") return isFlagged("default") ? "index" : "extra";
  if (key === "tool.pdm.source") return textAt(value, "name") === "pypi" ? "index" : "extra";
  if (key === "source") return "index";
  return isFlagged("secondary") || /^(?:secondary|supplemental|explicit)$/.test(priority ?? "") ? "extra" : "index";
}
