/** What a shell or an editor makes of a command that was typed wrongly. */
const STRAY: [RegExp, string][] = [
  [/^[=><~!]=?\d+(?:\.\d+)*(?:\.\*)?$/, "a version that a shell took for a file: quote it"],
  [/^-{1,2}[\w-]*$/, "an option that was taken for a file"],
  [/^:?(?:q|w|wq|x|qa|wqa)!?$/, "an editor's command that was taken for a file"],
  [/^(?:&\d?|\d?>&?\d?|nul|\[200~.*|\\|`|'|")$/i, "a redirection or a key that was taken for a file"],
  [
    /^(?:et|it|og|tatus|iff|heckout|ommit|ush|ull|ranch|how|dd|t|tash|ystemctl|ip|ython3?|udo|url|get) [^/]*$/,
    "a command that a pager took for a file",
  ],
  [/^(?:git|pip3?|python3?|sudo|cd|ls|npm|docker|systemctl|curl) [^/]*$/, "a command that was taken for a file"],
];

/**
 * Tells why a file looks like the leftover of a mistyped command: by its name, at the top of the tree and without
 * an extension that a person would give.
 *
 * @returns one clause, or undefined if it does not
 */
export function strayReason(path: string): string | undefined {
  if (path.includes("/")) return undefined;
  return STRAY.find(([name]) => name.test(path))?.[1];
}
