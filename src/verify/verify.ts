import { setImmediate } from "node:timers/promises";
import type { Inventory, Target, Transform } from "../engine/model.js";
import type { Known } from "../engine/plan.js";
import { pathMatcher } from "../target/globs.js";
import { type Diagnostic, type Finding, newFindings } from "./diagnostics.js";
import { allLinks, danglingLinks } from "./links.js";
import { newPythonFindings, openPythonChecker, type PythonChecker } from "./python.js";
import type { UnresolvedCount } from "./unresolved.js";

/** Texts to compare. */
export interface TextsToVerify {
  /** Text at base of each changed file; what is missing here is read from the inventory. */
  before: ReadonlyMap<string, string>;
  /** Text of each changed file in the result; null if it is deleted. */
  after: ReadonlyMap<string, string | null>;
  transforms: readonly Transform[];
  inventory: Inventory;
  /** With it, links between files are compared as well. */
  target?: Target;
  /** What a plan has read already; without it the links are read again from the files. */
  known?: Known;
  /** Read every file for the links, and count those that nothing answers. */
  all?: boolean;
}

/** What is new in the result; with `all`, also how many links nothing answers in the two trees. */
export interface Verified {
  newDiagnostics: Diagnostic[];
  unresolved?: UnresolvedCount[];
}

let checker: Promise<PythonChecker> | undefined;

/**
 * Looks for faults that the result has and the base had not, with tools that know nothing of the plan: ruff for
 * Python, each transform's own look at the languages that it reads, and links that nothing answers any more. In
 * memory; the order is by path and line, links last.
 */
export async function verifyTexts(texts: TextsToVerify): Promise<Verified> {
  const readers = texts.transforms
    .filter((transform) => transform.diagnose)
    .map((transform) => ({ transform, reads: pathMatcher(transform.files) }));
  const newDiagnostics: Diagnostic[] = [];
  const paths = [...texts.after.keys()].sort();
  let count = 0;
  for (const path of paths) {
    const after = texts.after.get(path);
    if (after === null || after === undefined) continue;
    const before = texts.before.get(path) ?? texts.inventory.read(path)?.text ?? "";
    if (before === after) continue;
    const tools = readers
      .filter(({ reads }) => reads(path))
      .map(
        ({ transform }) =>
          (text: string) =>
            diagnose(transform, path, text),
      );
    const found = await newPythonFindings(path, before, after, () => (checker ??= openPythonChecker()));
    for (const tool of tools)
      found.push(...newFindings({ text: before, findings: tool(before) }, { text: after, findings: tool(after) }));
    found.sort((a, b) => a.line - b.line);
    newDiagnostics.push(...found.map((finding) => ({ path, ...finding })));
    // Lets progress and interrupts through.
    if (++count % 16 === 0) await setImmediate();
  }
  const { target } = texts;
  if (!target) return { newDiagnostics };
  if (!texts.all) return { newDiagnostics: [...newDiagnostics, ...danglingLinks({ ...texts, target })] };
  const { findings, unresolved } = allLinks({ ...texts, target });
  return { newDiagnostics: [...newDiagnostics, ...findings], unresolved };
}

/** Frees what {@link verifyTexts} keeps between calls. It may be called again afterwards. */
export async function disposeCheckers(): Promise<void> {
  const open = checker;
  checker = undefined;
  (await open)?.dispose();
}

function diagnose(transform: Transform, path: string, text: string): Finding[] {
  return (transform.diagnose?.(path, text) ?? []).map((message) => {
    const line = Number(/\bline (\d+)/i.exec(message)?.[1] ?? 0);
    const name = /[`"']([\p{L}_$][\p{L}\p{M}\p{N}_$.-]*)[`"']/u.exec(message)?.[1];
    return { line, code: transform.name, message, ...(name === undefined ? {} : { name }) };
  });
}
