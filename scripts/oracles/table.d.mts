export interface Judged {
  suite: string;
  name: string;
  result: string;
  detail?: string;
  reason?: string;
  keeps?: boolean;
}
export function explain(results: Judged[], reasons: { suite: string; case: string; reason: string }[]): Judged[];
export function tableOf(results: Judged[]): string;
