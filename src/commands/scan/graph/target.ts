import type { LockTarget } from "../../../dependencies/locks/lock.js";
import { markersOf } from "../../../dependencies/target.js";
import { ALPINE, DEBIAN_12, type Platform } from "../../../dependencies/wheels/platform.js";
import type { Inventory } from "../../../engine/model.js";

/** The machine that the application will run on, as far as the repository tells. */
export interface Machine {
  platform: Platform;
  /** Place that tells it, as `Dockerfile:1`; null if nothing does. */
  from: string | null;
}

/** glibc of Debian's releases, as the tags of the official images name them. */
const DEBIAN_LIBC: Readonly<Record<string, number>> = { buster: 28, bullseye: 31, bookworm: 36, trixie: 41 };

const DOCKERFILE = /(?:^|\/)(?:Dockerfile|Containerfile)[^/]*$/;
const IMAGE = /^\s*FROM\s+(?:--\S+\s+)*(?:\S+\/)?python:(\d+)\.(\d+)(?:\.\d+)?(\S*)/im;
const VERSION_FILE = /(?:^|\/)(?:\.python-version|runtime\.txt)$/;
const VERSION = /^\s*(?:cpython-|python-)?(\d+)\.(\d+)/m;

/**
 * Looks for the Python and the system of the application: the image of a Dockerfile, then `.python-version` and
 * `runtime.txt`; files at the top first. Without any of them CPython 3.11 on Debian 12.
 */
export function machineOf(inventory: Inventory, paths: readonly string[]): Machine {
  const byDepth = [...paths].sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
  for (const path of byDepth.filter((one) => DOCKERFILE.test(one))) {
    const text = inventory.read(path)?.text ?? "";
    const image = IMAGE.exec(text);
    if (image === null) continue;
    const [, major, minor, tag] = image;
    const line = text.slice(0, image.index + image[0].length).split("\n").length;
    return { platform: withPython(systemOf(tag!), major!, minor!), from: `${path}:${line}` };
  }
  for (const path of byDepth.filter((one) => VERSION_FILE.test(one))) {
    const version = VERSION.exec(inventory.read(path)?.text ?? "");
    if (version !== null) return { platform: withPython(DEBIAN_12, version[1]!, version[2]!), from: `${path}:1` };
  }
  return { platform: DEBIAN_12, from: null };
}

/** What lock files are read for on a platform: without extras or groups of the project. */
export function lockTarget(platform: Platform): LockTarget {
  return { environment: markersOf(platform), platform, extras: [], groups: [] };
}

/** The platform with another Python; `3.11.7` and `3.11` are the same to wheels. */
export function withVersion(platform: Platform, version: string | undefined): Platform {
  const [major, minor] = (version ?? "").split(".");
  return major && minor ? withPython(platform, major, minor) : platform;
}

function systemOf(tag: string): Platform {
  if (/\balpine/.test(tag)) return ALPINE;
  const release = Object.keys(DEBIAN_LIBC).find((name) => tag.includes(name));
  return release === undefined
    ? DEBIAN_12
    : { ...DEBIAN_12, libc: { kind: "glibc", version: [2, DEBIAN_LIBC[release]!] } };
}

function withPython(platform: Platform, major: string, minor: string): Platform {
  return { ...platform, python: [Number(major), Number(minor)] };
}

function depth(path: string): number {
  return path.split("/").length;
}
