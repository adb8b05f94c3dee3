import { parse } from "smol-toml";
import { evaluateMarker } from "../evaluate.js";
import type { Distribution, DistributionName, Marker, Specification } from "../model.js";
import { normaliseName } from "../names.js";
import { poetrySpecifier } from "../poetry-constraint.js";
import { admits } from "../versions.js";
import { WheelChoice } from "../wheels/choice.js";
import { type Candidate, chooseVersions } from "./candidates.js";
import { anyExtra, lockedMarker, whenExtra } from "./choices.js";
import { downloadOf } from "./download.js";
import type { Lock, LockNote, LockTarget } from "./lock.js";
import { type Table, tableOf, tablesOf, textOf, textsOf } from "./values.js";

/**
 * Reads `poetry.lock`, of Poetry 1 and 2. The project's own requirements stand in `pyproject.toml` alone, and sizes nowhere.
 *
 * @throws {Error} if the text is no TOML
 */
export function readPoetryLock(text: string, source: string, target: LockTarget): Lock {
  const notes: LockNote[] = [];
  const wheels = new WheelChoice(target.platform);
  const lock = tableOf(parse(text));
  // Until version 1.1 of the format the files of all stood together.
  const filesByName = tableOf(tableOf(lock.metadata).files);
  const candidates: Candidate[] = [];

  tablesOf(lock.package).forEach((table, index) => {
    const writtenName = textOf(table.name);
    const version = textOf(table.version);
    if (writtenName === undefined || version === undefined) {
      notes.push({ kind: "entry without a name or version", index });
      return;
    }
    const name = normaliseName(writtenName);
    const { file, files } = downloadOf(tablesOf(table.files ?? filesByName[writtenName]), wheels);
    const lacksWheel = files.length > 0 && file === undefined;
    const requiresPython = textOf(table["python-versions"]);
    const distribution: Distribution = {
      name,
      version,
      requires: requirementsOf(table, name, notes),
      download: null,
      installed: null,
      ...(requiresPython === undefined ? {} : { requiresPython: poetrySpecifier(requiresPython) }),
      ...(files.length > 0 ? { wheels: files } : {}),
    };
    candidates.push({ distribution, ...forTarget(table, distribution, target, notes), lacksWheel });
  });

  const demands = (distribution: Distribution) =>
    distribution.requires.filter(
      ({ marker }) => marker === undefined || evaluateMarker(anyExtra(marker), target.environment),
    );
  return {
    graph: {
      source,
      environment: target.environment,
      distributions: chooseVersions(candidates, [], demands, notes),
    },
    roots: [],
    notes,
  };
}

/** Whether Poetry says that a version is for the target: by the markers that it writes since version 2, and by Python. */
function forTarget(
  table: Table,
  distribution: Distribution,
  { environment }: LockTarget,
  notes: LockNote[],
): { isForTarget?: boolean } {
  const { markers } = table;
  // One text for all groups, or one for each.
  const written = [markers, ...Object.values(tableOf(markers))].flatMap((one) => textOf(one) ?? []);
  if (written.length > 0)
    return {
      isForTarget: written.some((one) =>
        evaluateMarker(anyExtra(lockedMarker(one, distribution.name, notes)), environment),
      ),
    };
  const { requiresPython } = distribution;
  // Several versions may be for different versions of Python.
  if (requiresPython !== undefined && !admits(requiresPython, environment.python_full_version))
    return { isForTarget: false };
  return {};
}

function requirementsOf(table: Table, parent: DistributionName, notes: LockNote[]): Specification[] {
  const extras = extrasByName(tableOf(table.extras));
  return Object.entries(tableOf(table.dependencies)).flatMap(([writtenName, written]) =>
    // Several constraints of one name, each with its marker.
    (Array.isArray(written) ? written : [written]).flatMap((one) =>
      requirementOf(writtenName, one, extras, (text) => lockedMarker(text, parent, notes)),
    ),
  );
}

function requirementOf(
  writtenName: string,
  written: unknown,
  extras: ReadonlyMap<DistributionName, string[]>,
  markerOf: (text: string) => Marker,
): Specification[] {
  const table = typeof written === "string" ? { version: written } : tableOf(written);
  const name = normaliseName(writtenName);
  const marker = textOf(table.markers);
  const specification: Specification = {
    name,
    writtenName,
    extras: textsOf(table.extras).map(normaliseName),
    specifier: poetrySpecifier(textOf(table.version) ?? "*"),
    ...(marker === undefined ? {} : { marker: markerOf(marker) }),
  };
  if (table.optional !== true || namesExtra(specification.marker)) return [specification];
  // Poetry 1 does not repeat in the marker which extras ask for it.
  return (extras.get(name) ?? []).map((extra) => whenExtra(specification, extra));
}

/** Extras by the names of what they ask for: texts like `redis[hiredis] (>=3)`. */
function extrasByName(extras: Table): Map<DistributionName, string[]> {
  const found = new Map<DistributionName, string[]>();
  for (const [extra, list] of Object.entries(extras))
    for (const text of textsOf(list)) {
      const name = normaliseName(/^[\w.-]+/.exec(text)?.[0] ?? "");
      found.set(name, [...(found.get(name) ?? []), normaliseName(extra)]);
    }
  return found;
}

function namesExtra(marker: Marker | undefined): boolean {
  if (marker === undefined) return false;
  if (marker.kind !== "compare") return marker.parts.some(namesExtra);
  return [marker.left, marker.right].some((side) => "variable" in side && side.variable === "extra");
}
