import type { DistributionName, Specification } from "../model.js";
import { normaliseName } from "../names.js";
import { parseSpecification } from "../specification.js";
import type { Audience, Declared } from "./model.js";
import { lineNumbers, type Place } from "./places.js";

/** A requirement as a reader of lists finds it; comments are added at the end. */
export interface Found {
  specification: Specification;
  audience: Audience;
  range: Place;
  isEditable?: boolean;
  hashes?: string[];
}

/** One version and no other, or one address. */
const ONE_VERSION = /^={2,3}[^,*]+$/;

/** Completes what a reader found. */
export function declare(path: string, text: string, found: readonly Found[]): Declared[] {
  const lineOf = lineNumbers(text);
  return found.map(({ specification, audience, range, isEditable = false, hashes = [] }) => ({
    path,
    line: lineOf(range.start),
    name: specification.name,
    specification,
    audience,
    isPinned: specification.url !== undefined || ONE_VERSION.test(specification.specifier),
    isEditable,
    hashes,
    comment: "",
    range,
  }));
}

const EGG = /[#&]egg=([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)(?:\[([^\]]*)\])?/;
const WHEEL = /(?:^|[/\\])([A-Za-z0-9][\w.]*)-[^-/\\\s]+(?:-\d[^-/\\\s]*)?(?:-[^-/\\\s]+){3}\.whl(?=$|[\s;#?])/;
/** `NAME-VERSION`, as PEP 625 names archives of sources. */
const SOURCES =
  /(?:^|[/\\])([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)-\d[\w.+!]*\.(?:tar\.(?:gz|bz2|xz)|tgz|zip)(?=$|[\s;#?])/;

/** The distribution that an address or a path names: behind `#egg=`, or in the name of an archive. */
export function specificationOfAddress(address: string): Specification | undefined {
  const egg = EGG.exec(address);
  const writtenName = egg?.[1] ?? WHEEL.exec(address)?.[1] ?? SOURCES.exec(address)?.[1];
  if (writtenName === undefined) return undefined;
  const extras = (egg?.[2] ?? "").split(",").map((extra) => extra.trim());
  return {
    name: normaliseName(writtenName),
    writtenName,
    extras: extras.filter((extra) => extra !== "").map(normaliseName),
    specifier: "",
    url: address,
  };
}

/** What a text of a list asks for: a requirement, an address that names it, or `-e` with one. */
export function specificationOfText(text: string): Pick<Found, "specification" | "isEditable"> | undefined {
  const editable = /^(?:-e|--editable)[\s=]+(.*)$/s.exec(text.trim())?.[1];
  const words = editable ?? text;
  const specification = parseSpecification(words) ?? specificationOfAddress(words);
  return specification && { specification, isEditable: editable !== undefined };
}

/** A specification of parts that a table gives. */
export function specificationOf(
  writtenName: string,
  parts: Partial<Pick<Specification, "extras" | "specifier" | "url" | "marker">>,
): Specification {
  const name: DistributionName = normaliseName(writtenName);
  const { extras = [], specifier = "", url, marker } = parts;
  return {
    name,
    writtenName,
    extras: extras.map(normaliseName),
    specifier: specifier === "*" ? "" : specifier,
    ...(url === undefined ? {} : { url }),
    ...(marker === undefined ? {} : { marker }),
  };
}
