import { parse } from "smol-toml";
import { evaluateMarker } from "../evaluate.js";
import type { Distribution, DistributionName, Marker, Specification } from "../model.js";
import { normaliseName } from "../names.js";
import { WheelChoice } from "../wheels/choice.js";
import { type Candidate, chooseVersions, type Demand } from "./candidates.js";
import { anyExtra, lockedMarker, settleChoices, whenExtra } from "./choices.js";
import { downloadOf } from "./download.js";
import type { Lock, LockedRoot, LockNote, LockTarget } from "./lock.js";
import { sizeOf, type Table, tableOf, tablesOf, textOf, textsOf } from "./values.js";

/**
 * Reads `uv.lock`. Requirements stand there with markers and, where there are several of a name, with the version that
 * each means; specifiers only stand with the project itself.
 *
 * @throws {Error} if the text is no TOML
 * @see https://docs.astral.sh/uv/concepts/resolution/#universal-resolution
 */
export function readUvLock(text: string, source: string, target: LockTarget): Lock {
  const notes: LockNote[] = [];
  const wheels = new WheelChoice(target.platform);
  const markerIn = (name: DistributionName) => (text: string) => settleChoices(lockedMarker(text, name, notes), target);
  const candidates: Candidate[] = [];
  const projects: { table: Table; distribution: Distribution }[] = [];

  tablesOf(parse(text).package).forEach((table, index) => {
    const writtenName = textOf(table.name);
    // A project whose version is worked out when it is built has none here.
    const version = textOf(table.version) ?? (isProject(table) ? "" : undefined);
    if (writtenName === undefined || version === undefined) {
      notes.push({ kind: "entry without a name or version", index });
      return;
    }
    const name = normaliseName(writtenName);
    const markerOf = markerIn(name);
    const requires = [
      ...tablesOf(table.dependencies).map((one) => requirementOf(one, markerOf)),
      ...Object.entries(tableOf(table["optional-dependencies"])).flatMap(([extra, list]) =>
        tablesOf(list).map((one) => whenExtra(requirementOf(one, markerOf), extra)),
      ),
    ];
    const { file, files } = downloadOf(tablesOf(table.wheels), wheels);
    const sdist = tableOf(table.sdist);
    const lacksWheel = files.length > 0 && file === undefined;
    const distribution: Distribution = {
      name,
      version,
      requires,
      // Nothing is downloaded of a project that stands in the repository.
      download: isLocal(table) ? 0 : sizeOf((file ?? sdist).size),
      installed: null,
      ...(files.length > 0 ? { wheels: files } : {}),
    };
    if (isProject(table)) projects.push({ table, distribution });
    const markers = textsOf(table["resolution-markers"]).map(markerOf);
    const isForTarget = markers.some((marker) => evaluateMarker(marker, target.environment));
    candidates.push({ distribution, lacksWheel, ...(markers.length === 0 ? {} : { isForTarget }) });
  });

  const holds = ({ marker }: Specification) => marker === undefined || evaluateMarker(marker, target.environment);
  const roots = projects.flatMap(({ table, distribution }) =>
    rootsOf(table, distribution, markerIn(distribution.name)).filter((one) => holds(one.specification)),
  );
  // What is not installed may ask for another version: extras and groups may exclude each other.
  const asked = roots.filter(
    ({ root: { extra, group } }) =>
      (extra === null || target.extras.includes(extra)) && (group === null || target.groups.includes(group)),
  );
  const own = new Set(projects.map(({ distribution }) => distribution));
  const demands = (distribution: Distribution): Demand[] =>
    own.has(distribution)
      ? []
      : distribution.requires.filter(
          ({ marker }) => marker === undefined || evaluateMarker(anyExtra(marker), target.environment),
        );
  const distributions = chooseVersions(
    candidates,
    asked.map(({ specification }) => specification),
    demands,
    notes,
  );
  return {
    graph: { source, environment: target.environment, distributions },
    roots: roots.map(({ root }) => root),
    notes,
  };
}

/** Where a lock's own project stands: `.` or a folder of the workspace. */
function isProject(table: Table): boolean {
  const source = tableOf(table.source);
  return source.virtual !== undefined || source.editable !== undefined;
}

function isLocal(table: Table): boolean {
  return isProject(table) || tableOf(table.source).directory !== undefined;
}

function requirementOf(table: Table, markerOf: (text: string) => Marker): Specification {
  const writtenName = textOf(table.name) ?? "";
  const version = textOf(table.version);
  const marker = textOf(table.marker);
  return {
    name: normaliseName(writtenName),
    writtenName,
    extras: textsOf(table.extra).map(normaliseName),
    specifier: version === undefined ? "" : `===${version}`,
    ...(marker === undefined ? {} : { marker: markerOf(marker) }),
  };
}

/** What a project asks for, always, for each extra and for each group. */
function rootsOf(
  table: Table,
  { name: project }: Distribution,
  markerOf: (text: string) => Marker,
): { root: LockedRoot; specification: Specification }[] {
  const of = (list: unknown, extra: string | null, group: string | null) =>
    tablesOf(list).map((one) => {
      const specification = requirementOf(one, markerOf);
      const { name, extras } = specification;
      return { root: { name, extras, project, extra, group }, specification };
    });
  return [
    ...of(table.dependencies, null, null),
    ...Object.entries(tableOf(table["optional-dependencies"])).flatMap(([extra, list]) => of(list, extra, null)),
    ...Object.entries(tableOf(table["dev-dependencies"])).flatMap(([group, list]) => of(list, null, group)),
  ];
}
