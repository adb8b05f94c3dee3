import type { Blocked, Facts, SourceFile, Verdict } from "../../src/engine/model.js";
import { checkScript } from "../javascript/check.js";
import type { TemplateExtra } from "./analyze.js";

/** Places in inline scripts that the verdicts would break. Content of a page needs nothing of the kind. */
export function checkScripts(file: SourceFile, facts: Facts, verdicts: Verdict[]): Blocked[] {
  const inScript = new Set(Object.values((facts.extra as TemplateExtra).scripts).flat());
  const embedded = verdicts.filter((verdict) => inScript.has(verdict.region));
  return embedded.length > 0 ? checkScript(file.text, file.path, facts, embedded) : [];
}
