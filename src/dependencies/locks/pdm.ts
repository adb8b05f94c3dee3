import { parse } from "smol-toml";
import { evaluateMarker } from "../evaluate.js";
import type { Distribution, DistributionName, Specification } from "../model.js";
import { normaliseName } from "../names.js";
import { parseSpecification } from "../specification.js";
import { admits } from "../versions.js";
import { WheelChoice } from "../wheels/choice.js";
import { type Candidate, chooseVersions } from "./candidates.js";
import { anyExtra, lockedMarker, whenExtra } from "./choices.js";
import { downloadOf } from "./download.js";
import type { Lock, LockNote, LockTarget } from "./lock.js";
import { type Table, tablesOf, textOf, textsOf } from "./values.js";

/**
 * Reads `pdm.lock`. A distribution with extras has an entry of its own, which asks for the distribution and what the
 * extras add. The project's own requirements stand in `pyproject.toml` alone, and sizes nowhere.
 *
 * @throws {Error} if the text is no TOML
 * @see https://pdm-project.org/latest/usage/lockfile/
 */
export function readPdmLock(text: string, source: string, target: LockTarget): Lock {
  const { environment } = target;
  const notes: LockNote[] = [];
  const wheels = new WheelChoice(target.platform);
  const candidates: Candidate[] = [];
  const added = new Map<string, Specification[]>();

  tablesOf(parse(text).package).forEach((table, index) => {
    const writtenName = textOf(table.name);
    const version = textOf(table.version);
    if (writtenName === undefined || version === undefined) {
      notes.push({ kind: "entry without a name or version", index });
      return;
    }
    const name = normaliseName(writtenName);
    const requires = requirementsOf(table, name, notes);
    const extras = textsOf(table.extras);
    if (extras.length > 0) {
      const own = requires.filter((one) => one.name !== name || one.extras.length > 0);
      const key = `${name} ${version}`;
      const conditional = extras.flatMap((extra) => own.map((one) => whenExtra(one, normaliseName(extra))));
      added.set(key, [...(added.get(key) ?? []), ...conditional]);
      return;
    }
    const { file, files } = downloadOf(tablesOf(table.files), wheels);
    const lacksWheel = files.length > 0 && file === undefined;
    const requiresPython = textOf(table.requires_python);
    const distribution: Distribution = {
      name,
      version,
      requires,
      download: null,
      installed: null,
      ...(requiresPython === undefined ? {} : { requiresPython }),
      ...(files.length > 0 ? { wheels: files } : {}),
    };
    const marker = textOf(table.marker);
    const holds = marker === undefined || evaluateMarker(anyExtra(lockedMarker(marker, name, notes)), environment);
    const runs = requiresPython === undefined || admits(requiresPython, environment.python_full_version);
    candidates.push({ distribution, lacksWheel, ...(holds && runs ? {} : { isForTarget: false }) });
  });

  const whole = candidates.map(({ distribution, ...rest }): Candidate => {
    const more = added.get(`${distribution.name} ${distribution.version}`) ?? [];
    return { distribution: { ...distribution, requires: [...distribution.requires, ...more] }, ...rest };
  });
  const demands = (distribution: Distribution) =>
    distribution.requires.filter(({ marker }) => marker === undefined || evaluateMarker(anyExtra(marker), environment));
  return {
    graph: { source, environment, distributions: chooseVersions(whole, [], demands, notes) },
    roots: [],
    notes,
  };
}

function requirementsOf(table: Table, name: DistributionName, notes: LockNote[]): Specification[] {
  return textsOf(table.dependencies).flatMap((text) => {
    const specification = parseSpecification(text);
    if (specification === undefined) notes.push({ kind: "requirement not understood", name, text });
    return specification ?? [];
  });
}
