import type { Platform } from "./platform.js";

/** Names that manylinux had before it named glibc's version (PEP 513, 571, 599), by glibc's minor version. */
const LEGACY = new Map([
  [17, "manylinux2014"],
  [12, "manylinux2010"],
  [5, "manylinux1"],
]);

/**
 * Tags of wheels that run on a platform, the best first: the order of `packaging.tags`, which pip and uv follow.
 *
 * @see https://packaging.python.org/en/latest/specifications/platform-compatibility-tags/
 */
export function supportedTags(platform: Platform): string[] {
  const [major, minor] = platform.python;
  const platforms = platformTags(platform);
  const here = `cp${major}${minor}`;
  const older = Array.from({ length: minor }, (_, index) => minor - 1 - index);
  const versions = [`py${major}${minor}`, `py${major}`, ...older.map((one) => `py${major}${one}`)];
  const on = (prefix: string) => platforms.map((one) => `${prefix}-${one}`);
  return [
    ...[`${here}-${here}`, `${here}-abi3`, `${here}-none`].flatMap(on),
    // The stable interface came with 3.2.
    ...older.filter((one) => one >= 2).flatMap((one) => on(`cp${major}${one}-abi3`)),
    ...versions.flatMap((version) => on(`${version}-none`)),
    `${here}-none-any`,
    ...versions.map((version) => `${version}-none-any`),
  ];
}

/** Platform tags alone, the newest C library first. */
function platformTags({ machine, libc }: Platform): string[] {
  const [major, newest] = libc.version;
  if (libc.kind === "musl")
    return [...downTo(newest, 0).map((minor) => `musllinux_${major}_${minor}_${machine}`), `linux_${machine}`];
  // Wheels of other machines begin with manylinux2014.
  const oldest = machine === "x86_64" || machine === "i686" ? 5 : 17;
  const tags = downTo(newest, oldest).flatMap((minor) => {
    const legacy = LEGACY.get(minor);
    const tag = `manylinux_${major}_${minor}_${machine}`;
    return legacy === undefined ? [tag] : [tag, `${legacy}_${machine}`];
  });
  return [...tags, `linux_${machine}`];
}

function downTo(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, from - to + 1) }, (_, index) => from - index);
}
