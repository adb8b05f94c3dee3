import { evaluateMarker } from "../evaluate.js";
import type { Distribution, DistributionName } from "../model.js";
import { normaliseName } from "../names.js";
import { lockedMarker } from "./choices.js";
import type { Lock, LockedRoot, LockNote, LockTarget } from "./lock.js";
import { tableOf, textOf, textsOf } from "./values.js";

/**
 * Reads `Pipfile.lock`: versions and markers, but neither sizes nor which needs which. `develop` is read as the group
 * `dev`. Pipenv writes the index of what the `Pipfile` itself names, and of nothing else: those are the roots.
 *
 * @throws {SyntaxError} if the text is no JSON
 */
export function readPipfileLock(text: string, source: string, target: LockTarget): Lock {
  const lock = tableOf(JSON.parse(text));
  const distributions = new Map<DistributionName, Distribution>();
  const roots: LockedRoot[] = [];
  const notes: LockNote[] = [];
  for (const [section, group] of [
    ["default", null],
    ["develop", "dev"],
  ] as const)
    for (const [writtenName, value] of Object.entries(tableOf(lock[section]))) {
      const entry = tableOf(value);
      const name = normaliseName(writtenName);
      const marker = textOf(entry.markers);
      if (marker !== undefined && !evaluateMarker(lockedMarker(marker, name, notes), target.environment)) continue;
      if (textOf(entry.index) !== undefined) {
        const extras = textsOf(entry.extras).map(normaliseName);
        roots.push({ name, extras, project: "", extra: null, group });
      }
      if (distributions.has(name)) continue;
      const version = textOf(entry.version)?.replace(/^==/, "") ?? "";
      distributions.set(name, { name, version, requires: [], download: null, installed: null });
    }
  return {
    graph: {
      source,
      environment: target.environment,
      distributions: new Map([...distributions].sort(([a], [b]) => (a < b ? -1 : 1))),
      requirementsUnknown: true,
    },
    roots,
    notes,
  };
}
