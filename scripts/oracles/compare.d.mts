export function compare(actual: string, expected: string): "exact" | "equivalent" | "different";
export function settled(text: string): string;
