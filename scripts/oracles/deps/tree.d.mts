export function edgesOf(text: string): string[];
