export function readApplication(text: string): { about: string; unused: string[]; files: Record<string, string> };
