/**
 * Makes the anchors that GitHub gives to headings: lower case, punctuation dropped, blanks become hyphens, a second
 * heading of the same words gets `-1`.
 * @returns a function to call with each heading's words in order
 */
export function slugsOf(): (title: string) => string {
  const seen = new Map<string, number>();
  return (title) => {
    const slug = title
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
      .replaceAll(" ", "-");
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  };
}
