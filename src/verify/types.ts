import { relative, sep } from "node:path";
import type { Diagnostic } from "./diagnostics.js";

interface PyrightOutput {
  generalDiagnostics: {
    file: string;
    severity: string;
    message: string;
    rule?: string;
    range?: { start: { line: number } };
  }[];
}

/**
 * Errors that pyright reports, with paths relative to the folder it ran in.
 *
 * @param output what `pyright --outputjson` printed
 * @throws SyntaxError if it is not pyright's JSON
 */
export function parsePyright(output: string, folder: string): Diagnostic[] {
  const { generalDiagnostics } = JSON.parse(output.slice(output.indexOf("{"))) as PyrightOutput;
  return generalDiagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ file, message, rule, range }) => ({
      path: relative(folder, file).split(sep).join("/"),
      line: (range?.start.line ?? -1) + 1,
      code: rule ?? "pyright",
      // Kept from the folder that the copy lies in, which is another one each time.
      message: message.replaceAll(folder, "."),
    }));
}

/**
 * Errors that the TypeScript compiler reports.
 *
 * @param output what `tsc --noEmit --pretty false` printed
 * @param project folder of the `tsconfig.json`, as a path in the repository; empty for the top
 */
export function parseTypeScript(output: string, project: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const [, path, line, code, message] of output.matchAll(/^(\S.*?)\((\d+),\d+\): error (TS\d+): (.*)$/gm))
    found.push({
      path: [project, path!.replaceAll("\\", "/")].filter((part) => part !== "").join("/"),
      line: Number(line),
      code: code!,
      message: message!,
    });
  return found;
}

/**
 * What a checker says after and did not say before: a difference of multisets of file, rule and message. A message
 * that lists some of the names which one of before lists ("arguments missing for parameters …") says nothing new.
 */
export function newTypeErrors(before: readonly Diagnostic[], after: readonly Diagnostic[]): Diagnostic[] {
  const known = [...before];
  const without = (list: readonly Diagnostic[], isKnown: (one: Diagnostic, other: Diagnostic) => boolean) =>
    list.filter((one) => {
      const index = known.findIndex(
        (other) => other.path === one.path && other.code === one.code && isKnown(one, other),
      );
      if (index >= 0) known.splice(index, 1);
      return index < 0;
    });
  const unmatched = without(after, (one, other) => one.message === other.message);
  return without(unmatched, (one, other) => listsFewer(one.message, other.message));
}

/** True if both say the same of a list of quoted names, and the first lists only names of the second. */
function listsFewer(message: string, other: string): boolean {
  const quoted = /"[^"]*"/g;
  const shape = (text: string) => text.replace(/"[^"]*"(, "[^"]*")+/g, "…").replace(quoted, "…");
  const names = new Set(other.match(quoted));
  return (
    names.size > 1 && shape(message) === shape(other) && (message.match(quoted) ?? []).every((one) => names.has(one))
  );
}
