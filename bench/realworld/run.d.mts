import type { Case } from "./cases.mjs";

interface Options {
  repos: string;
  work: string;
  cli: string;
  seconds: number;
  types: boolean;
}

/** What came of a case. */
export interface Result {
  id: string;
  repo: string;
  recall?: number;
  precision?: number;
  [key: string]: unknown;
}

export function runCase(one: Case, options: Options): Result;
