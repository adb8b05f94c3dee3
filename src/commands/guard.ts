import type { Inventory } from "../engine/model.js";
import { UserError } from "../errors.js";
import { resolveCommit } from "../git/repository.js";
import { classifyPath } from "../repo/classify.js";
import { readIndex, readInventory } from "../repo/inventory.js";
import { toAnnotations } from "../report/annotations.js";
import type { GuardDocument, GuardFinding } from "../report/documents.js";
import { toJson } from "../report/escape.js";
import { drawGuard } from "../report/guard-view.js";
import { toSarif } from "../report/sarif.js";
import { loadSecretRules } from "../secrets/find.js";
import { HISTORY_GLOBS, isSymbolGlob, pathMatcher } from "../target/globs.js";
import type { DescribedTarget } from "../target/target.js";
import type { Context, Outcome } from "./context.js";
import type { PlanFlags } from "./flags.js";
import { targetOf } from "./planning.js";
import { type Requested, requestOf } from "./request.js";
import { openSession } from "./session.js";
import { lineReader } from "./texts.js";

/** How the findings are printed. */
export type GuardFormat = "terminal" | "json" | "sarif" | "github";

/** Flags of `unpick guard` beside those that describe the target. */
export interface GuardFlags {
  /** A commit whose mentions are old. */
  since: string | undefined;
  /** Look at the index instead of the current commit. */
  staged: boolean;
  format: GuardFormat;
}

/**
 * `unpick guard`: fails when the target is mentioned where it should be gone. What tells history, is kept, generated
 * or other people's code does not count, but is counted.
 *
 * @throws UserError (exit 2) if the commit of `--since` does not exist
 */
export async function guardCommand(context: Context, plan: PlanFlags, flags: GuardFlags): Promise<Outcome> {
  const repository = await openSession(context);
  const request = await requestOf(context, repository, plan);
  const target = await targetOf(request);
  if (flags.staged && repository.root === null)
    throw new UserError("A bare repository has no index to look at.", "Leave --staged out.");
  const commit = flags.staged ? "index" : await resolveCommit(repository);
  const inventory = flags.staged ? await readIndex(repository) : await readInventory(repository, commit);
  const { findings, tolerated } = search(inventory, target, reasonToKeep(request));
  const document: GuardDocument = { format: 1, commit, target: target.name, findings, tolerated };
  if (flags.since !== undefined) {
    const old = await readInventory(repository, await resolveCommit(repository, flags.since));
    document.since = flags.since;
    document.findings = newSince(findings, search(old, target, reasonToKeep(request)).findings);
  }
  if (document.findings.length > 0) await loadSecretRules();
  const lineAt = lineReader(inventory);
  for (const finding of document.findings) finding.source = lineAt(finding.path, finding.line)?.trim() ?? "";
  return { output: draw(document, flags.format, context), notes: [], exitCode: document.findings.length > 0 ? 1 : 0 };
}

function draw(document: GuardDocument, format: GuardFormat, context: Context): string {
  if (format === "json") return toJson(document);
  if (format === "sarif") return toJson(toSarif(document, context.version));
  if (format === "github") return toAnnotations(document);
  return drawGuard(document, context.palette);
}

/** Why mentions in a file do not count; undefined if they do. */
function reasonToKeep({ options, history }: Requested): (path: string) => string | undefined {
  const isKept = pathMatcher(options.keep.filter((glob) => !isSymbolGlob(glob)));
  const isHistory = pathMatcher([...HISTORY_GLOBS, ...history]);
  return (path) => {
    const kind = classifyPath(path, isHistory);
    if (isKept(path)) return "kept on purpose";
    if (kind.history) return "in history";
    if (kind.vendored) return "in other people's code";
    if (kind.generator) return `in what ${kind.generator} generates`;
    // The file that names the target for unpick itself.
    return path === "unpick.yaml" ? "in unpick.yaml" : undefined;
  };
}

function search(
  inventory: Inventory,
  target: DescribedTarget,
  reasonOf: (path: string) => string | undefined,
): Pick<GuardDocument, "findings" | "tolerated"> {
  const findings: GuardFinding[] = [];
  const tolerated = new Map<string, number>();
  for (const path of [...inventory.files.keys()].sort()) {
    const text = inventory.read(path)?.text;
    if (text === undefined) continue;
    const mentions = target.find(text);
    const reason = mentions.length > 0 ? reasonOf(path) : undefined;
    if (reason !== undefined) {
      tolerated.set(reason, (tolerated.get(reason) ?? 0) + mentions.length);
      continue;
    }
    let line = 1;
    let start = 0;
    for (const mention of mentions) {
      for (let end = text.indexOf("\n", start); end >= 0 && end < mention.start; end = text.indexOf("\n", start)) {
        line++;
        start = end + 1;
      }
      const end = text.indexOf("\n", mention.start);
      findings.push({
        path,
        line,
        column: mention.start - start + 1,
        text: mention.text,
        source: text.slice(start, end < 0 ? undefined : end).trim(),
      });
    }
  }
  return { findings, tolerated: [...tolerated].map(([reason, mentions]) => ({ reason, mentions })) };
}

/** Findings whose line the older tree did not have in the same file, as often. */
function newSince(findings: readonly GuardFinding[], old: readonly GuardFinding[]): GuardFinding[] {
  const keyOf = ({ path, text, source }: GuardFinding) => `${path}\0${text}\0${source}`;
  const known = new Map<string, number>();
  for (const finding of old) known.set(keyOf(finding), (known.get(keyOf(finding)) ?? 0) + 1);
  return findings.filter((finding) => {
    const left = known.get(keyOf(finding)) ?? 0;
    known.set(keyOf(finding), left - 1);
    return left <= 0;
  });
}
