/** What can be planted, by language. */
export const webShapes: Record<string, string[]>;
