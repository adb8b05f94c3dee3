import type { Diagnostic as RuffDiagnostic, Workspace } from "@astral-sh/ruff-wasm-nodejs";
import { fileLine, readNotebook } from "../syntax/notebook.js";
import { notebookPython } from "../syntax/notebook-python.js";
import { type Finding, linesOf, newFindings } from "./diagnostics.js";

/**
 * What a removal can break or leave over: unused imports and locals, redefinitions, undefined names, and what
 * does not parse.
 */
const RULES = ["F401", "F811", "F821", "F822", "F823", "F841", "E9"];
/** The newest grammar reads everything; what an older interpreter would refuse was there before. */
const GRAMMAR = "py314";

/** Ruff, loaded; findings are remembered by text, since the same texts come again in each round. */
export interface PythonChecker {
  check(path: string, text: string): Finding[];
  /** Frees the memory of the WebAssembly module's workspace. */
  dispose(): void;
}

/** True for files that ruff reads. */
function isPython(path: string): boolean {
  return /\.py[iw]?$/i.test(path);
}

/** True for files that hold Python among other things. */
const isNotebook = (path: string) => /\.ipynb$/i.test(path);

/**
 * What ruff finds in the Python of a file after and did not find before, at lines of the file; nothing if the file holds
 * none.
 */
export async function newPythonFindings(
  path: string,
  before: string,
  after: string,
  open: () => Promise<PythonChecker>,
): Promise<Finding[]> {
  if (isPython(path)) {
    const { check } = await open();
    return newFindings({ text: before, findings: check(path, before) }, { text: after, findings: check(path, after) });
  }
  if (!isNotebook(path)) return [];
  const { check } = await open();
  const checked = [before, after].map((text) => {
    const python = notebookPython(readNotebook(text)).text;
    return { text: python, findings: check(path, python) };
  });
  const notebook = readNotebook(after);
  return newFindings(checked[0]!, checked[1]!).map((finding) => ({
    ...finding,
    line: fileLine(after, notebook, finding.line),
  }));
}

/** Loads ruff. Takes a noticeable part of a second, so only when a Python file has changed. */
export async function openPythonChecker(): Promise<PythonChecker> {
  const ruff = await import("@astral-sh/ruff-wasm-nodejs");
  const open = () =>
    new ruff.Workspace({ "target-version": GRAMMAR, lint: { select: RULES } }, ruff.PositionEncoding.Utf16);
  let workspace: Workspace = open();
  const known = new Map<string, Finding[]>();
  return {
    check(path, text) {
      let findings = known.get(text);
      if (!findings) {
        try {
          findings = translate(text, workspace.check(unsuppressed(text)) as RuffDiagnostic[]);
        } catch (error) {
          // A panic leaves the workspace unusable. Texts that cause one before and after cancel out.
          findings = [{ line: 0, code: "unchecked", message: `ruff stopped: ${String(error)}` }];
          workspace = open();
        }
        known.set(text, findings);
      }
      // What a package's __init__ imports is its interface.
      return /(?:^|\/)__init__\.pyi?$/.test(path) ? findings.filter(({ code }) => code !== "F401") : findings;
    },
    dispose() {
      known.clear();
      workspace.free();
    },
  };
}

/**
 * The text with `noqa` spelled so that ruff does not see it: somebody's leave to ignore an unused import must not
 * hide a name that we made undefined. What it hid before is found before as well, so it is not new.
 */
function unsuppressed(text: string): string {
  return text.replace(/\bnoqa\b/gi, "nqoa");
}

function translate(text: string, found: readonly RuffDiagnostic[]): Finding[] {
  const lines = linesOf(text);
  const syntax = found.find(({ code }) => code === null || code === "invalid-syntax");
  // All else follows from the first syntax error.
  return (syntax ? [syntax] : found).map((diagnostic) => {
    const name = syntax ? undefined : namedBy(lines, diagnostic);
    return {
      line: diagnostic.start_location.row,
      code: diagnostic.code ?? "invalid-syntax",
      message: diagnostic.message,
      ...(name === undefined ? {} : { name }),
    };
  });
}

/** The local name that a finding is about: it stands at the finding's place; of `import a.b` it is `a`. */
function namedBy(lines: readonly string[], { start_location: start, end_location: end }: RuffDiagnostic) {
  if (start.row !== end.row) return undefined;
  const covered = lines[start.row - 1]?.slice(start.column - 1, end.column - 1) ?? "";
  return /^(?:[rRuUbBfF]{0,2}["']+)?([\p{L}_][\p{L}\p{M}\p{N}_]*)/u.exec(covered)?.[1];
}
