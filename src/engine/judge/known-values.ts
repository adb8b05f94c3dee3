import { type FileView, has } from "../graph.js";
import type { Region } from "../region.js";
import type { Judging } from "./context.js";

/** The values that a file tells apart for one selector, in the order of the text. */
interface Known {
  values: string[];
  /** True if the file refuses every other value. */
  closed: boolean;
}

/**
 * The values among which a default must be, if the successor is none of them: a file may spell it its own way, or not
 * know it at all. Where others are accepted as well, only a value with the successor's name in it says that it is
 * spelt otherwise here.
 * @returns undefined if the successor can be used as it is
 */
export function valuesWithout(judging: Judging, literal: Region, successor: string): string[] | undefined {
  const { view } = judging;
  const names = selectorsOf(view, literal);
  const known: Known = { values: [], closed: false };
  for (const region of view.facts.regions) {
    const found = tellsApart(view, region, names);
    if (!found) continue;
    known.values.push(...found.values);
    known.closed ||= found.closed;
  }
  const values = [...new Set(known.values)].filter((value) => !judging.isTarget(value));
  const wanted = successor.toLowerCase();
  if (values.length === 0 || values.some((value) => value.toLowerCase() === wanted)) return undefined;
  return known.closed || values.some((value) => words(value).includes(wanted)) ? values : undefined;
}

const words = (value: string) => value.toLowerCase().split(/[^\p{L}\p{N}]+/u);

/** Under which names the value of a literal is known: of a variable, a parameter, a key, an option. */
function selectorsOf(view: FileView, literal: Region): Set<string> {
  const names = new Set<string>();
  const add = (name: unknown) => {
    if (typeof name === "string") names.add(name.replace(/^.*\./, "").replace(/^-+/, "").toLowerCase());
  };
  for (let at = view.parent(literal); at && at.kind !== "suite"; at = view.parent(at)) {
    if (at.kind === "parameter" || at.kind === "argument" || at.kind === "entry") add(at.name);
    if (at.kind === "call") for (const one of view.slot(at, "argument")) add(valueGiven(view, one));
    if (at.kind === "assignment") for (const target of view.slot(at, "target")) add(selectorName(view, target));
  }
  return names;
}

const valueGiven = (view: FileView, argument: Region) =>
  argument.name === undefined ? view.one(argument, "value")?.value : undefined;

/** `provider`, `self.provider`, `data["provider"]`, `data.get("provider")`: what such an expression is called. */
function selectorName(view: FileView, region: Region | undefined): string | undefined {
  if (region?.kind === "name" || region?.kind === "member") return region.name?.toLowerCase();
  const key =
    region?.kind === "index"
      ? view.one(region, "key")?.value
      : region?.kind === "call" && has(region, "lookup")
        ? valueGiven(view, view.slot(region, "argument")[0] ?? region)
        : undefined;
  return typeof key === "string" ? key.toLowerCase() : undefined;
}

/** The values that one place compares a selector of these names with. */
function tellsApart(view: FileView, region: Region, names: ReadonlySet<string>): Known | undefined {
  if (region.kind === "compare") return ofComparison(view, region, names);
  if (region.kind === "switch") return ofSwitch(view, region, names);
  if (region.kind !== "call") return undefined;
  const options = view.slot(region, "argument").find((one) => one.name === "choices");
  const isOurs = view.slot(region, "argument").some((one) => isNamed(String(valueGiven(view, one) ?? ""), names));
  return options && isOurs ? { values: textsIn(view, view.one(options, "value")), closed: true } : undefined;
}

const isNamed = (word: string, names: ReadonlySet<string>) => names.has(word.replace(/^-+/, "").toLowerCase());

function ofComparison(view: FileView, region: Region, names: ReadonlySet<string>): Known | undefined {
  const [left, right] = [view.one(region, "left"), view.one(region, "right")];
  if (!names.has(selectorName(view, left) ?? "")) return undefined;
  if (right?.kind === "sequence") return { values: textsIn(view, right), closed: /^not\b/.test(region.operator ?? "") };
  if (region.operator !== "==" && region.operator !== "===") return undefined;
  return { values: typeof right?.value === "string" ? [right.value] : [], closed: refusesOthers(view, region) };
}

function ofSwitch(view: FileView, region: Region, names: ReadonlySet<string>): Known | undefined {
  if (!names.has(selectorName(view, view.one(region, "subject")) ?? "")) return undefined;
  const cases = view.slot(region, "case");
  const values = cases.flatMap((one) => view.slot(one, "pattern")).flatMap((one) => textsIn(view, one));
  const last = cases.find((one) => view.slot(one, "pattern").every((pattern) => textsIn(view, pattern).length === 0));
  return { values, closed: last !== undefined && raises(view, view.one(last, "body")) };
}

/** True if the chain of a comparison ends in an error for whatever matches no arm. */
function refusesOthers(view: FileView, test: Region): boolean {
  let arm: Region | undefined = view.parent(test);
  while (arm && arm.kind !== "arm" && arm.kind !== "suite") arm = view.parent(arm);
  const branch = arm?.kind === "arm" ? view.parent(arm) : undefined;
  if (!branch) return false;
  const last = view.slot(branch, "arm").at(-1)!;
  if (!view.one(last, "test")) return raises(view, view.one(last, "body"));
  const around = view.parent(branch);
  const next = around && view.children[around.id]!.find((one) => one.start >= branch.end && one.kind !== "comment");
  return next?.kind === "exit" && /^(raise|throw)$/.test(next.name ?? "");
}

const raises = (view: FileView, suite: Region | undefined) =>
  suite !== undefined &&
  view.children[suite.id]!.some((one) => one.kind === "exit" && /^(raise|throw)$/.test(one.name ?? ""));

function textsIn(view: FileView, region: Region | undefined): string[] {
  if (!region) return [];
  return [...view.subtree(region)].flatMap((one) =>
    one.kind === "literal" && typeof one.value === "string" ? [one.value] : [],
  );
}
