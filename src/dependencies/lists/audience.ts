import { basename } from "node:path/posix";
import type { Audience } from "./model.js";

/** What lists, groups and extras are called that only those need who work on the application. */
const DEVELOPMENT =
  /^(?:dev|devel|develop|development|tests?|testing|pytest|docs?|documentation|lint|linting|linters?|typing|types|mypy|ci|qa|style|format|formatting|checks?|coverage|tools?|tooling|local|debug|benchmarks?|release|contrib)$/;

export const MAIN: Audience = { kind: "main", name: "", isDevelopment: false };
export const CONSTRAINT: Audience = { kind: "constraint", name: "", isDevelopment: false };

/** An extra or group; whom it is for is told by its name. */
export function named(kind: "extra" | "group", name: string): Audience {
  return { kind, name, isDevelopment: isDevelopmentName(name) };
}

/** A group that only those need who work on the application, whatever its name. */
export function forDevelopers(name: string): Audience {
  return { kind: "group", name, isDevelopment: true };
}

/** Whom a requirements file is for: its name says it, `requirements-test.txt` or `requirements/dev.in`. */
export function audienceOfFile(path: string): Audience {
  const stem = basename(path).replace(/\.[^.]+$/, "");
  if (/(?:^|[-_.])constraints?(?:$|[-_.])/.test(stem)) return CONSTRAINT;
  const name = stem.replace(/^requirements?[-_.]?|[-_.]?requirements?$/g, "");
  return isDevelopmentName(name) ? named("group", name) : MAIN;
}

function isDevelopmentName(name: string): boolean {
  return name
    .toLowerCase()
    .split(/[-_.\s]+/)
    .some((word) => DEVELOPMENT.test(word));
}
