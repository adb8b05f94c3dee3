export function pageErrors(page: string): Map<string, number>;
export function newErrors(before: Map<string, number>, after: Map<string, number>): string[];
