import { parseMarker } from "./marker.js";
import type { Specification } from "./model.js";
import { normaliseName } from "./names.js";

/** Name and extras; what follows is an address or specifiers, in brackets in old metadata. */
const HEAD = /^\s*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(.*)$/s;
const SPECIFIER = /^(?:===|[<>=!~]=|[<>])\s*[^\s,;()]+$/;

/**
 * Reads a requirement as PEP 508 and `Requires-Dist` write it: `uvicorn[standard]>=0.30 ; python_version < "3.13"`.
 *
 * @returns undefined if the text is none
 */
export function parseSpecification(text: string): Specification | undefined {
  const [, writtenName, extrasText, rest] = HEAD.exec(text) ?? [];
  if (writtenName === undefined || rest === undefined) return undefined;
  const extras = (extrasText ?? "").split(",").map((extra) => extra.trim());
  const base = {
    name: normaliseName(writtenName),
    writtenName,
    extras: extras.filter((extra) => extra !== "").map(normaliseName),
  };
  // In an address a semicolon only ends it after a blank.
  const [, url, urlMarker] = /^@\s*(\S+)(?:\s+;\s*(.+))?\s*$/s.exec(rest) ?? [];
  const semicolon = rest.indexOf(";");
  const specifierText = semicolon < 0 ? rest : rest.slice(0, semicolon);
  const markerText = url === undefined ? (semicolon < 0 ? undefined : rest.slice(semicolon + 1)) : urlMarker;
  const marker = markerText === undefined ? undefined : parseMarker(markerText);
  if (markerText !== undefined && marker === undefined) return undefined;
  const withMarker = marker === undefined ? {} : { marker };
  if (url !== undefined) return { ...base, specifier: "", url, ...withMarker };
  const specifier = specifierText
    .trim()
    .replace(/^\((.*)\)$/s, "$1")
    .trim();
  const parts = specifier.split(",").map((part) => part.trim());
  // One comma may follow the last.
  if (parts.at(-1) === "") parts.pop();
  const isRead = parts.every((part) => SPECIFIER.test(part));
  return isRead ? { ...base, specifier, ...withMarker } : undefined;
}
