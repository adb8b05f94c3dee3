export function git(folder: string, ...words: string[]): string;
