import { evaluateMarker } from "../evaluate.js";
import type { Declared } from "../lists/model.js";
import type { MarkerEnvironment, Root } from "../model.js";
import type { Standing } from "../usage/model.js";

/** A requirement and why it is in its list. */
export interface JudgedLine {
  declared: Declared;
  standing: Standing;
}

/** Whether a line asks for anything on a machine: its marker holds there, and it is no constraint. */
export function isAsked({ audience, specification: { marker } }: Declared, environment: MarkerEnvironment): boolean {
  return audience.kind !== "constraint" && (marker === undefined || evaluateMarker(marker, environment));
}

/** What lines ask for by name on a machine: every line, whyever it is there. */
export function rootsOfLines(lines: Iterable<Declared>, environment: MarkerEnvironment): Root[] {
  return [...lines]
    .filter((declared) => isAsked(declared, environment))
    .map(({ name, specification: { extras } }) => ({ name, extras }));
}

/**
 * What a person asks for: the lines without pins that only hold the version of what another one brings along. Below flat
 * pins every distribution is a root, and none of them retains anything.
 */
export function rootsOfIntent(lines: Iterable<JudgedLine>, environment: MarkerEnvironment): Root[] {
  const asked = [...lines].filter(({ standing }) => standing !== "frozen");
  return rootsOfLines(
    asked.map(({ declared }) => declared),
    environment,
  );
}
