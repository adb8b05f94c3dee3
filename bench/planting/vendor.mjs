/** Invented vendors, as words: no application knows any of them. */
const vendors = [["zephyrix"], ["quill", "cloud"], ["borealine"], ["fern", "gate"], ["tundra", "sync"]];

const capital = (word) => word[0].toUpperCase() + word.slice(1);

/**
 * An invented vendor in the spellings that code has for one.
 * @param {import("./random.mjs").Random} random
 */
export function inventVendor(random) {
  const words = random.pick(vendors);
  const snake = words.join("_");
  const kebab = words.join("-");
  return {
    /** What the command line is given. */
    target: random.pick([snake, kebab]),
    snake,
    kebab,
    upper: snake.toUpperCase(),
    pascal: words.map(capital).join(""),
    title: words.map(capital).join(" "),
    /** The short name of `import … as`. */
    short: words.length > 1 ? words.map((word) => word[0]).join("") : `${words[0].slice(0, 2)}x`,
  };
}
