import { layoutOf } from "../../src/dependencies/lists/layout.js";
import { readRequirementsList } from "../../src/dependencies/lists/requirements-list.js";
import { modulesOf } from "../../src/dependencies/usage/module-table.js";
import type { Facts, Occurrence, Transform } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { attachedComments } from "../../src/syntax/comments.js";
import { removeStatement } from "../../src/syntax/edits.js";

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
  files: [
    ...["**/*requirements*.txt", "**/*requirements*.in", "**/requirements/*.txt", "**/requirements/*.in"],
    ...["**/*constraints*.txt", "**/*constraints*.in"],
  ],
  order: 80,
  analyze(file, target): Facts {
    const { text } = file;
    const list = readRequirementsList(file.path, text);
    const lines = layoutOf(list, text)[0]!;
    const regions: Region[] = [{ id: 0, parent: -1, kind: "file", slot: "root", start: 0, end: text.length }];
    regions.push({ id: 1, parent: 0, kind: "suite", slot: "body", start: 0, end: text.length });
    const occurrences: Occurrence[] = [];
    const add = (region: Omit<Region, "id">) => regions.push({ ...region, id: regions.length });
    const beside = new Set<number>();
    for (const { specification, range } of list.requirements) {
      const line = lines.members.find(({ start, end }) => start <= range.start && range.end <= end)!;
      // A comment on the line goes with it in any case.
      const comment = lines.comments.find(
        ({ start }) => start >= line.end && !/[\r\n]/.test(text.slice(line.end, start)),
      );
      if (comment) beside.add(comment.start);
      const statement = regions.length;
      add({ parent: 1, kind: "import", slot: "body", start: line.start, end: comment?.end ?? line.end });
      const name = specification.writtenName;
      const start = Math.max(text.slice(range.start, range.end).indexOf(name), 0) + range.start;
      add({ parent: statement, kind: "importName", slot: "item", start, end: range.end, name });
      for (const module of modulesOf(name))
        occurrences.push({ symbol: `package:${module}`, defines: true, region: statement + 1, private: true });
    }
    for (const { start, end } of lines.comments)
      if (!beside.has(start)) add({ parent: 1, kind: "comment", slot: "body", start, end });
    const namedComments = regions
      .filter((region) => region.kind === "comment" && target.matches(text.slice(region.start, region.end)))
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
