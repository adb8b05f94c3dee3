import type { PlanDocument, Totals } from "../engine/plan-model.js";

/** The line that accounts for every mention and every linked place. */
export function balanceLine(totals: PlanDocument["totals"]): string {
  const mentions = sum(totals.mentions, totals.mentions.all === 1 ? "mention" : "mentions");
  return `${mentions}; ${sum(totals.linked, "linked")}`;
}

function sum(totals: Totals, noun: string): string {
  const { all, removed, rewritten, kept, review } = totals;
  if (all === 0) return `0 ${noun}`;
  return `${all} ${noun} = ${removed} removed + ${rewritten} rewritten + ${kept} kept + ${review} review`;
}

/** A number with its noun: `1 file`, `2 files`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** Added and deleted lines with signs: `+1 −12`; only what is there. */
export function lineCounts(added: number, deleted: number): string {
  const parts = [];
  if (added > 0) parts.push(`+${added}`);
  if (deleted > 0) parts.push(`−${deleted}`);
  return parts.length === 0 ? "0" : parts.join(" ");
}

/** The short form of a commit's name. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 7);
}
