import { parse } from "smol-toml";
import { evaluateMarker } from "../evaluate.js";
import type { Distribution, Specification } from "../model.js";
import { normaliseName } from "../names.js";
import { admits } from "../versions.js";
import { WheelChoice } from "../wheels/choice.js";
import { type Candidate, chooseVersions } from "./candidates.js";
import { lockedMarker, settleChoices } from "./choices.js";
import { downloadOf } from "./download.js";
import type { Lock, LockNote, LockTarget } from "./lock.js";
import { sizeOf, tableOf, tablesOf, textOf } from "./values.js";

/**
 * Reads `pylock.toml` (PEP 751). An entry says by its marker whether it is installed. Which entries need which is not
 * always told; where no entry tells it, the graph says so.
 *
 * @throws {Error} if the text is no TOML
 * @see https://packaging.python.org/en/latest/specifications/pylock-toml/
 */
export function readPylock(text: string, source: string, target: LockTarget): Lock {
  const { environment } = target;
  const notes: LockNote[] = [];
  const wheels = new WheelChoice(target.platform);
  const packages = tablesOf(parse(text).packages);
  const candidates: Candidate[] = [];
  packages.forEach((table, index) => {
    const writtenName = textOf(table.name);
    if (writtenName === undefined) {
      notes.push({ kind: "entry without a name or version", index });
      return;
    }
    const name = normaliseName(writtenName);
    const { file, files } = downloadOf(tablesOf(table.wheels), wheels);
    const lacksWheel = files.length > 0 && file === undefined;
    const chosen = file ?? tableOf(table.archive ?? table.sdist);
    const requiresPython = textOf(table["requires-python"]);
    const distribution: Distribution = {
      name,
      // Entries of folders and repositories need no version.
      version: textOf(table.version) ?? "",
      requires: tablesOf(table.dependencies).map((one): Specification => {
        const version = textOf(one.version);
        const needed = textOf(one.name) ?? "";
        return {
          name: normaliseName(needed),
          writtenName: needed,
          extras: [],
          specifier: version === undefined ? "" : `===${version}`,
        };
      }),
      download: table.directory === undefined ? sizeOf(chosen.size) : 0,
      installed: null,
      ...(requiresPython === undefined ? {} : { requiresPython }),
      ...(files.length > 0 ? { wheels: files } : {}),
    };
    const marker = textOf(table.marker);
    const holds =
      marker === undefined || evaluateMarker(settleChoices(lockedMarker(marker, name, notes), target), environment);
    const runs = requiresPython === undefined || admits(requiresPython, environment.python_full_version);
    candidates.push({ distribution, lacksWheel, ...(holds && runs ? {} : { isForTarget: false }) });
  });
  const distributions = chooseVersions(candidates, [], ({ requires }) => requires, notes);
  const tellsNeeds = packages.some(({ dependencies }) => dependencies !== undefined);
  return {
    graph: { source, environment, distributions, ...(tellsNeeds ? {} : { requirementsUnknown: true }) },
    roots: [],
    notes,
  };
}
