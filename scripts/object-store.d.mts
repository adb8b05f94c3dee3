/** A store of objects that listens on loopback. */
export interface RunningStore {
  endpoint: string;
  /** Variables with credentials that it accepts. */
  environment: Record<string, string>;
  close(): Promise<void>;
}

/** Makes the environment of the store unless it is there, and gives its interpreter; this alone uses the network. */
export function storeEnvironment(): string;

/** Starts a store without any bucket. */
export function startStore(python?: string): Promise<RunningStore>;
