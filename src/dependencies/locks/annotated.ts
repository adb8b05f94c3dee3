import { evaluateMarker } from "../evaluate.js";
import type { Distribution, DistributionName, Specification } from "../model.js";
import { normaliseName } from "../names.js";
import { parseSpecification } from "../specification.js";
import type { Lock, LockedRoot, LockNote, LockTarget } from "./lock.js";

/** A pinned line with the words of its `# via` comment. */
interface Entry {
  specification: Specification;
  version: string;
  via: string[];
}

/** A distribution that needs the one above. */
const NAME = /^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?$/;
/** A file, or a project with the file in which it asks: `-r requirements.in`, `shop (pyproject.toml)`. */
const ASKS = /^(?:-r\s|--requirement\b)|^[A-Za-z0-9][^()]*\([^()]+\)$/;

/**
 * Reads a list of pinned requirements that says in comments why each is there, as `pip-compile` and `uv pip compile` write
 * it: `# via flask` on the line or below, or several lines of names. What `-r FILE` or a project asks for is a root, and so
 * is a line without a reason, as uv writes what it was given on its input; a constraint (`-c FILE`) asks for nothing.
 *
 * @returns undefined if no line has such a comment
 */
export function readAnnotatedList(text: string, source: string, target: LockTarget): Lock | undefined {
  const notes: LockNote[] = [];
  const all = entriesOf(text, notes);
  if (!all.some(({ via }) => via.length > 0)) return undefined;
  const names = new Set(all.map(({ specification }) => specification.name));
  const entries = all.filter(
    ({ specification: { marker } }) => marker === undefined || evaluateMarker(marker, target.environment),
  );
  const needs = new Map<DistributionName, Specification[]>();
  const roots: LockedRoot[] = [];
  for (const { specification, via } of entries) {
    const { name, writtenName, extras } = specification;
    for (const reason of via) {
      const parent = normaliseName(NAME.exec(reason)?.[1] ?? "");
      if (names.has(parent))
        needs.set(parent, [...(needs.get(parent) ?? []), { name, writtenName, extras, specifier: "" }]);
    }
    if (via.length === 0 || via.some((reason) => ASKS.test(reason)))
      roots.push({ name, extras, project: "", extra: null, group: null });
  }
  const distributions = entries.map(({ specification: { name }, version }): [DistributionName, Distribution] => [
    name,
    { name, version, requires: needs.get(name) ?? [], download: null, installed: null },
  ]);
  return {
    graph: {
      source,
      environment: target.environment,
      distributions: new Map(distributions.sort(([a], [b]) => (a < b ? -1 : 1))),
    },
    roots,
    notes,
  };
}

function entriesOf(text: string, notes: LockNote[]): Entry[] {
  const entries: Entry[] = [];
  let isReason = false;
  // Hashes stand on lines of their own that continue the requirement.
  for (const line of text.replace(/\\\r?\n/g, " ").split(/\r?\n/)) {
    // In an address `#` stands without a blank before it.
    const hash = /(?:^|\s)#/.exec(line);
    const comment = hash === null ? undefined : line.slice(hash.index + hash[0].length);
    const written = line
      .slice(0, hash?.index)
      .replace(/(?:^|\s)--?[a-z].*$/, "")
      .trim();
    if (written !== "") {
      const specification = parseSpecification(written);
      const version = specification && /^===?\s*([^,\s]+)$/.exec(specification.specifier)?.[1];
      if (specification === undefined) notes.push({ kind: "requirement not understood", name: "", text: written });
      else entries.push({ specification, version: version ?? "", via: [] });
    }
    const via = /^\s*via\b\s*(.*)$/.exec(comment ?? "")?.[1];
    // Below `# via` each line gives a reason, set in further than the word.
    isReason = via !== undefined || (isReason && written === "" && /^\s{2,}\S/.test(comment ?? ""));
    if (isReason) entries.at(-1)?.via.push(...reasons(via ?? comment!));
  }
  return entries;
}

function reasons(text: string): string[] {
  return text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}
