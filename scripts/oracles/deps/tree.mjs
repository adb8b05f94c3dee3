// What `uv pip tree --no-dedupe` says: each line a distribution, set in below the one that needs it.

/**
 * The needs of each distribution in a printed tree, as `NAME -> NAME`, sorted.
 * @param text lines like `│   └── click v8.2.0`; other lines are left out
 */
export function edgesOf(text) {
  const edges = new Set();
  const above = [];
  for (const line of text.split("\n")) {
    const match = /^([│├└─ ]*)([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])? v\S+/.exec(line);
    if (match === null) continue;
    const depth = match[1].length / 4;
    above.length = depth;
    above.push(match[2]);
    if (depth > 0) edges.add(`${above[depth - 1]} -> ${match[2]}`);
  }
  return [...edges].sort();
}
