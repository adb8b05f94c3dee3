import type { Facts, Occurrence, Transform } from "../src/engine/model.js";
import type { Region } from "../src/engine/region.js";
import { attachedComments } from "../src/syntax/comments.js";
import { modulesOf } from "../src/syntax/distributions.js";
import { removeStatement } from "../src/syntax/edits.js";

/** A requirement: a name at the start of a line, over all its continued lines. Options (`-r`, `--hash`) are not. */
const requirement =
  /^[ \t]*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)(?=[\s[<>=!~;@#\\]|$)(?:[^\r\n\\]|\\\r?\n|\\)*/gm;

/**
 * Lists of requirements: a line goes when its package is the target's, or when only removed code imported it. The
 * comment above it goes along if it names the target, or heads nothing else.
 *
 * Before:
 *
 *     Flask==3.1.1
 *     ollama==0.3.1
 *
 * After:
 *
 *     Flask==3.1.1
 */
const requirements: Transform = {
  name: "requirements",
  summary: "Drop requirements that only {target} needed",
  files: ["**/*requirements*.txt", "**/*requirements*.in", "**/requirements/*.txt", "**/requirements/*.in"],
  order: 80,
  analyze(file, target): Facts {
    const regions: Region[] = [{ id: 0, parent: -1, kind: "file", slot: "root", start: 0, end: file.text.length }];
    regions.push({ id: 1, parent: 0, kind: "suite", slot: "body", start: 0, end: file.text.length });
    const occurrences: Occurrence[] = [];
    const add = (region: Omit<Region, "id">) => regions.push({ ...region, id: regions.length });
    for (const match of file.text.matchAll(requirement)) {
      const start = match.index + match[0].length - match[0].trimStart().length;
      const range = { start, end: match.index + match[0].trimEnd().length };
      const name = match[1]!;
      const statement = regions.length;
      add({ parent: 1, kind: "import", slot: "body", ...range });
      const comment = match[0].search(/\s#/);
      const end = comment < 0 ? range.end : match.index + comment;
      add({
        parent: statement,
        kind: "importName",
        slot: "item",
        start,
        end: Math.max(end, start + name.length),
        name,
      });
      for (const module of modulesOf(name))
        occurrences.push({ symbol: `package:${module}`, defines: true, region: statement + 1, private: true });
    }
    for (const match of file.text.matchAll(/^[ \t]*#[^\r\n]*/gm))
      add({
        parent: 1,
        kind: "comment",
        slot: "body",
        start: match.index + match[0].indexOf("#"),
        end: match.index + match[0].length,
      });
    const namedComments = regions
      .filter((region) => region.kind === "comment" && target.matches(file.text.slice(region.start, region.end)))
      .map((region) => region.id);
    const extra: RequirementsExtra = { namedComments };
    return { path: file.path, transform: "requirements", regions, occurrences, faults: [], extra };
  },
  rewrite(file, facts, verdicts) {
    const removed = new Set(verdicts.filter((one) => one.action === "remove").map((one) => one.region));
    const named = new Set((facts.extra as RequirementsExtra).namedComments);
    const lines = facts.regions.filter((region) => region.parent === 1).sort((a, b) => a.start - b.start);
    const comments = attachedComments(lines, {
      text: file.text,
      gone: (line) => removed.has(line.id),
      names: (comment) => named.has(comment.id),
      standsAlone: () => false,
    });
    const gone = new Set([...removed, ...comments.map((comment) => comment.id)]);
    return [...gone].map((id) => removeStatement(file.text, facts.regions[id]!));
  },
};

/** What the rewriting needs to know of a file's comments. */
interface RequirementsExtra {
  /** Comments that name the target. */
  namedComments: number[];
}

export default requirements;
