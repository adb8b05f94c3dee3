/** A removal by hand. */
export interface Case {
  id: string;
  repo: string;
  parent: string;
  commit: string;
  target: string;
  terms: string[];
  successor: string;
  flags: string[];
  expect: string;
}

export function readCases(path: string, only?: string[]): Case[];
