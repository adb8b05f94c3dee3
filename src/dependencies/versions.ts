import { rcompare, satisfies, valid } from "@renovatebot/pep440";

/** Sorts by version as PEP 440 orders them, the newest first; what is no version comes last. */
export function newestFirst<Item>(items: readonly Item[], versionOf: (item: Item) => string): Item[] {
  return [...items].sort((a, b) => {
    const [one, other] = [versionOf(a), versionOf(b)];
    if (!valid(one) || !valid(other)) return Number(Boolean(valid(other))) - Number(Boolean(valid(one)));
    return rcompare(one, other);
  });
}

/** Whether a version meets specifiers; an empty list of specifiers admits all, one that cannot be read none. */
export function admits(specifier: string, version: string): boolean {
  if (specifier === "" || specifier === "*") return true;
  // The library reads `===` like `==`, which a local version (`2.7.1+cpu`) meets as well.
  if (specifier.startsWith("===")) return specifier.slice(3).trim() === version;
  return Boolean(valid(version)) && satisfies(version, specifier, { prereleases: true });
}
