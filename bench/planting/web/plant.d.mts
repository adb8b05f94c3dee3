/** An application with and without a feature. */
interface Case {
  app: string;
  target: string;
  planted: string[];
  clean: Map<string, string>;
  woven: Map<string, string>;
}

export const frameworks: string[];
export function plantWeb(seed: number, options?: { app?: string; only?: string[] }): Case;
