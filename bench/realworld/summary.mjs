const percent = (part) => (part === undefined ? "–" : part.toFixed(2));

/** The middle of what is known; undefined if nothing is. */
export function median(values) {
  const sorted = values.filter((one) => one !== undefined).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 || sorted.length === 0 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Part of the mentions in Python that is left to a person. */
const reviewShare = (result) =>
  result.python && result.python.mentions > 0 ? result.python.review / result.python.mentions : undefined;

/** One case as a line for people. */
export function lineOf(result) {
  const title = `${result.id} ${result.repo}`;
  for (const key of ["skipped", "crash", "refused", "nothing"])
    if (key in result) return `${title}: ${key}: ${result[key].trim().split("\n").at(-1)}`;
  return [
    `${title}: recall ${percent(result.recall)} (unnamed ${percent(result.unnamed)})`,
    `precision ${percent(result.precision)}`,
    `review of Python ${percent(reviewShare(result))}`,
    `new syntax errors ${result.syntax.length + result.broken.length}`,
    `new ruff findings ${result.ruff.length}`,
    ...(result.types ? [`verify --types ${result.types.exit ?? result.types}`] : []),
    `${result.seconds.toFixed(0)} s`,
  ].join(", ");
}

/** All cases in a few lines, and whether one of them must not be: a crash, a new syntax error, a new finding. */
export function summaryOf(results) {
  const count = (key) => results.filter((one) => key in one).length;
  const with_ = (key) => results.filter((one) => (one[key]?.length ?? 0) > 0).length;
  const compared = results.filter((one) => one.recall !== undefined);
  const kinds = [...new Set(compared.flatMap((one) => Object.keys(one.kinds ?? {})))].sort();
  const lines = [
    `${results.length} cases, ${compared.length} compared, ${count("skipped")} skipped, ${count("crash")} crashes, ` +
      `${count("refused")} refused, ${count("nothing")} without a change`,
    `new syntax errors in ${with_("syntax")} cases, in a commit of ${with_("broken")}, new ruff findings in ${with_("ruff")}`,
    `medians: recall ${percent(median(compared.map((one) => one.recall)))}, ` +
      `unnamed ${percent(median(compared.map((one) => one.unnamed)))}, ` +
      `precision ${percent(median(compared.map((one) => one.precision)))}, ` +
      `review of Python ${percent(median(compared.map(reviewShare)))}`,
    ...kinds.map((kind) => {
      // Of fewer than five lines a share says little.
      const of = (size, share) =>
        percent(
          median(compared.map((one) => one.kinds?.[kind]).map((one) => (one?.[size] >= 5 ? one[share] : undefined))),
        );
      return `${kind}: median recall ${of("human", "recall")}, median precision ${of("tool", "precision")}`;
    }),
  ];
  const failed = count("crash") + with_("syntax") + with_("broken") + with_("ruff") > 0;
  return { text: lines.join("\n"), failed };
}
