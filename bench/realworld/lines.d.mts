/** Lines, and how many of each, by path. */
type Lines = Map<string, Map<string, number>>;

interface Choice {
  kind?: string;
  line?(text: string): boolean;
}

interface Held {
  human: number;
  tool: number;
  recall: number | undefined;
  precision: number | undefined;
}

export function kindOf(path: string): string;
export function deletedLines(diff: string): Lines;
export function compare(bags: Lines, others: Lines, choice?: Choice): { all: number; both: number };
export function heldAgainst(human: Lines, tool: Lines, choice?: Choice): Held;
