export interface Problem {
  kind: string;
  page: string;
  text: string;
}

export interface Provider {
  provider: string;
  facts: Record<string, unknown>;
}

export interface Report {
  problems: Problem[];
  controls: string[];
  providers: Provider[];
}

export function normalise(problem: Problem): string;
export function differences(before: Report, after: Report, removed: { target: string; controls: string[] }): string[];
