export function git(folder: string, ...args: string[]): string;
export function materialise(name: string, folder: string): Promise<{ folder: string; head: string }>;
