// What three tools say of an application, in one form: names of unused requirements, and of modules that are missing.

/** A name of a distribution as PEP 503 compares it. */
const normalised = (name) => name.toLowerCase().replace(/[-_.]+/g, "-");

const topLevel = (module) => module.split(".")[0];

const sorted = (names) => [...new Set(names)].sort();

/** Verdicts of `unpick scan --json`. */
export function ofUnpick({ dependencies: { unused, missing } }) {
  return {
    unused: sorted(unused.map(normalised)),
    missing: sorted(missing.map((one) => topLevel(one.import))),
  };
}

/** Verdicts in what `deptry --json-output` writes: DEP002 is unused, DEP001 and DEP003 are imports nothing asks for. */
export function ofDeptry(findings) {
  const modules = (...codes) => findings.filter(({ error }) => codes.includes(error.code)).map(({ module }) => module);
  return {
    unused: sorted(modules("DEP002").map(normalised)),
    missing: sorted(modules("DEP001", "DEP003").map(topLevel)),
  };
}

/** Verdicts in what `fawltydeps --json` prints. */
export function ofFawltyDeps({ unused_deps: unused, undeclared_deps: undeclared }) {
  return {
    unused: sorted(unused.map(({ name }) => normalised(name))),
    missing: sorted(undeclared.map(({ name }) => topLevel(name))),
  };
}

/**
 * Where two verdicts differ, each as a case that a reason can name.
 * @param tool name of the other tool
 */
export function differences(application, tool, ours, theirs) {
  return ["unused", "missing"].flatMap((kind) => {
    const only = (who, some, others) =>
      some
        .filter((name) => !others.includes(name))
        .map((name) => `${application}: ${tool}: only ${who} says ${kind}: ${name}`);
    return [...only("unpick", ours[kind], theirs[kind]), ...only(tool, theirs[kind], ours[kind])];
  });
}

/**
 * The differences of one case of a reason: `OWNER/NAME: deptry and FawltyDeps: only they say unused: attrs babel`.
 * @throws {Error} if the case is not of that form
 */
export function casesOf(text) {
  const match = /^([^:]+): ([^:]+): only (unpick says|it says|they say) (unused|missing): (.+)$/.exec(text);
  if (match === null) throw new Error(`not a case of a reason: ${text}`);
  const [, application, tools, who, kind, names] = match;
  return tools.split(" and ").flatMap((tool) =>
    names.split(" ").map((name) => {
      const only = who === "unpick says" ? "unpick" : tool;
      return `${application}: ${tool}: only ${only} says ${kind}: ${name}`;
    }),
  );
}

/**
 * The differences without a reason, and the cases of reasons that no difference has.
 * @param reasons groups `{ reason, cases }`, see {@link casesOf}
 */
export function explained(found, reasons) {
  const reasonOf = new Map(reasons.flatMap(({ reason, cases }) => cases.flatMap(casesOf).map((one) => [one, reason])));
  const all = new Set(found);
  return {
    reasonOf,
    open: found.filter((one) => !reasonOf.has(one)),
    idle: [...reasonOf.keys()].filter((one) => !all.has(one)),
  };
}
