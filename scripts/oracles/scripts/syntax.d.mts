export function treeOf(text: string): { program: object; errors: object[] };
