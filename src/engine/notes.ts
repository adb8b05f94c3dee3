import { lineOf } from "../syntax/lines.js";
import type { Corpus } from "./corpus.js";
import { countedNotes } from "./counted-notes.js";
import type { Decision } from "./decide.js";
import { lookedUpNotes } from "./looked-up.js";
import { messageNotes } from "./message-notes.js";
import { missingDistribution, ownModules, requirementNames } from "./packages.js";
import type { PlanOptions } from "./plan-model.js";

/** What people should know beyond the ledger: interfaces that end, packages that are missing. */
export function planNotes(corpus: Corpus, decision: Decision, options: PlanOptions): string[] {
  return [
    ...missingPackages(corpus, decision),
    ...endedRoutes(decision),
    ...endedNames(
      decision,
      "export:",
      "names that leave `__all__`, for code outside this repository that imports them",
      (symbol) => symbol.replace(/^export:(.*)#(.*)$/, "$2 of $1"),
    ),
    ...endedNames(decision, "json:", "keys that leave answers in JSON, for callers outside this repository"),
    ...endedNames(
      decision,
      "env:",
      "environment variables that nothing reads any more, for deployments and secret stores",
    ),
    ...endedNames(decision, "option:", "options that leave commands, for scripts that give them"),
    ...stayingColumns(decision),
    ...countedNotes(corpus, decision),
    ...lookedUpNotes(corpus, decision),
    ...messageNotes(corpus, decision),
    ...unparsed(corpus, options),
  ];
}

/** Packages that edited files import and no requirements file names. */
function missingPackages(corpus: Corpus, decision: Decision): string[] {
  const required = requirementNames(corpus.sources);
  if (required === undefined) return [];
  const found = new Map<string, string>();
  const own = ownModules(corpus.sources.keys());
  for (const change of decision.changes) {
    if (change.edits === null) continue;
    const judging = decision.marks.judging.get(change.path)!;
    const { view } = judging;
    const dead = decision.marks.judged.get(change.path)!.dead;
    for (const region of view.facts.regions) {
      if (dead.has(region.id)) continue;
      for (const occurrence of view.occurrences(region)) {
        if (occurrence.defines || !occurrence.symbol.startsWith("package:")) continue;
        const name = occurrence.symbol.slice("package:".length);
        const distribution = missingDistribution(name, required, own);
        if (distribution === undefined || !change.path.endsWith(".py")) continue;
        if (!found.has(name))
          found.set(
            name,
            `${name} is imported at ${change.path}:${lineOf(corpus.sources.get(change.path)!.text, region.start)} but no requirements file names ${distribution}`,
          );
      }
    }
  }
  return [...found.values()];
}

/** Routes that go: callers outside the repository will notice. */
function endedRoutes(decision: Decision): string[] {
  const routes = [...decision.marks.gone.keys()]
    .filter((symbol) => /^route:[A-Z]+ /.test(symbol))
    .map((symbol) => symbol.slice("route:".length))
    .sort();
  return routes.length === 0 ? [] : [`routes that end, for callers outside this repository: ${routes.join(", ")}`];
}

/** What stays in models until a migration drops it from the database. */
function stayingColumns({ graph, holds }: Decision): string[] {
  const names = holds
    .filter((hold) => hold.reason === "database column; needs a migration")
    .flatMap((hold) =>
      graph.files
        .get(hold.path)!
        .occurrences(graph.files.get(hold.path)!.region(hold.region))
        .filter((one) => one.defines && one.symbol.startsWith("py:"))
        .map((one) => `${one.symbol.slice(one.symbol.indexOf("#") + 1)} (${hold.path})`),
    );
  const list = [...new Set(names)].sort();
  return list.length === 0 ? [] : [`for a migration to drop from the database, then from the code: ${list.join(", ")}`];
}

/** Names of one kind that code spoke of, and no code does any more. */
function endedNames(
  decision: Decision,
  kind: string,
  words: string,
  nameOf = (symbol: string) => symbol.slice(Math.max(kind.length, symbol.indexOf("#") + 1)),
): string[] {
  const ended = new Set<string>();
  const left = new Set<string>();
  for (const [path, { dead }] of decision.marks.judged) {
    const view = decision.graph.files.get(path)!;
    const isCode = ["python", "javascript", "notebook"].includes(view.facts.transform);
    for (const region of view.facts.regions) {
      for (const { symbol, defines } of view.occurrences(region)) {
        // Scripts read more of an answer than its keys: `rows.length`.
        if (!symbol.startsWith(kind) || (kind === "json:" && !defines)) continue;
        const name = nameOf(symbol);
        if (!dead.has(region.id)) left.add(name);
        else if (isCode) ended.add(name);
      }
    }
  }
  const names = [...ended].filter((name) => !left.has(name)).sort();
  return names.length === 0 ? [] : [`${words}: ${names.join(", ")}`];
}

/** Files that could not be parsed and were left alone, if they name the target. */
function unparsed(corpus: Corpus, options: PlanOptions): string[] {
  const files = [...corpus.frozen]
    .filter(([path, reason]) => reason === "not parsed" && corpus.mentions.has(path))
    .map(([path]) => path);
  return files.length === 0
    ? []
    : [`not parsed, so left alone although they name ${options.target}: ${files.join(", ")}`];
}
