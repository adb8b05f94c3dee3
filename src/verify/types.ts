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

/** What a checker says after and did not say before: a difference of multisets of file, rule and message. */
export function newTypeErrors(before: readonly Diagnostic[], after: readonly Diagnostic[]): Diagnostic[] {
  const keyOf = ({ path, code, message }: Diagnostic) => [path, code, message].join("\0");
  const known = new Map<string, number>();
  for (const one of before) known.set(keyOf(one), (known.get(keyOf(one)) ?? 0) + 1);
  return after.filter((one) => {
    const left = known.get(keyOf(one)) ?? 0;
    if (left > 0) known.set(keyOf(one), left - 1);
    return left === 0;
  });
}
