// What a browser saw before and after a removal, held against each other.

/**
 * @typedef {{ kind: string, page: string, text: string }} Problem what a person would find wrong
 * @typedef {{ provider: string, facts: Record<string, unknown> }} Provider what happened when it was chosen and used
 * @typedef {{ problems: Problem[], controls: string[], providers: Provider[] }} Report one run: `controls` are what could
 *   be clicked, chosen or opened, each with its page
 */

/** A problem without what differs from run to run: ports, line numbers, numbers of records. */
export function normalise({ kind, page, text }) {
  const plain = (value) =>
    value
      .replaceAll(/https?:\/\/127\.0\.0\.1:\d+/g, "")
      .replaceAll(/:\d+:\d+\b/g, "")
      .replaceAll(/(?<=\/)\d+(?=$|[/?#\s)])/g, "N")
      .replaceAll(/\s+/g, " ")
      .trim();
  return `${plain(page)}: ${kind}: ${plain(text)}`;
}

/**
 * The differences that a removal must not make, each as a sentence; empty if there are none.
 * @param {Report} before
 * @param {Report} after
 * @param {{ target: string, controls: string[] }} removed the provider, and the controls that must be gone, no others
 * @returns {string[]}
 */
export function differences(before, after, removed) {
  const known = new Set(before.problems.map(normalise));
  const problems = new Set(after.problems.map(normalise).filter((problem) => !known.has(problem)));
  return [
    ...[...problems].map((problem) => `new problem: ${problem}`),
    ...controlDifferences(new Set(before.controls), new Set(after.controls), new Set(removed.controls)),
    ...providerDifferences(before.providers, after.providers, removed.target),
  ];
}

function controlDifferences(before, after, removed) {
  return [
    ...[...removed].filter((control) => !before.has(control)).map((control) => `was never there: ${control}`),
    ...[...removed].filter((control) => after.has(control)).map((control) => `still there: ${control}`),
    ...[...before].filter((control) => !after.has(control) && !removed.has(control)).map((one) => `lost: ${one}`),
    ...[...after].filter((control) => !before.has(control)).map((control) => `new: ${control}`),
  ];
}

function providerDifferences(before, after, target) {
  const byName = (providers) => new Map(providers.map(({ provider, facts }) => [provider, facts]));
  const [was, is] = [byName(before), byName(after)];
  const found = [];
  if (!was.has(target)) found.push(`${target} could not be chosen before`);
  if (is.has(target)) found.push(`${target} can still be chosen`);
  for (const [provider, facts] of was) {
    if (provider === target) continue;
    const now = is.get(provider);
    if (!now) {
      found.push(`${provider} can no longer be chosen`);
      continue;
    }
    for (const name of new Set([...Object.keys(facts), ...Object.keys(now)])) {
      const [first, second] = [JSON.stringify(facts[name]), JSON.stringify(now[name])];
      if (first !== second) found.push(`${provider}: ${name} was ${first} and is ${second}`);
    }
  }
  for (const provider of is.keys()) if (!was.has(provider)) found.push(`${provider} is new`);
  return found;
}
