/** What `remove` gives: the plan, and the texts after it. */
interface Removal {
  plan: object;
  result: Record<string, string>;
}

interface Options {
  remove(texts: Map<string, string>, target: string): Promise<Removal>;
  runs: number;
  seed: number;
  app?: string;
  only?: string[];
  report?(text: string): void;
  show?: boolean;
  /** Makes the cases: Python alone if left out. */
  write?(seed: number, options: { app?: string; only?: string[] }): object;
}

export function runPlanting(
  options: Options,
): Promise<{ table: string; right: number; excepted: number; failed: number; planted: number }>;
