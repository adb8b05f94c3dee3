export interface JudgedTemplate {
  application: string;
  path: string;
  skipped?: string;
  faults?: string[];
  elements?: number;
  removals?: { group: string; fault?: string; refused: boolean }[];
}
export function tableOf(results: JudgedTemplate[]): { text: string; sound: boolean };
