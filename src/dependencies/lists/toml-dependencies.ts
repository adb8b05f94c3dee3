import type { TomlValue } from "../../syntax/toml.js";
import { parseMarker } from "../marker.js";
import { poetrySpecifier } from "../poetry-constraint.js";
import { type Found, specificationOf, specificationOfText } from "./declare.js";
import type { Audience, DeclaredList } from "./model.js";
import { lineNumbers, type Place } from "./places.js";
import { entryOf, type TomlSetting, textAt, textsAt, withoutQuotes } from "./toml-entries.js";

/** What readers of TOML lists collect. */
export interface TomlFacts {
  text: string;
  found: Found[];
  faults: DeclaredList["faults"];
}

/** Reads an array of requirements of PEP 508; members that are no texts are left to others. */
export function readArray({ text, found, faults }: TomlFacts, { value }: TomlSetting, audience: Audience): void {
  for (const item of value.items) {
    if (typeof item.value !== "string") continue;
    const told = specificationOfText(item.value);
    if (told) found.push({ ...told, audience, range: withoutQuotes(text, item) });
    else faults.push({ line: lineNumbers(text)(item.start), message: `is no requirement: ${item.value}` });
  }
}

/** How a table of packages writes versions. */
export type Dialect = "poetry" | "pipenv";

/** Reads one package of a table: `name = "^1.2"`, `name = { version = "*", … }`, or several tables for several markers. */
export function readPackage(
  { text, found, faults }: TomlFacts,
  name: string,
  value: TomlValue,
  range: Place,
  { dialect, audience }: { dialect: Dialect; audience: Audience },
): void {
  const each = value.kind === "array" ? value.items : [value];
  for (const one of each) {
    const version = typeof one.value === "string" ? one.value : (textAt(one, "version") ?? "*");
    const written = markerText(one, dialect);
    const marker = written === undefined ? undefined : parseMarker(written);
    if (written !== undefined && marker === undefined)
      faults.push({ line: lineNumbers(text)(range.start), message: `is no marker: ${written}` });
    const url = addressOf(one);
    const specification = specificationOf(name, {
      extras: textsAt(one, "extras"),
      specifier: dialect === "poetry" ? poetrySpecifier(version) : version.trim(),
      ...(url !== undefined && { url }),
      ...(marker !== undefined && { marker }),
    });
    const isEditable = [entryOf(one, "develop"), entryOf(one, "editable")].some((flag) => flag?.value === true);
    found.push({ specification, audience, range, isEditable });
  }
}

/** A marker as written, or what Poetry says of Python and of the platform beside it. */
function markerText(value: TomlValue, dialect: Dialect): string | undefined {
  const parts: string[] = [];
  const markers = textAt(value, "markers");
  if (markers !== undefined) parts.push(`(${markers})`);
  if (dialect === "poetry") {
    const pythons = poetrySpecifier(textAt(value, "python") ?? "*").split(",");
    for (const one of pythons) {
      const [, operator, version] = /^([<>=!~]+)(.*)$/.exec(one) ?? [];
      if (operator !== undefined) parts.push(`python_version ${operator} "${version}"`);
    }
    const platform = textAt(value, "platform");
    if (platform !== undefined) parts.push(`sys_platform == "${platform}"`);
  }
  return parts.length === 0 ? undefined : parts.join(" and ");
}

/** Where a package comes from if not from an index. */
export function addressOf(value: TomlValue): string | undefined {
  const git = textAt(value, "git");
  const revision = ["rev", "tag", "branch", "ref"].map((key) => textAt(value, key)).find((one) => one !== undefined);
  if (git !== undefined) return `git+${git}${revision === undefined ? "" : `@${revision}`}`;
  return textAt(value, "url") ?? textAt(value, "path") ?? textAt(value, "file");
}
