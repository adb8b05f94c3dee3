export interface ImportedName {
  key: string;
  use: string;
  scope: string;
  inClass: boolean;
  star: boolean;
  future: boolean;
  statement: { start: number; end: number; row: number };
}
export function importsOf(text: string): ImportedName[];
export function shapeOf(text: string, options?: { withoutImports?: boolean }): string | null;
