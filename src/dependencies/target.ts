import type { MarkerEnvironment } from "./model.js";
import type { Platform } from "./wheels/platform.js";

/** Stands for a patch release that is not told: images carry late ones, and markers only ask whether one is early. */
const LATE = "99";

/**
 * Values of markers on a platform, as CPython gives them there. Releases of the kernel are not known before it runs and
 * are empty.
 */
export function markersOf({ python, machine }: Platform): MarkerEnvironment {
  const environment: MarkerEnvironment = {
    python_version: "",
    python_full_version: "",
    os_name: "posix",
    sys_platform: "linux",
    platform_release: "",
    platform_system: "Linux",
    platform_version: "",
    platform_machine: machine,
    platform_python_implementation: "CPython",
    implementation_name: "cpython",
    implementation_version: "",
  };
  return withPython(environment, python.join("."));
}

/**
 * The same environment with another Python.
 *
 * @param version `3.11.7`, or `3.11` for a late release of it; undefined to change nothing
 */
export function withPython(environment: MarkerEnvironment, version: string | undefined): MarkerEnvironment {
  if (version === undefined) return environment;
  const [major, minor = "0", patch = LATE] = version.split(".");
  const full = `${major}.${minor}.${patch}`;
  return {
    ...environment,
    python_version: `${major}.${minor}`,
    python_full_version: full,
    implementation_version: full,
  };
}
