import type { Cause } from "../model.js";
import type { Region } from "../region.js";
import { type Judging, live } from "./context.js";

const CONTROLS = /^(input|select|textarea)$/i;
const ACTING = /^(input|select|textarea|button)$/i;
const LABELS = /^(label|legend)$/i;
/** Elements that only word what they hold. */
const WORDING = /^(p|span|small|em|strong|b|i|br|hr|code|kbd|a|label|div)$/i;
const VALUES: ReadonlySet<Region["kind"]> = new Set(["text", "suite", "attribute", "literal", "template", "comment"]);

const isLost = (judging: Judging, region: Region) => {
  const { is } = judging.outcome(region);
  return is === "gone" || is === "removed";
};

/**
 * Why a group of a form goes: its control is gone, and all that stays are words about it. A label tells that the words
 * are about the control; a paragraph beside a control may be about anything. The cells of a table's row are such words.
 * @param words what the element holds, without blanks and attributes
 */
export function groupWithoutControl(judging: Judging, group: Region, words: readonly Region[]): Cause | undefined {
  const lost = words.filter((one) => isLost(judging, one));
  const left = words.filter((one) => !isLost(judging, one));
  const control = lost.find((one) => holds(judging, one, CONTROLS));
  if (!control || left.length === 0) return undefined;
  const isRow = group.name?.toLowerCase() === "tr";
  const isLabelled = words.some((one) => holds(judging, one, LABELS));
  if (!isLabelled && !isRow) return undefined;
  if (!left.every((one) => isWording(judging, one, isRow))) return undefined;
  return judging.byNeed(group, "its control is gone", judging.outcome(control).cause);
}

/**
 * Why a row of a table goes: its first cell names the target and nothing else, and all that stays are words about it.
 * A head is about the columns.
 */
export function rowWithoutSubject(judging: Judging, row: Region, words: readonly Region[]): Cause | undefined {
  if (row.name?.toLowerCase() !== "tr" || judging.view.parent(row)?.name?.toLowerCase() === "thead") return undefined;
  const [subject, ...others] = words;
  if (!subject || others.length === 0 || words.every((one) => one.name?.toLowerCase() === "th")) return undefined;
  if (!isLost(judging, subject) || judging.outcome(subject).cause?.by !== "name") return undefined;
  if (!others.every((one) => isLost(judging, one) || isWording(judging, one, true))) return undefined;
  return judging.byNeed(row, "what it is about is gone", judging.outcome(subject).cause);
}

/**
 * A label whose control is gone stays where nothing else of its group goes: it names the controls that stay beside it,
 * and its `for` pointed elsewhere by mistake.
 */
export function keepLabels(judging: Judging, words: readonly Region[]): void {
  const lost = words.filter((one) => isLost(judging, one));
  const isMistaken = lost.length > 0 && lost.every((one) => one.kind === "element" && LABELS.test(one.name ?? ""));
  if (!isMistaken || !words.some((one) => !lost.includes(one) && holds(judging, one, ACTING))) return;
  for (const label of lost) {
    const pointer = judging.view.slot(label, "attribute").find((one) => one.name === "for");
    const { cause } = judging.outcome(label);
    if (!pointer || judging.hasMention({ start: pointer.end, end: label.end })) continue;
    judging.verdicts.delete(label.id);
    judging.outcomes[label.id] = live;
    judging.decide(pointer, "remove", cause!);
  }
}

/** Labels right before a control that goes, in content that others share: they name nothing else. */
export function labelsOfLost(judging: Judging, content: readonly Region[]): void {
  if (!content.some((one) => isLost(judging, one))) return;
  const shown = content.filter((one) => one.kind !== "text" || judging.text.slice(one.start, one.end).trim() !== "");
  for (const [index, label] of shown.entries()) {
    const next = shown[index + 1];
    if (label.kind !== "element" || !LABELS.test(label.name ?? "") || isLost(judging, label)) continue;
    if (!next || !isLost(judging, next) || next.kind !== "element" || !CONTROLS.test(next.name ?? "")) continue;
    if (!isWording(judging, label, false)) continue;
    const cause = judging.byNeed(label, "its control is gone", judging.outcome(next).cause);
    judging.decide(label, "remove", cause);
    judging.outcomes[label.id] = { is: "removed", cause };
  }
}

function holds({ view }: Judging, region: Region, names: RegExp): boolean {
  return [...view.subtree(region)].some((one) => one.kind === "element" && names.test(one.name ?? ""));
}

/** Words and values that are shown and nothing else: nothing acts on them, looks them up or sends them. */
function isWording(judging: Judging, region: Region, isCell: boolean): boolean {
  const { view } = judging;
  let output = -1;
  for (const part of view.subtree(region)) {
    if (part.start < output) continue;
    if (part.kind === "output") {
      output = part.end;
      continue;
    }
    // A label that names its control is about that one.
    if (part.kind === "attribute" && part.name === "for") return false;
    const isPlain =
      part.kind === "element"
        ? WORDING.test(part.name ?? "") || (isCell && /^t[dh]$/i.test(part.name ?? ""))
        : VALUES.has(part.kind);
    if (!isPlain && part.slot !== "value") return false;
    const defined = view.occurrences(part).filter((one) => one.defines && !one.symbol.startsWith("class:"));
    if (defined.some((one) => !judging.isTarget(one.symbol.slice(one.symbol.indexOf(":") + 1)))) return false;
  }
  return true;
}
