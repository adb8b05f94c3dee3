import type { Result } from "./run.mjs";

export function median(values: (number | undefined)[]): number | undefined;
export function lineOf(result: Result): string;
export function summaryOf(results: Result[]): { text: string; failed: boolean };
