import { composeEdits, tokenEdits } from "../syntax/compose.js";
import { applyEdits, settleBlankLines, unite } from "../syntax/edits.js";
import type { Corpus } from "./corpus.js";
import type { Edit } from "./model.js";
import { keepPackages } from "./package-files.js";
import type { Marks } from "./spread.js";

/** What a transform makes of one file: edits, or null if the whole file goes. */
export interface Change {
  path: string;
  transform: string;
  edits: Edit[] | null;
}

/** Renders the verdicts of every file, with blank lines settled. */
export function renderChanges(corpus: Corpus, marks: Marks): Change[] {
  const changes: Change[] = [];
  for (const [path, judged] of marks.judged) {
    if (judged.verdicts.length === 0 || corpus.frozen.has(path)) continue;
    const transform = corpus.transformOf(path)!;
    const source = corpus.sources.get(path)!;
    if (judged.verdicts[0]!.region === 0 && judged.verdicts[0]!.action === "remove") {
      changes.push({ path, transform: transform.name, edits: null });
      continue;
    }
    const edits = transform.rewrite!(source, corpus.facts.get(path)!, judged.verdicts);
    const settled = settleBlankLines(source.text, unite(edits));
    if (settled.length === 0) continue;
    const plain = applyEdits(source.text, settled);
    const formatted = transform.format?.(source, plain, corpus.inventory) ?? plain;
    changes.push({
      path,
      transform: transform.name,
      edits: composeEdits(source.text, settled, tokenEdits(plain, formatted)),
    });
  }
  return keepPackages(corpus, changes).sort((a, b) => (a.path < b.path ? -1 : 1));
}
