import type { EnvironmentNote } from "../../../dependencies/environment/notes.js";
import type { LockNote } from "../../../dependencies/locks/lock.js";
import { count } from "../../../report/balance.js";
import { drawBytes } from "../../../report/bytes.js";

/** So many names of a group are told. */
const NAMED = 5;

/** Some names, and how many more. */
export function listed(names: readonly string[]): string {
  const unique = [...new Set(names)];
  const shown = unique.slice(0, NAMED).join(", ");
  return unique.length > NAMED ? `${shown} and ${unique.length - NAMED} more` : shown;
}

/** What is unusual about an environment, in a sentence for each kind. */
export function environmentSentences(path: string, notes: readonly EnvironmentNote[]): string[] {
  const of = <Kind extends EnvironmentNote["kind"]>(kind: Kind) =>
    notes.filter((note): note is Extract<EnvironmentNote, { kind: Kind }> => note.kind === kind);
  const linked = of("hard links")[0];
  return sentences(path, [
    [of("stale folder").map((note) => note.path), (names) => `left by a broken removal, not counted: ${names}`],
    [
      of("several versions").map(({ name, chosen }) => `${name} (${chosen} is taken)`),
      (names) => `several versions are installed of ${names}`,
    ],
    [
      of("claimed twice").map(({ name, by }) => `${name} and ${by}`),
      (names) => `files of two at once count for the first: ${names}`,
    ],
    [
      linked === undefined ? [] : [drawBytes(linked.bytes)],
      (bytes) =>
        `${bytes} have further names on this disk (hard links), and are counted in full, as an image holds them`,
    ],
    [
      of("editable").map(({ name }) => name),
      (names) => `installed from a folder of sources, which is not counted: ${names}`,
    ],
    [
      of("no record").map(({ name }) => name),
      (names) => `its files are not recorded, so its size is not known: ${names}`,
    ],
    [
      of("files missing").map(({ name }) => name),
      (names) => `altered after it was installed, files are missing: ${names}`,
    ],
    [
      of("files outside").map(({ name }) => name),
      (names) => `has files outside of the environment, not counted: ${names}`,
    ],
    [of("not readable").map((note) => note.path), (names) => `no name or version can be read, left out: ${names}`],
    [
      of("requirement not understood").map(({ name, text }) => `${text} (of ${name})`),
      (names) => `not understood, so left out: ${names}`,
    ],
  ]);
}

/** What a lock file does not tell, in a sentence for each kind. */
export function lockSentences(path: string, notes: readonly LockNote[]): string[] {
  const of = <Kind extends LockNote["kind"]>(kind: Kind) =>
    notes.filter((note): note is Extract<LockNote, { kind: Kind }> => note.kind === kind);
  const nameless = of("entry without a name or version").length;
  return sentences(path, [
    [
      of("several versions").map(({ name }) => name),
      (names) => `nothing decides between several versions, the newest is taken: ${names}`,
    ],
    [
      of("no wheel for the target").map(({ name }) => name),
      (names) => `no wheel runs on the target, so the sources are weighed: ${names}`,
    ],
    [
      [...of("requirement not understood"), ...of("marker not understood")].map(({ text }) => text),
      (texts) => `not understood: ${texts}`,
    ],
    [nameless === 0 ? [] : [count(nameless, "entry", "entries")], (entries) => `${entries} without a name or version`],
  ]);
}

function sentences(path: string, groups: [names: string[], sentence: (names: string) => string][]): string[] {
  return groups.flatMap(([names, sentence]) => (names.length === 0 ? [] : [`${path}: ${sentence(listed(names))}`]));
}
