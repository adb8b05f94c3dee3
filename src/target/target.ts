import type { Mention, Target } from "../engine/model.js";
import { UserError } from "../errors.js";
import { type Preset, presetNames, presetOf } from "./presets.js";
import {
  merge,
  nameSpelling,
  occurrences,
  packageSpelling,
  plainOccurrences,
  type Spelling,
  variableSpelling,
  weakSpelling,
} from "./spelling.js";
import { closest } from "./suggest.js";

/** What the command line and `unpick.yaml` say of a target. */
export interface TargetDescription {
  name: string;
  successor?: string | undefined;
  /** How the successor is written in prose; as the presets say if left out. */
  successorDisplay?: string | undefined;
  /** Further spellings. */
  terms?: readonly string[] | undefined;
  /** The preset to start from; the name's own if left out, none if null. */
  preset?: string | null | undefined;
  modules?: readonly string[] | undefined;
  packages?: readonly string[] | undefined;
  environment?: readonly string[] | undefined;
  images?: readonly string[] | undefined;
  weak?: readonly string[] | undefined;
}

/** A target with what only some parts ask of it. */
export interface DescribedTarget extends Target {
  /** Container images of the target. */
  images: string[];
  /** What a plain case-insensitive search for the spellings finds and `find` does not: parts of other words. */
  insideOtherWords(text: string): Mention[];
  /** Ports, hosts and models, in order, not overlapping. They count only beside a mention. */
  findWeak(text: string): Mention[];
}

/**
 * Makes the matcher of a target.
 *
 * @throws UserError (exit 2) if the preset is not known, or a spelling holds no letter or digit
 */
export function makeTarget(description: TargetDescription): DescribedTarget {
  const preset = choosePreset(description);
  const spelled = distinct([
    description.name,
    ...(description.preset ? [description.preset.toLowerCase()] : []),
    ...(preset?.names ?? []),
    ...(description.terms ?? []),
  ]);
  for (const name of spelled) requireWord(name);
  const modules = distinct([...(preset?.modules ?? []), ...(description.modules ?? [])]);
  const packages = distinct([...(preset?.packages ?? []), ...(description.packages ?? [])]);
  const environment = distinct([...(preset?.env ?? []), ...(description.environment ?? [])]);
  const images = distinct([...(preset?.images ?? []), ...(description.images ?? [])]);
  const weak = distinct([...(preset?.weak ?? []), ...(description.weak ?? [])]);
  for (const name of [...modules, ...packages, ...environment, ...images, ...weak]) requireWord(name);

  const names = spelled.map(nameSpelling);
  const isNamed = (text: string) => names.some((spelling) => occurrences(spelling, text).length > 0);
  // `langchain-ollama` holds the name, which is the mention; only what holds none is a spelling of its own.
  const further = [
    ...distinct([...modules, ...packages, ...images])
      .filter((name) => !isNamed(name))
      .map(packageSpelling),
    ...environment.filter((glob) => !isNamed(glob)).map(variableSpelling),
  ];
  const strong = [...names, ...further];
  const weakSpellings = weak.map(weakSpelling);
  const mayHold = prefilter(strong);
  const mayHoldWeak = prefilter(weakSpellings);

  const find = (text: string) =>
    mayHold(text) ? merge(strong.flatMap((spelling) => occurrences(spelling, text))) : [];
  return {
    name: description.name,
    names: distinct(spelled.map((name) => name.toLowerCase())),
    modules,
    packages,
    environment,
    images,
    weak,
    ...(description.successor === undefined ? {} : { successor: description.successor }),
    ...(description.successorDisplay === undefined ? {} : { successorDisplay: description.successorDisplay }),
    find,
    matches: (name) => find(name).length > 0,
    insideOtherWords: (text) => (mayHold(text) ? beyond(strong, text, find(text)) : []),
    findWeak: (text) =>
      mayHoldWeak(text) ? merge(weakSpellings.flatMap((spelling) => occurrences(spelling, text))) : [],
  };
}

/** A target that is nowhere: clean-ups need none. */
export function noTarget(): DescribedTarget {
  const nothing = () => [];
  return {
    name: "",
    names: [],
    modules: [],
    packages: [],
    environment: [],
    images: [],
    weak: [],
    find: nothing,
    matches: () => false,
    insideOtherWords: nothing,
    findWeak: nothing,
  };
}

function choosePreset(description: TargetDescription): Preset | undefined {
  if (description.preset === null) return undefined;
  if (description.preset === undefined) return presetOf(description.name);
  const preset = presetOf(description.preset);
  if (preset) return preset;
  const [suggestion] = closest(description.preset, presetNames(), 1);
  throw new UserError(
    `There is no preset called ${description.preset}.`,
    suggestion ? `Did you mean ${suggestion}?` : `There are: ${presetNames().join(", ")}.`,
  );
}

function requireWord(name: string): void {
  if (/[\p{L}\p{N}]/u.test(name)) return;
  throw new UserError(
    `"${name}" cannot be searched for: it has no letter and no digit.`,
    "Name the vendor or feature as the code spells it.",
  );
}

/** One pattern for all spellings, so that a text without any is passed over once. */
function prefilter(spellings: readonly Spelling[]): (text: string) => boolean {
  if (spellings.length === 0) return () => false;
  const unicode = spellings.some(({ pattern }) => pattern.unicode);
  const pattern = new RegExp(spellings.map((spelling) => spelling.pattern.source).join("|"), unicode ? "iu" : "i");
  return (text) => pattern.test(text);
}

function beyond(spellings: readonly Spelling[], text: string, mentions: readonly Mention[]): Mention[] {
  const hits = merge(spellings.flatMap((spelling) => plainOccurrences(spelling, text)));
  let next = 0;
  return hits.filter((hit) => {
    while (next < mentions.length && mentions[next]!.end <= hit.start) next++;
    return next >= mentions.length || mentions[next]!.start >= hit.end;
  });
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values.map((value) => value.trim()).filter((value, index) => index === 0 || value !== ""))];
}
