import { type Lexed, lex } from "./lexer.js";
import { lexMako } from "./mako/lexer.js";

/**
 * The language of a page's tags. `jinja` is also Django's and plain pages; `foreign` is any other, which is not read.
 */
export type Dialect = "jinja" | "mako" | "foreign";

/** How each language that is read is cut into tags. */
export const LEXERS: Record<Dialect, (text: string) => Lexed> = { jinja: lex, mako: lexMako, foreign: lex };

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
const JINJA = /\{%-?\s*(?:if|for|extends|block|include|load|set|macro|from|import|url|raw|verbatim)\b/;
/** Tags and lines of control that only Mako has. */
const MAKO =
  /<%(?:def|block|call)\s+\w+\s*=|<%(?:inherit|include|namespace|page)\s+\w+\s*=|<%(?:doc|text)>|^[ \t]*%[ \t]*end(?:if|for|while|try)\b/m;
/** Code between the same signs in other languages: printed values, directives, braces and semicolons. */
const OTHER_CODE =
  /<%[=\-@#]|<%[^%]*?[{;]\s*%>|<\?php\b|<\?=|<%\s*(?:\}|end\b|elsif\b|unless\b)|<%\s*(?:if|else|for|while)\b[^%:\n]*%>/;
const CODE = /<%!?\s[\s\S]*?%>/;

/** Tells the language of a page by its tags. */
export function dialectOf(text: string): Dialect {
  // Scripts may hold templates of their own in strings; only the page tells its language.
  const page = text.replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, "");
  if (JINJA.test(page)) return FOREIGN[0]!.test(page) || FOREIGN[1]!.test(page) ? "foreign" : "jinja";
  if ((MAKO.test(page) || CODE.test(page)) && !OTHER_CODE.test(page)) return "mako";
  return FOREIGN.some((pattern) => pattern.test(page)) ? "foreign" : "jinja";
}

/** True if a text holds any template tag. */
export function hasTags(text: string): boolean {
  return /\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}/.test(text) || dialectOf(text) === "mako";
}
