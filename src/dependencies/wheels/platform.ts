/** The Linux machine that an application will run on, as far as wheels care. */
export interface Platform {
  /** Version of CPython. */
  python: readonly [major: number, minor: number];
  /** As wheels name it: `x86_64`, `aarch64`. */
  machine: string;
  /** The C library and its version: glibc for most distributions of Linux, musl for Alpine. */
  libc: { kind: "glibc" | "musl"; version: readonly [major: number, minor: number] };
}

/** CPython 3.11 on Debian 12, the base of the usual `python:3.11-slim` image. */
export const DEBIAN_12: Platform = { python: [3, 11], machine: "x86_64", libc: { kind: "glibc", version: [2, 36] } };

/** CPython 3.11 on Alpine, the base of `python:3.11-alpine`. */
export const ALPINE: Platform = { python: [3, 11], machine: "x86_64", libc: { kind: "musl", version: [1, 2] } };
