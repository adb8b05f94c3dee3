export interface Verdicts {
  unused: string[];
  missing: string[];
}
export function ofUnpick(document: { dependencies: { unused: string[]; missing: { import: string }[] } }): Verdicts;
export function ofDeptry(findings: { error: { code: string }; module: string }[]): Verdicts;
export function ofFawltyDeps(document: {
  unused_deps: { name: string }[];
  undeclared_deps: { name: string }[];
}): Verdicts;
export function differences(application: string, tool: string, ours: Verdicts, theirs: Verdicts): string[];
export function casesOf(text: string): string[];
export function explained(
  found: string[],
  reasons: { reason: string; cases: string[] }[],
): { reasonOf: Map<string, string>; open: string[]; idle: string[] };
