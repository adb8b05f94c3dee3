import { parseMarker } from "../marker.js";
import type { DistributionName, Marker, MarkerValue, Specification } from "../model.js";
import type { LockNote } from "./lock.js";

const ALWAYS: Marker = { kind: "and", parts: [] };
const NEVER: Marker = { kind: "or", parts: [] };

/** The marker of an entry; one that is not understood is told and always holds, so that nothing is left out. */
export function lockedMarker(text: string, name: DistributionName, notes: LockNote[]): Marker {
  const marker = parseMarker(text);
  if (marker === undefined) notes.push({ kind: "marker not understood", name, text });
  return marker ?? ALWAYS;
}

/**
 * Settles the conditions of a marker that depend on the extras and groups of the project which is installed. uv writes
 * them as extras of a special name where extras exclude each other (`extra == 'extra-4-shop-cpu'`), `pylock.toml` as
 * memberships (`'dev' in dependency_groups`).
 */
export function settleChoices(
  marker: Marker,
  chosen: { extras: readonly string[]; groups: readonly string[] },
): Marker {
  if (marker.kind !== "compare") return { ...marker, parts: marker.parts.map((part) => settleChoices(part, chosen)) };
  const holds = choiceOf(marker, chosen);
  return holds === undefined ? marker : holds ? ALWAYS : NEVER;
}

/** The marker as it holds if every extra that it asks for is asked for. */
export function anyExtra(marker: Marker): Marker {
  if (marker.kind !== "compare") return { ...marker, parts: marker.parts.map(anyExtra) };
  const [variable] = sides(marker.left, marker.right);
  return variable === "extra" ? ALWAYS : marker;
}

/** The requirement as one that only holds with an extra of what asks for it. */
export function whenExtra(specification: Specification, extra: string): Specification {
  const asked: Marker = { kind: "compare", operator: "==", left: { variable: "extra" }, right: { text: extra } };
  const { marker } = specification;
  return { ...specification, marker: marker === undefined ? asked : { kind: "and", parts: [marker, asked] } };
}

function choiceOf(
  marker: Marker & { kind: "compare" },
  { extras, groups }: { extras: readonly string[]; groups: readonly string[] },
): boolean | undefined {
  const [variable, text] = sides(marker.left, marker.right);
  if (variable === undefined || text === undefined) return undefined;
  if (variable === "extras" || variable === "dependency_groups") {
    const isMember = (variable === "extras" ? extras : groups).includes(text);
    return marker.operator === "in" ? isMember : !isMember;
  }
  if (variable !== "extra") return undefined;
  // The number is the length of the project's name, which may have hyphens itself.
  const match = /^(extra|group)-(\d+)-(.*)$/.exec(text);
  if (match === null) return undefined;
  const [, kind, length, rest] = match;
  const name = rest!.slice(Number(length) + 1);
  const isChosen = (kind === "extra" ? extras : groups).includes(name);
  return marker.operator === "==" ? isChosen : !isChosen;
}

function sides(left: MarkerValue, right: MarkerValue): [variable: string | undefined, text: string | undefined] {
  const variable = "variable" in left ? left.variable : "variable" in right ? right.variable : undefined;
  const text = "text" in left ? left.text : "text" in right ? right.text : undefined;
  return [variable, text];
}
