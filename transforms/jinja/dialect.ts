/** Signs of template languages that only look like Jinja, or share a file with it. */
const FOREIGN = [
  /<%(?:[=\-!#@\s]|def\b|block\b|inherit\b|page\b|namespace\b|include\b)/,
  /<\?php\b|<\?=/,
  /^[ \t]*%[ \t]*(?:if|for|endif|endfor|while|def)\b/m,
  /\{\{[#/^>]/,
  /\{\{-?\s*(?:if|range|with|define|template|block|end|else|include)\b[^}]*\}\}/,
  /\{\{-?\s*(?:\.[A-Z]|\.\s|\$\.)/,
  /\{(?:\$[a-z_]+|if \$[a-z_]|foreach \$?[a-z_]|include file=)/,
];

/** True if a text is written in a template language other than Jinja and Django's. */
export function isForeign(text: string): boolean {
  // Scripts may hold templates of their own in strings; only the page tells its language.
  const page = text.replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, "");
  if (/\{%-?\s*(?:if|for|extends|block|include|load|set|macro|from|import|url|raw|verbatim)\b/.test(page))
    return FOREIGN[0]!.test(page) || FOREIGN[1]!.test(page);
  return FOREIGN.some((pattern) => pattern.test(page));
}

/** True if a text holds any template tag. */
export function hasTags(text: string): boolean {
  return /\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}/.test(text);
}
