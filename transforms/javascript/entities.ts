const spelled: Record<string, string> = {
  quot: '"',
  apos: "'",
  amp: "&",
  lt: "<",
  gt: ">",
  "#39": "'",
  "#34": '"',
  "#x27": "'",
};

/**
 * Character references of an event handler as the characters they stand for, at the same length: the rest of each
 * reference becomes spaces outside strings, and outside of operators.
 */
export function withoutEntities(text: string): string {
  const open = new Set<string>();
  const joined = text.replace(/&amp;&amp;/g, "        &&".slice(0, 10));
  return joined.replace(/&(quot|apos|amp|lt|gt|#39|#34|#x27);/g, (whole: string, name: string) => {
    const character = spelled[name] ?? " ";
    const padding = " ".repeat(whole.length - 1);
    if (character !== '"' && character !== "'") return character + padding;
    const closes = open.delete(character);
    if (!closes) open.add(character);
    return closes ? character + padding : padding + character;
  });
}
