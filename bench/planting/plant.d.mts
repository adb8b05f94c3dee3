/** An application with and without a feature. */
interface Case {
  app: string;
  target: string;
  planted: string[];
  clean: Map<string, string>;
  woven: Map<string, string>;
}

export function plant(seed: number, options?: { app?: string; only?: string[] }): Case;
