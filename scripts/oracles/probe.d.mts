import type { ImportedName } from "./syntax.mjs";

export const TARGET: string;
export function withProbe(text: string, imports: ImportedName[]): string;
export function importsRemoved(before: ImportedName[], after: ImportedName[]): ImportedName[] | null;
