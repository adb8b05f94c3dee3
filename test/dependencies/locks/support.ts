import { closureOf } from "../../../src/dependencies/closure.js";
import type { Lock, LockTarget } from "../../../src/dependencies/locks/lock.js";
import type { Root } from "../../../src/dependencies/model.js";
import { markersOf } from "../../../src/dependencies/target.js";
import { DEBIAN_12 } from "../../../src/dependencies/wheels/platform.js";

/** CPython 3.11 on Debian 12, with no extras or groups of the project. */
export const target: LockTarget = { environment: markersOf(DEBIAN_12), platform: DEBIAN_12, extras: [], groups: [] };

/** A target with another version of Python. */
export function onPython(major: number, minor: number): LockTarget {
  const platform = { ...DEBIAN_12, python: [major, minor] as const };
  return { ...target, platform, environment: markersOf(platform) };
}

/** What a lock installs for some roots: `name==version (bytes)`, with `?` for sizes that it does not tell. */
export function installs(lock: Lock, roots: readonly Root[] = lock.roots): string[] {
  return [...closureOf(lock.graph, roots).reached.values()].map(
    ({ distribution: { name, version, download } }) => `${name}==${version} (${download ?? "?"})`,
  );
}
