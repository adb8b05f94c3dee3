export function anchored(text: string): string;
