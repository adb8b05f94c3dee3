export function prepared(text: string): string;
export function piecesOf(text: string): string[];
