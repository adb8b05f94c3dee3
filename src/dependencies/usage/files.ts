/** A file of the application as usage reads it. */
export interface UsageFile {
  path: string;
  text: string;
  /** Only tests, documentation or tools for those who work on the application are in it. */
  isDevelopment: boolean;
}

/** One-based line of a place in a text. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}
